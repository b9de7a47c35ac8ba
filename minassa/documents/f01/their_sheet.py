"""Reading a company's own sheet by the map of its columns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import column_index_from_string

from minassa.core.errors import Sorry
from minassa.documents import cells
from minassa.documents.cells import Bad
from minassa.documents.f01 import rows
from minassa.documents.f01.finding import Found, Table
from minassa.documents.f01.headings import ColumnMap, plain
from minassa.documents.f01.rows import Fault, Line
from minassa.documents.opening import LAST_ROW, MOST_COLUMNS, Grid, Opened

TOTALS = {
    plain(one)
    for one in ("الإجمالي", "المجموع", "الإجمالي الكلي", "إجمالي الميزانية", "total", "totals", "grand total", "sum")
}
# A figure in a merged cell belongs to its first row alone, or it would be counted again with each.
FILLED_DOWN = ("initiative", "platforms", "responsible", "starts_on", "deadline", "expected", "state", "kind")


class NeedsMapping(Sorry):
    """A company's own sheet: `look` says what it has, and `read` takes the map of its columns."""

    code = "needs_mapping"


def read_into(found: Found, opened: Opened, mapping: ColumnMap) -> None:
    grid = next((one for one in opened.grids if one.name == mapping.sheet), None)
    if grid is None:
        raise NeedsMapping(_("The file has no visible sheet “%(sheet)s”.") % {"sheet": mapping.sheet})
    table = Table(grid, _columns(mapping), mapping.head_row)
    found.keys |= {*table.columns}
    numbers = _numbers(table)
    above = {key: grid.heads(at) for key in FILLED_DOWN if (at := table.columns.get(key)) is not None}
    bands = _bands(table)
    initiative = grid.name[:200]
    for row in range(table.first, len(grid.rows)):
        line = found.line(table, row, order=mapping.date_order, is_own=False)
        filled = {key for key in table.columns if line.raw(key) is not None}
        if not filled or _is_total(grid.rows[row]):
            continue
        line.filled = {
            key: _above(grid, heads[row], table.columns[key]) for key, heads in above.items() if row in heads
        }
        initiative = bands.get(row) or line.words("initiative", most=200, one_line=True) or initiative
        if row in grid.hidden:
            line.note("name", _("This row is hidden in the sheet; it was read like the others."))
        if row in bands or filled <= {"initiative", "number"}:
            found.head(initiative)  # a row that only heads others
        else:
            _add(found, initiative, line, numbers.get(row) or found.next_number())
    if not found.activities and not found.faults:
        found.faults.append(Fault(grid.name, mapping.head_row + 1, "A", _("There is no activity under the headings.")))
    if grid.ends_early:
        found.notes.append(Fault(grid.name, LAST_ROW, "A", _("Nothing below this row was read.")))


def _columns(mapping: ColumnMap) -> dict[str, int]:
    try:
        columns = {key: column_index_from_string(letter) - 1 for key, letter in mapping.columns}
    except ValueError:
        columns = {"": MOST_COLUMNS}
    if mapping.head_row < 1 or any(at >= MOST_COLUMNS for at in columns.values()):
        raise NeedsMapping(_("The sheet has no such column. Choose the columns again."))
    if "name" not in columns:
        raise NeedsMapping(_("Say which column names the activity."))
    return columns


def _add(found: Found, initiative: str, line: Line, number: int) -> None:
    activity = rows.activity(line, number)
    asked = line.money("asked")
    found.add(initiative, replace(activity, costs=(rows.whole_cost(asked),) if asked else ()), line)
    at = line.columns.get("asked")
    if at is not None and any(first == at and row == line.row < last for first, row, _last, last in line.grid.merged):
        line.note("asked", _("The amount stands in a merged cell; it was taken for the first of its rows alone."))


def _above(grid: Grid, row: int, column: int) -> Any:
    return grid.value(row, column)


def _numbers(table: Table) -> dict[int, int]:
    """Row → number, when the sheet numbers its activities and each differs; else they are counted anew."""
    at, name = table.columns.get("number"), table.columns["name"]
    if at is None:
        return {}
    named = [row for row in range(table.first, len(table.grid.rows)) if table.grid.value(row, name) is not None]
    try:
        numbers = {row: cells.whole(table.grid.value(row, at), least=1, most=1_000_000) for row in named}
    except Bad:
        return {}
    return numbers if len(set(numbers.values())) == len(named) else {}


def _bands(table: Table) -> dict[int, str]:
    """Row → the name of an initiative that stands over its activities, merged across the sheet."""
    name = table.columns["name"]
    found: dict[int, str] = {}
    for first_column, first_row, last_column, last_row in table.grid.merged:
        if first_row == last_row and first_column <= name <= last_column and last_column - first_column >= 2:
            value = table.grid.value(first_row, first_column)
            if isinstance(value, str):
                found[first_row] = " ".join(value.split())[:200]
    return found


def _is_total(values: tuple[Any, ...]) -> bool:
    first = next((value for value in values if value is not None), None)
    return isinstance(first, str) and plain(first) in TOTALS
