"""Reading back the workbook that we wrote, whatever language it is in and wherever its columns were moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from minassa.documents.f01 import layout, rows
from minassa.documents.f01.finding import Found, Table
from minassa.documents.f01.plan import Activity, Cost
from minassa.documents.f01.rows import Line
from minassa.documents.opening import Opened

LAST_KEY_ROW = 20


def tables(opened: Opened) -> dict[str, Table]:
    """Our tables by name; none when the plan itself is not among them."""
    found: dict[str, Table] = {}
    for grid in opened.grids:
        for at, row in enumerate(grid.rows[:LAST_KEY_ROW]):
            marks = {column: mark for column, value in enumerate(row) if (mark := layout.marked(value))}
            named = {table for table, _key in marks.values()}
            if len(named) == 1 and (name := named.pop()) not in found:
                found[name] = Table(grid, {key: column for column, (_table, key) in marks.items()}, at + 2)
    return found if layout.PLAN in found and "name" in found[layout.PLAN].columns else {}


def plan_id(opened: Opened) -> UUID | None:
    try:
        return UUID(opened.properties.get(layout.PROPERTIES["plan"], ""))
    except ValueError:
        return None


def read_into(found: Found, ours: Mapping[str, Table]) -> None:
    places: dict[int, int] = {}
    found.keys |= {*ours[layout.PLAN].columns, *ours}
    for line in found.lines_of(ours.get(layout.OBJECTIVES)):
        found.objective_lines.append(line)
        found.objectives.append(rows.objective(line))
        places[line.whole("number", least=1, most=100_000) or len(found.objectives)] = len(found.objectives)
    _read_activities(found, ours[layout.PLAN], places)
    for line in found.lines_of(ours.get(layout.COSTS)):
        _read_cost(found, line)
    for activity in list(found.activities.values()):
        _settle_sum(found, activity)


def _read_activities(found: Found, table: Table, places: Mapping[int, int]) -> None:
    initiative = ""
    taken = [int(said) for line in found.lines_of(table) if isinstance(said := line.raw("number"), int | float)]
    following = max(taken, default=0)
    for line in found.lines_of(table):
        initiative = line.words("initiative", most=200) or initiative
        if not initiative:
            line.fault("initiative", _("The activity belongs to no initiative."))
        if line.raw("name") is None and line.raw("number") is None:
            found.head(initiative)
        else:
            number = line.whole("number", least=1, most=1_000_000)
            if number is None:
                following += 1
                number = following
            found.add(initiative, rows.activity(line, number), line)
        _serve(found, initiative, line, places)


def _serve(found: Found, initiative: str, line: Line, places: Mapping[int, int]) -> None:
    objective = line.whole("objective", least=1, most=100_000)
    if objective is None:
        return
    if objective not in places:
        line.fault("objective", _("There is no objective with the number %(number)s.") % {"number": objective})
    elif found.serves.setdefault(initiative, places[objective]) != places[objective]:
        line.fault("objective", _("The rows of one initiative name different objectives."))


def _read_cost(found: Found, line: Line) -> None:
    number = line.whole("activity", least=1, most=1_000_000)
    cost = rows.cost(line)
    if number is None:
        if line.raw("activity") is None:
            line.fault("activity", _("The cost belongs to no activity."))
    elif number not in found.activities:
        line.fault("activity", _("There is no activity with the number %(number)s.") % {"number": number})
    else:
        found.cost_lines.setdefault(number, []).append(line)
        found.change(number, lambda one: _with(one, cost))


def _settle_sum(found: Found, activity: Activity) -> None:
    """A sum that somebody typed over its formula must be what the costs add up to."""
    line = found.lines[activity.number]
    at = line.columns.get("asked")
    if at is None or (line.row, at) in line.grid.formulas:
        return
    said: Decimal | None = line.money("asked")
    if said is None:
        return
    if said and not activity.costs:
        cost = rows.whole_cost(said)
        found.change(activity.number, lambda one: _with(one, cost))
    elif said != activity.asked:
        reason = _("It says %(said)s, but its costs add up to %(sum)s. Correct one of them.")
        line.fault("asked", reason % {"said": said, "sum": activity.asked})


def _with(activity: Activity, cost: Cost) -> Activity:
    return replace(activity, costs=(*activity.costs, cost))
