"""From what a file says to what the plan takes: names become people, parties and indicators; a name that is nobody's
is a fault of its cell, as any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from minassa.documents.cells import Bad
from minassa.documents.f01 import layout
from minassa.documents.f01 import plan as paper
from minassa.documents.f01.headings import plain
from minassa.documents.f01.reading import Read
from minassa.documents.f01.rows import Fault, Line
from minassa.people.models import Membership
from minassa.planning.bringing import InitiativeOf, ObjectiveOf, RowOf
from minassa.planning.resourcing import CostOf, EffortOf
from minassa.planning.sheets import Sheet
from minassa.web.f01_names import Names

T = TypeVar("T")

# Column of a file → field of the record. What is not here has the same name.
_FIELDS = {"asked": "costs", layout.COSTS: "costs", "depends_on": "after"}


@dataclass
class Meant:
    """What the plan is asked to take; with `faults`, nothing is."""

    rows: list[RowOf] = field(default_factory=list)
    initiatives: list[InitiativeOf] = field(default_factory=list)
    objectives: list[ObjectiveOf] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)  # of each row

    def at(self, row: int, why: str) -> Fault:
        """What the plan says of a row, at the cell of its name."""
        line = self.lines[row]
        return Fault(line.grid.name, line.row + 1, line.grid.letter(line.columns.get("name", 0)), why)


def meant(read: Read, sheet: Sheet, names: Names, *, skips_unknown: bool = False) -> Meant:
    """`skips_unknown`: a responsible person who is nobody here is left empty. Asked also of a file with faults, so that
    every cell to mend is named at once."""
    found, content = Meant(), read.so_far
    is_same = read.plan_id == sheet.cycle.pk
    numbers, targets = _targets(content, sheet, is_same=is_same)
    says = _says(read)
    for place, objective in enumerate(content.objectives):
        line = read.objective_lines[place]
        metric = _asked(found, line, "metric", lambda said=objective.metric: names.metric(said))  # type: ignore[misc]
        wanted = objective.id if is_same else None
        goal = (objective.baseline, objective.target, objective.due_on, objective.weight)
        found.objectives.append(ObjectiveOf(objective.statement, metric, *goal, objective=wanted))
    for initiative in content.initiatives:
        found.initiatives.append(InitiativeOf(initiative.name, initiative.objective))
        for one in initiative.activities:
            line = read.lines[one.number]
            found.lines.append(line)
            person = _responsible(found, line, one, names, skips_unknown=skips_unknown)
            found.rows.append(
                RowOf(
                    initiative=initiative.name,
                    name=one.name,
                    number=numbers[one.number],
                    kind=one.kind,
                    platforms=one.platforms,
                    responsible=person,
                    starts_on=one.starts_on,
                    deadline=one.deadline,
                    expected=one.expected,
                    efforts=_efforts(found, line, one, names),
                    costs=_costs(found, read.cost_lines.get(one.number, []), one, names, line),
                    after=[numbers[number] for number in one.depends_on if number in numbers],
                    state=one.state,
                    impact=one.impact,
                    urgency=one.urgency,
                    effort=one.effort,
                    rank=one.rank,
                    rank_reason=one.rank_reason,
                    activity=targets.get(one.number),
                    says=says,
                )
            )
    return found


def _says(read: Read) -> frozenset[str]:
    return frozenset(_FIELDS.get(key, key) for key in read.keys) | {"initiative"}


def _targets(content: paper.Content, sheet: Sheet, *, is_same: bool) -> tuple[dict[int, int], dict[int, UUID]]:
    """Number in the file → number in the plan, and → the activity that is meant.

    Our own file knows its activities. In another's a number says nothing: the same name in the same initiative is the
    same activity, and what is new is numbered after the last, where its own number is taken.
    """
    by_id = {row.activity.pk: row.activity for row in sheet.rows}
    by_name = {(plain(one.initiative.name), plain(one.name)): one for one in by_id.values()}
    targets: dict[int, UUID] = {}
    for initiative in content.initiatives:
        for one in initiative.activities:
            known = by_id.get(one.id) if is_same and one.id else None
            known = known or (None if is_same and one.id else by_name.get((plain(initiative.name), plain(one.name))))
            if known is not None and known.pk not in targets.values():
                targets[one.number] = known.pk
    mine = {by_id[pk].number for pk in targets.values()}
    taken = {one.number for one in by_id.values()} - (mine if is_same else set())
    numbers: dict[int, int] = {}
    for one in content.activities:
        if one.number in targets and not is_same:
            numbers[one.number] = by_id[targets[one.number]].number
    for one in content.activities:
        if one.number not in numbers:
            free = one.number not in taken and one.number not in numbers.values()
            numbers[one.number] = one.number if free else max([*taken, *numbers.values(), *_all(content)]) + 1
    return numbers, targets


def _all(content: paper.Content) -> list[int]:
    return [one.number for one in content.activities]


def _responsible(
    found: Meant, line: Line, one: paper.Activity, names: Names, *, skips_unknown: bool
) -> Membership | None:
    if skips_unknown:
        try:
            return names.person(one.responsible)
        except Bad:
            return None
    return _asked(found, line, "responsible", lambda: names.person(one.responsible))


def _efforts(found: Meant, line: Line, one: paper.Activity, names: Names) -> list[EffortOf]:
    made = []
    for effort in one.efforts:
        colleague = _asked(found, line, "efforts", lambda who=effort.who: names.perhaps(who))  # type: ignore[misc]
        made.append(EffortOf(effort.hours, colleague, "" if colleague else effort.who, effort.people))
    return made


def _costs(found: Meant, lines: list[Line], one: paper.Activity, names: Names, row: Line) -> list[CostOf]:
    made = []
    for place, cost in enumerate(one.costs):
        line = lines[place] if place < len(lines) else row
        party = _asked(found, line, "party", lambda said=cost.party: names.party(said))  # type: ignore[misc]
        made.append(CostOf(cost.what, cost.asked, cost.platform, party))
    return made


def _asked(found: Meant, line: Line, key: str, ask: Callable[[], T]) -> T | None:
    try:
        return ask()
    except Bad as bad:
        at = line.columns.get(key, 0)
        found.faults.append(Fault(line.grid.name, line.row + 1, line.grid.letter(at), str(bad)))
        return None
