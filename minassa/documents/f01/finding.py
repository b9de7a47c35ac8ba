"""What a file is found to say, gathered row by row, and what is the matter with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from minassa.documents.f01 import layout
from minassa.documents.f01.plan import Activity, Content, Initiative, Objective
from minassa.documents.f01.rows import Fault, Line
from minassa.documents.opening import Grid

MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class Read:
    """Either `content`, or `faults`; `notes` say what was understood and should be looked at."""

    so_far: Content  # with faults, what could be read beside them: to find the rest of what is the matter
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    plan_id: UUID | None = None  # of the cycle that our own workbook was written from
    keys: frozenset[str] = frozenset()  # the columns of the plan that the file has; "costs" and "objectives" are tables
    lines: Mapping[int, Line] = field(default_factory=dict)  # number of the activity → its row
    cost_lines: Mapping[int, list[Line]] = field(default_factory=dict)  # where its costs stand, each in its place
    objective_lines: tuple[Line, ...] = ()

    @property
    def content(self) -> Content | None:
        return None if self.faults else self.so_far


@dataclass(slots=True)
class Table:
    grid: Grid
    columns: dict[str, int]  # key → column
    first: int  # row below the headings


@dataclass(slots=True)
class Found:
    currency: str
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    groups: dict[str, list[int]] = field(default_factory=dict)  # initiative → numbers of its activities
    serves: dict[str, int] = field(default_factory=dict)  # initiative → place of its objective
    activities: dict[int, Activity] = field(default_factory=dict)
    lines: dict[int, Line] = field(default_factory=dict)  # number of the activity → its row
    keys: set[str] = field(default_factory=set)
    cost_lines: dict[int, list[Line]] = field(default_factory=dict)
    objective_lines: list[Line] = field(default_factory=list)
    _ids: set[UUID] = field(default_factory=set)

    def line(self, table: Table, row: int, **how: Any) -> Line:
        return Line(table.grid, row, table.columns, self.faults, self.notes, currency=self.currency, **how)

    def lines_of(self, table: Table | None) -> Iterator[Line]:
        """The filled rows of one of our own tables, down to its end."""
        if table is None:
            return
        ids = table.columns.get("id", -1)
        known = set(table.columns.values()) - {ids}
        for row in range(table.first, len(table.grid.rows)):
            if ids >= 0 and table.grid.value(row, ids) == layout.END:
                return
            if any(table.grid.value(row, at) is not None and (row, at) not in table.grid.formulas for at in known):
                yield self.line(table, row)

    def head(self, initiative: str) -> None:
        self.groups.setdefault(initiative, [])

    def add(self, initiative: str, activity: Activity, line: Line) -> None:
        if activity.number in self.activities:
            line.fault("number", _("Two activities have the number %(number)s.") % {"number": activity.number})
            return
        if activity.id in self._ids:
            activity = replace(activity, id=None)  # a row that was copied is another activity
        elif activity.id is not None:
            self._ids.add(activity.id)
        self.head(initiative)
        self.groups[initiative].append(activity.number)
        self.activities[activity.number] = activity
        self.lines[activity.number] = line

    def change(self, number: int, how: Callable[[Activity], Activity]) -> None:
        self.activities[number] = how(self.activities[number])

    def next_number(self) -> int:
        return max(self.activities, default=0) + 1

    def result(self, plan_id: UUID | None) -> Read:
        for activity in self.activities.values():
            self._check_order(activity)
        initiatives = tuple(
            Initiative(name, tuple(self.activities[number] for number in numbers), self.serves.get(name))
            for name, numbers in self.groups.items()
        )
        return Read(
            Content(tuple(self.objectives), initiatives),
            tuple(self.faults[:MOST_FAULTS]),
            tuple(self.notes),
            plan_id,
            frozenset(self.keys),
            self.lines,
            self.cost_lines,
            tuple(self.objective_lines),
        )

    def _check_order(self, activity: Activity) -> None:
        for number in activity.depends_on:
            if number == activity.number:
                self.lines[activity.number].fault("depends_on", _("An activity cannot wait for itself."))
            elif number not in self.activities:
                reason = _("There is no activity with the number %(number)s.") % {"number": number}
                self.lines[activity.number].fault("depends_on", reason)
