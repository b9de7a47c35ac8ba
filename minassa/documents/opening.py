"""Opening a workbook that somebody sent: nothing is unpacked before its sizes are known, and whatever it is, the
answer is in words. What comes out are plain rows of the visible sheets."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter, range_boundaries

from minassa.documents.judging import BROKEN, LARGEST_FILE, Unreadable, damaged, judge, too_large

__all__ = ["LARGEST_FILE", "Broken", "Grid", "Opened", "Unreadable", "open_workbook"]

MOST_ROWS, LAST_ROW, MOST_COLUMNS, MOST_SHEETS = 3_000, 20_000, 100, 50

# Neither looks past the next "<": half-written tags by the hundred thousand would be read to the end from each of them.
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
HIDDEN = re.compile(rb'<(?:\w+:)?row\b(?=[^<>]*?\bhidden="(?:1|true)")[^<>]*?\br="(\d{1,7})"')

Range = tuple[int, int, int, int]  # first column, first row, last column, last row


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that shows an error of the spreadsheet, such as #REF!"""

    said: str


@dataclass(slots=True)
class Grid:
    """A visible sheet. Rows and columns count from 0; a cell holds None, text, a figure, a date, or `Broken`."""

    name: str
    rows: list[tuple[Any, ...]]
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)  # rows
    ends_early: bool = False

    def value(self, row: int, column: int) -> Any:
        line = self.rows[row] if row < len(self.rows) else ()
        return line[column] if column < len(line) else None

    def heads(self, column: int) -> dict[int, int]:
        """Row → the row above it that holds the value of the merged cell both belong to, in this column."""
        found: dict[int, int] = {}
        for first_column, first_row, _last_column, last_row in self.merged:
            if first_column == column and len(found) < LAST_ROW:
                found |= dict.fromkeys(range(first_row + 1, min(last_row, len(self.rows) - 1) + 1), first_row)
        return found

    @staticmethod
    def letter(column: int) -> str:
        return str(get_column_letter(column + 1))


@dataclass(frozen=True, slots=True)
class Opened:
    grids: tuple[Grid, ...]
    properties: dict[str, str]


def open_workbook(file: bytes) -> Opened:
    judge(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl names each feature it leaves out
            return _opened(file)
    except MemoryError:
        raise Unreadable(too_large()) from None
    except BROKEN:
        raise Unreadable(damaged()) from None


def _opened(file: bytes) -> Opened:
    values = openpyxl.load_workbook(io.BytesIO(file), read_only=True, data_only=True, keep_links=False)
    formulas = openpyxl.load_workbook(io.BytesIO(file), read_only=True, data_only=False, keep_links=False)
    try:
        shown = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"][:MOST_SHEETS]
        if not shown:
            raise Unreadable(_("No sheet of the file is visible. Show the one that is meant, and save it."))
        kept: Any = getattr(values, "custom_doc_props")  # noqa: B009 -- its stubs do not know it
        properties = {str(one.name): str(one.value or "") for one in kept.props}
        grids = tuple(_grid(sheet, formulas[sheet.title], file) for sheet in shown)
    finally:
        values.close()
        formulas.close()
    return Opened(grids, properties)


def _grid(sheet: Any, formulas: Any, file: bytes) -> Grid:
    rows: list[tuple[Any, ...]] = []
    filled = 0
    for row in sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS):
        line = tuple(_value(cell) for cell in row)
        filled += any(value is not None for value in line)
        if filled > MOST_ROWS:
            raise Unreadable(
                _("The sheet “%(sheet)s” has more than %(most)s rows. Divide it into several files.")
                % {"sheet": sheet.title, "most": MOST_ROWS}
            )
        rows.append(line)
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    made = Grid(str(sheet.title), rows, ends_early=(sheet.max_row or 0) > LAST_ROW)
    for at, row in enumerate(formulas.iter_rows(max_row=max(len(rows), 1), max_col=MOST_COLUMNS)):
        made.formulas |= {(at, column) for column, cell in enumerate(row) if getattr(cell, "data_type", "") == "f"}
    # In this mode openpyxl does not say which cells are merged.
    with zipfile.ZipFile(io.BytesIO(file)) as packed, packed.open(sheet._worksheet_path.lstrip("/")) as opened:
        content = opened.read()
    made.merged = list(_merged(content, len(rows)))
    made.hidden = {int(found) - 1 for found in HIDDEN.findall(content)}
    return made


def _value(cell: Any) -> Any:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return Broken(str(value)) if cell.data_type == "e" else value


def _merged(content: bytes, rows: int) -> Iterator[Range]:
    for found in MERGED.findall(content)[:5_000]:
        first_column, first_row, last_column, last_row = (
            (side or 1) - 1 for side in range_boundaries(found.decode("ascii"))
        )
        if first_row < rows and first_column < MOST_COLUMNS:
            yield first_column, first_row, last_column, last_row
