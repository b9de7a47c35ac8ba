"""The papers are true where a program can tell: links lead somewhere, and every setting is told of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?://)([^)#]*)(?:#([\w-]+))?\)")
SETTING = re.compile(r"(?<![A-Za-z_])(?:MINASSA_(?!VAR_)[A-Z0-9_]*[A-Z0-9]|DATABASE_URL)(?![A-Za-z_])")
NAMED_FILE = re.compile(r"`((?:minassa|docs|tests|tools|bin|assets)/[\w./-]*\w)(?::[^`]*)?`")
MADE = ("minassa/web/static/minassa", "minassa/connectors/discord", "docs/develop.md")
EXAMPLES = ("holiday", "discord")


def anchors(paper: Path) -> set[str]:
    """As the hosts of repositories make them."""
    titles = re.findall(r"^#+ (.*)$", paper.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_links_lead_somewhere(paper: Path) -> None:
    broken = []
    for target, anchor in LINK.findall(paper.read_text(encoding="utf-8")):
        there = (paper.parent / target).resolve() if target else paper
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(f"{target}#{anchor}")
    assert broken == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_files_that_are_named_are_there(paper: Path) -> None:
    named = set(NAMED_FILE.findall(paper.read_text(encoding="utf-8")))
    gone = [name for name in named if not name.startswith(MADE) and not any(one in name for one in EXAMPLES)]
    assert [name for name in gone if not (ROOT / name).exists()] == []


def test_every_setting_is_in_the_table_and_nothing_else() -> None:
    paper = (ROOT / "docs/self-host.md").read_text(encoding="utf-8")
    told = set(SETTING.findall("\n".join(line for line in paper.splitlines() if line.startswith("| `"))))
    sources = [*ROOT.glob("minassa/**/*.py"), ROOT / "bin/python"]
    read = {
        name
        for source in sources
        if "tests" not in source.parts
        for name in SETTING.findall(source.read_text(encoding="utf-8"))
    }
    assert read == told
