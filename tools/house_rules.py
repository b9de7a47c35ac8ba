"""What no ready-made linter checks for us: names each line that breaks one of these rules of STYLE.md."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400

SIDE = "(?:left|right|top|bottom)"
PHYSICAL = re.compile(
    rf"(?:^|[;{{\s])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-{SIDE}(?:-\w+)?"
    rf"|border-(?:top|bottom)-(?:left|right)-radius|{SIDE})\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)
EXCUSE = "house: physical,"  # in a comment on the line, followed by the reason
FOUR_SIDES = re.compile(r"(?:margin|padding|inset|border-width)\s*:\s*(?P<sides>[^;{}()]+)[;}]")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)|<style\b|\sstyle=\"|\son[a-z]+=\"|javascript:", re.I
)
TAG = re.compile(r"\{[%{#].*?[%}#]\}")  # of a Django template: its arguments are not attributes
MANAGER = re.compile(r"\.objects\b")
# Written apart, so that this file does not break its own rule.
HOSTS = re.compile(
    "|".join(("py" + r"pi\.org", "python" + r"hosted\.org", r"registry\." + r"npmjs", "deb" + r"\.debian\.org"))
)
MACHINE = re.compile(
    "|".join((r"(?<![\w.])/ro" + "ot/", r"(?<![\w.])/wo" + r"rk/(?:main|shared|\.library)", "/t" + "mp/plan"))
)


@dataclass(frozen=True, slots=True)
class Rule:
    says: str
    covers: Callable[[str], bool]
    breaks: Callable[[str], bool]


def _four_sides_differ(line: str) -> bool:
    """`padding: 0 12px 0 16px` is physical in disguise: its second and fourth sides are right and left."""
    found = FOUR_SIDES.search(line)
    sides = found["sides"].split() if found else []
    return len(sides) == 4 and sides[1] != sides[3]


def _is_page(path: str) -> bool:
    return path.endswith(".html") and "/templates/" in path


def _is_web(path: str) -> bool:
    return bool(re.match(r"minassa/(?:web|api)/.*\.py$", path)) and "/tests/" not in path


RULES = [
    Rule(
        "Physical CSS: say inline/block/start/end, so that Arabic and English share one sheet.",
        lambda path: path.endswith(".css"),
        lambda line: EXCUSE not in line and (bool(PHYSICAL.search(line)) or _four_sides_differ(line)),
    ),
    Rule(
        "Inline script, style or handler: the content policy refuses it. Put it in assets/.",
        _is_page,
        lambda line: bool(INLINE.search(TAG.sub("", line))),
    ),
    Rule(
        "`.objects` in a view: load records through their room's access.py.",
        _is_web,
        lambda line: bool(MANAGER.search(line)),
    ),
    Rule(
        "A package registry's host: installers know their registry.",
        lambda _: True,
        lambda line: bool(HOSTS.search(line)),
    ),
    Rule("A path of somebody's machine.", lambda _: True, lambda line: bool(MACHINE.search(line))),
]


def broken_in(path: str, text: str) -> Iterator[str]:
    lines = text.splitlines()
    for rule in RULES:
        if rule.covers(path):
            for number, line in enumerate(lines, start=1):
                if rule.breaks(line):
                    yield f"{path}:{number}: {rule.says}"
    if path.endswith(".py") and "/migrations/" not in path and len(lines) > LONGEST_FILE:
        yield f"{path}: {len(lines)} lines; a file ends at {LONGEST_FILE}. Divide it by what it speaks of."


def main() -> int:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607
    broken: list[str] = []
    for path in listed.splitlines():
        try:
            broken += broken_in(path, (ROOT / path).read_text(encoding="utf-8"))
        except (UnicodeDecodeError, FileNotFoundError):  # a picture or a font; a file just being removed
            continue
    print(*broken, sep="\n", end="\n" if broken else "")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
