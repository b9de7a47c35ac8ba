"""F-01 from XLSX: our own workbook by its marks, a company's own sheet by a map of its columns. Either everything
could be read, or nothing is taken and every cell that could not be is named."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from minassa.documents.f01 import our_workbook, their_sheet
from minassa.documents.f01.finding import Found, Read
from minassa.documents.f01.headings import ColumnMap, SeenSheet, guess_columns
from minassa.documents.f01.rows import Fault
from minassa.documents.f01.their_sheet import NeedsMapping
from minassa.documents.opening import Unreadable, open_workbook

__all__ = ["ColumnMap", "Fault", "Look", "NeedsMapping", "Read", "SeenSheet", "Unreadable", "look", "read"]


@dataclass(frozen=True, slots=True)
class Look:
    """What the mapping step shows."""

    is_own: bool
    sheets: tuple[SeenSheet, ...]


def look(file: bytes) -> Look:
    opened = open_workbook(file)
    return Look(bool(our_workbook.tables(opened)), tuple(guess_columns(grid) for grid in opened.grids if grid.rows))


def read(file: bytes, *, mapping: ColumnMap | None = None, currency: str = "SAR") -> Read:
    """Raises `Unreadable` when the file is none, `NeedsMapping` when it is not ours and no map came with it.

    What the file says of approvals is never believed: those are the company's own to give.
    """
    opened = open_workbook(file)
    found = Found(currency)
    if mapping is not None:
        their_sheet.read_into(found, opened, mapping)
    elif ours := our_workbook.tables(opened):
        our_workbook.read_into(found, ours)
    else:
        raise NeedsMapping(_("This is not Minassa’s own F-01. Say which column of the sheet is which, then read it."))
    return found.result(our_workbook.plan_id(opened))
