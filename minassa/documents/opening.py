"""Opening a workbook that somebody sent: nothing is unpacked before its sizes are known, and whatever it is, the
answer is in words. What comes out are plain rows of the visible sheets."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from minassa.core.errors import Sorry

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
LARGEST_UNPACKED = 100 * MEGABYTE
LARGEST_STRINGS = 30 * MEGABYTE  # of the parts that are read whole
MOST_PARTS = 2_000
MOST_ROWS, LAST_ROW, MOST_COLUMNS, MOST_SHEETS = 3_000, 20_000, 100, 50

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what a password makes of a new one
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')

# What openpyxl and what lies under it raise over a file that is not as it should be.
BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, SyntaxError, EOFError,
    OSError, LookupError, ValueError, TypeError, AttributeError, AssertionError, NotImplementedError, ArithmeticError,
    RecursionError,
)  # fmt: skip


Range = tuple[int, int, int, int]  # first column, first row, last column, last row


class Unreadable(Sorry):
    code = "unreadable_file"


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
    _judge(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl names each feature it leaves out
            return _opened(file)
    except MemoryError:
        raise Unreadable(_too_large()) from None
    except BROKEN:
        raise Unreadable(_damaged()) from None


def _judge(file: bytes) -> None:
    if len(file) > LARGEST_FILE:
        raise Unreadable(
            _("The file has %(size)s MB; the most is %(most)s MB. Take pictures and unneeded sheets out of it.")
            % {"size": -(-len(file) // MEGABYTE), "most": LARGEST_FILE // MEGABYTE}
        )
    if file.startswith(OLD_EXCEL):
        raise Unreadable(
            _("This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password.")
        )
    if not file:
        raise Unreadable(_("The file is empty."))
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as packed:
            _judge_parts(packed)
    except BROKEN:
        raise Unreadable(
            _("This is not an Excel file (.xlsx). Open it in a spreadsheet and save it as .xlsx.")
        ) from None


def _judge_parts(packed: zipfile.ZipFile) -> None:
    """By the sizes that the file itself declares; no part is ever unpacked beyond them."""
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise Unreadable(_("This is not an Excel file (.xlsx). Open it in a spreadsheet and save it as .xlsx."))
    whole = sum(part.file_size for part in parts if not part.filename.startswith("xl/worksheets/sheet"))
    if (
        len(parts) > MOST_PARTS
        or len(names) != len(parts)
        or sum(part.file_size for part in parts) > LARGEST_UNPACKED
        or whole > LARGEST_STRINGS
    ):
        raise Unreadable(_too_large())
    for part in parts:
        if part.flag_bits & 0x1:
            raise Unreadable(_("The file has a password. Save it without one."))
        if part.filename.endswith((".xml", ".rels")):
            with packed.open(part) as opened:
                if b"<!" in re.sub(rb"<!--.*?-->", b"", opened.read(4096), flags=re.DOTALL).replace(b"<![CDATA[", b""):
                    raise Unreadable(_damaged())  # a document type; no spreadsheet writes one


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
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        made.merged = list(_merged(packed, sheet._worksheet_path, len(rows)))
    return made


def _value(cell: Any) -> Any:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return Broken(str(value)) if cell.data_type == "e" else value


def _merged(packed: zipfile.ZipFile, path: str, rows: int) -> Iterator[Range]:
    with packed.open(path.lstrip("/")) as opened:
        for found in MERGED.findall(opened.read())[:5_000]:
            first_column, first_row, last_column, last_row = (
                (side or 1) - 1 for side in range_boundaries(found.decode("ascii"))
            )
            if first_row < rows and first_column < MOST_COLUMNS:
                yield first_column, first_row, last_column, last_row


def _too_large() -> str:
    return _("Unpacked, the file is far larger than a plan of action can be. Copy the plan into a new workbook.")


def _damaged() -> str:
    return _(
        "The file is damaged, or not a workbook that a spreadsheet saved. Open it, save it as .xlsx, and try again."
    )
