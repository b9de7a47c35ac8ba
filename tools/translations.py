"""Whether every word of the product is there in Arabic: complete, not fuzzy, with the placeholders of the source.

`python tools/translations.py` checks. `python tools/translations.py update` brings the catalogue up to the sources.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("minassa/locale/ar/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
# A plural form may leave the number out where Arabic says it with the noun: «رسالة واحدة», «رسالتان».
SPELLED_OUT = 3
POSITIONAL = {"%s", "%d"}  # but one without a name must be there: Python fails when a value finds no place


def faults(catalogue: polib.POFile) -> Iterator[str]:
    for entry in catalogue:
        if entry.obsolete:
            continue
        shown = entry.msgid if len(entry.msgid) < 60 else f"{entry.msgid[:57]}…"
        if "fuzzy" in entry.flags:
            yield f"fuzzy: {shown}"
        elif not entry.translated() or (entry.msgid_plural and len(entry.msgstr_plural) != 6):
            yield f"not translated: {shown}"
        elif wrong := sorted(_lost_placeholders(entry)):
            yield f"placeholders differ ({', '.join(wrong)}): {shown}"


def missing(written: polib.POFile, sources: polib.POFile) -> Iterator[str]:
    have = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in written if not entry.obsolete}
    want = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in sources if not entry.obsolete}
    yield from (f"in the sources, not in the catalogue: {msgid}" for _, msgid, _ in sorted(want - have, key=str))
    yield from (f"in the catalogue, not in the sources: {msgid}" for _, msgid, _ in sorted(have - want, key=str))


def _lost_placeholders(entry: polib.POEntry) -> set[str]:
    if not entry.msgid_plural:
        return set(PLACEHOLDER.findall(entry.msgid)) ^ set(PLACEHOLDER.findall(entry.msgstr))
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural))
    lost: set[str] = set()
    for number, form in entry.msgstr_plural.items():
        found = set(PLACEHOLDER.findall(form))
        unsaid = wanted - found if number >= SPELLED_OUT else (wanted - found) & POSITIONAL
        lost |= (found - wanted) | unsaid
    return lost


def extract(into: Path) -> polib.POFile:
    """The catalogue as the sources have it now, made in a copy so that nothing here is touched."""
    shutil.copytree(ROOT / "minassa", into / "minassa", ignore=shutil.ignore_patterns("tests", "static", "__pycache__"))
    (into / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    django = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--locale=ar",
        "--no-wrap",
        "--no-location",
        "--no-obsolete",
    ]
    subprocess.run(django, cwd=into / "minassa", check=True, stdout=subprocess.DEVNULL)
    return polib.pofile(str(into / CATALOGUE))


def main(purpose: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        if shutil.which("xgettext") is None:
            print("xgettext is not installed, so new words cannot be found. On Debian and Ubuntu: apt install gettext")
            return 1
        sources = extract(Path(folder))
    if purpose == "update":
        sources.save(str(ROOT / CATALOGUE))
        return 0
    written = polib.pofile(str(ROOT / CATALOGUE))
    found = [*missing(written, sources), *faults(written)]
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
