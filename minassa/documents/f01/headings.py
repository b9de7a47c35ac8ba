"""Which column of a company's own sheet is which: by what its heading says, in Arabic or English."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils import translation

from minassa.documents import cells
from minassa.documents.cells import Bad, DateOrder, TwoWays
from minassa.documents.f01 import words
from minassa.documents.f01.spellings import SAYS
from minassa.documents.opening import Grid

LAST_HEAD_ROW = 40
SAMPLES = 3

DATES = ("starts_on", "deadline")
_ARTICLE = re.compile(r"\bال(?=\w{2})")
_LIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": ""})


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What is to be read from which column. Rows count from 1 and columns have letters, as the sheet shows them."""

    sheet: str
    head_row: int
    columns: tuple[tuple[str, str], ...]  # key of the form → letter
    date_order: DateOrder = ""


@dataclass(frozen=True, slots=True)
class SeenColumn:
    letter: str
    heading: str
    samples: tuple[str, ...]
    guess: str = ""  # a key of the form


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """What the mapping step shows of a sheet, with what it proposes."""

    name: str
    columns: tuple[SeenColumn, ...]
    guess: ColumnMap
    asks_date_order: bool  # it has a date that could be read two ways


def guess_columns(grid: Grid) -> SeenSheet:
    head = max(range(min(len(grid.rows), LAST_HEAD_ROW)), key=lambda row: (_score(grid, row), -row), default=0)
    guessed = _guesses(grid, head)
    width = max((len(row) for row in grid.rows[head:]), default=0)
    seen = [_seen(grid, head, column, guessed.get(column, "")) for column in range(width)]
    columns = {key: column for column, key in guessed.items()}
    ambiguous, order = _date_order(grid, head, [columns[key] for key in DATES if key in columns])
    return SeenSheet(
        name=grid.name,
        columns=tuple(one for one in seen if one.heading or one.samples),
        guess=ColumnMap(grid.name, head + 1, tuple((key, Grid.letter(at)) for key, at in columns.items()), order),
        asks_date_order=ambiguous and not order,
    )


def plain(said: object) -> str:
    """A heading without what does not tell it from another: case, marks, vowels, spellings of alef, the article."""
    text = unicodedata.normalize("NFKC", str(said)).casefold().translate(_LIKE)
    text = "".join(" " if unicodedata.category(letter)[0] in "PZCS" and letter != "#" else letter for letter in text)
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Mn")
    return " ".join(_ARTICLE.sub("", text).split())


def _score(grid: Grid, row: int) -> int:
    return len(_guesses(grid, row))


def _guesses(grid: Grid, row: int) -> dict[int, str]:
    """Column → key: whole headings first, then those that only contain one of the words."""
    said = {at: plain(value) for at, value in enumerate(grid.rows[row]) if isinstance(value, str)} if grid.rows else {}
    found: dict[int, str] = {}
    for fits in (_is, _contains):
        for at, heading in said.items():
            if at not in found and heading:
                key = next((key for key in SAYS if key not in found.values() and fits(heading, key)), "")
                if key:
                    found[at] = key
    return found


def _is(heading: str, key: str) -> bool:
    return heading in _spellings()[key]


def _contains(heading: str, key: str) -> bool:
    around = f" {heading} "
    return any(f" {one} " in around for one in _spellings()[key] if len(one) > 3)


_cached: dict[str, tuple[str, ...]] = {}


def _spellings() -> dict[str, tuple[str, ...]]:
    if not _cached:
        own: dict[str, Any] = words.COLUMNS | words.FURTHER_COLUMNS
        for key, says in SAYS.items():
            _cached[key] = tuple(dict.fromkeys(plain(one) for one in (*says, *in_both_languages(own[key]))))
    return _cached


def in_both_languages(label: object) -> list[str]:
    said = []
    for language in ("ar", "en"):
        with translation.override(language):
            said.append(str(label))
    return said


def _seen(grid: Grid, head: int, column: int, guess: str) -> SeenColumn:
    below = (grid.value(row, column) for row in range(head + 1, len(grid.rows)))
    samples = [cells.sample(value) for value in islice((one for one in below if one is not None), SAMPLES)]
    heading = grid.value(head, column)
    return SeenColumn(Grid.letter(column), "" if heading is None else str(heading).strip(), tuple(samples), guess)


def _date_order(grid: Grid, head: int, columns: list[int]) -> tuple[bool, DateOrder]:
    """Whether a date can be read two ways, and the order when another of the sheet can be read only in one."""
    ambiguous, fits = False, {"dmy": True, "mdy": True}
    for row in range(head + 1, len(grid.rows)):
        for value in (grid.value(row, column) for column in columns):
            if not isinstance(value, str):
                continue
            try:
                cells.day(value)
            except TwoWays:
                ambiguous = True
            except Bad:
                continue
            else:
                for order, wrong in (("dmy", _first_is_month), ("mdy", _first_is_day)):
                    fits[order] = fits[order] and not wrong(value)
    if fits["dmy"] != fits["mdy"]:
        return ambiguous, "dmy" if fits["dmy"] else "mdy"
    return ambiguous, ""


def _parts(value: str) -> tuple[int, int] | None:
    found = re.match(r"\s*(\d{1,2})[-/.\s](\d{1,2})[-/.\s]\d{2,4}", value.translate(cells.DIGITS))
    return (int(found[1]), int(found[2])) if found else None


def _first_is_day(value: str) -> bool:
    parts = _parts(value)
    return parts is not None and parts[0] > 12


def _first_is_month(value: str) -> bool:
    parts = _parts(value)
    return parts is not None and parts[1] > 12
