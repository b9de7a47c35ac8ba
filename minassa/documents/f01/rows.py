"""One row of a sheet as one record of the plan. What cannot be read is named by sheet, row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from minassa.documents import cells
from minassa.documents.cells import Bad, DateOrder
from minassa.documents.f01 import efforts, naming, words
from minassa.documents.f01.plan import Activity, Cost, Objective
from minassa.documents.opening import Grid
from minassa.planning.models import Activity as Record
from minassa.planning.models.activity import Kind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell, and what is the matter with it in a whole sentence."""

    sheet: str
    row: int  # from 1
    column: str  # its letter
    reason: str

    @property
    def cell(self) -> str:
        return f"{self.column}{self.row}"

    def __str__(self) -> str:
        place = {"sheet": self.sheet, "row": self.row, "column": self.column, "reason": self.reason}
        return _("Sheet “%(sheet)s”, row %(row)s, column %(column)s: %(reason)s") % place


@dataclass(slots=True)
class Line:
    """A row under its keys, and where its faults are gathered."""

    grid: Grid
    row: int
    columns: Mapping[str, int]
    faults: list[Fault]
    notes: list[Fault]
    order: DateOrder = ""
    currency: str = "SAR"
    is_own: bool = True
    filled: dict[str, Any] = field(default_factory=dict)  # what a merged cell above gives this row

    def raw(self, key: str) -> Any:
        at = self.columns.get(key)
        if at is None:
            return None
        value = self.grid.value(self.row, at)
        return self.filled.get(key) if value is None else value

    def take(self, key: str, parse: Callable[[object], T], default: T) -> T:
        value = self.raw(key)
        if value is None:
            if key in self.columns and (self.row, self.columns[key]) in self.grid.formulas:
                self.fault(key, _("The formula has no saved value. Open the file in a spreadsheet and save it."))
            return default
        try:
            return parse(value)
        except Bad as bad:
            self.fault(key, str(bad))
            return default

    def words(self, key: str, *, most: int = 0, one_line: bool = False) -> str:
        return self.take(key, lambda value: cells.text(value, most=most, one_line=one_line and not self.is_own), "")

    def whole(self, key: str, *, least: int, most: int) -> int | None:
        return self.take(key, lambda value: cells.whole(value, least=least, most=most), None)

    def day(self, key: str) -> date | None:
        return self.take(key, lambda value: cells.day(value, order=self.order), None)

    def money(self, key: str) -> Decimal | None:
        return self.take(key, lambda value: cells.amount(value, currency=self.currency), None)

    def choice(self, key: str, choices: type[TextChoices], default: str) -> str:
        return self.take(key, lambda value: naming.choice(choices, cells.text(value)), default)

    def id(self) -> UUID | None:
        said = self.raw("id")
        try:
            return UUID(said) if isinstance(said, str) else None
        except ValueError:
            return None

    def fault(self, key: str, reason: str) -> None:
        self.faults.append(self._at(key, reason))

    def note(self, key: str, reason: str) -> None:
        self.notes.append(self._at(key, reason))

    def _at(self, key: str, reason: str) -> Fault:
        return Fault(self.grid.name, self.row + 1, Grid.letter(self.columns.get(key, 0)), reason)


def objective(line: Line) -> Objective:
    statement = line.words("statement", most=500)
    if not statement and line.raw("statement") is None:
        line.fault("statement", _("An objective needs its words."))
    return Objective(
        statement=statement,
        metric=line.take("metric", lambda value: naming.metric(cells.text(value, most=120)), ""),
        baseline=line.take("baseline", cells.figure, None),
        target=line.take("target", cells.figure, None),
        due_on=line.day("due_on"),
        weight=line.whole("weight", least=1, most=100) or 1,
        id=line.id(),
    )


def activity(line: Line, number: int) -> Activity:
    name = line.words("name", most=300, one_line=True)
    if not name and line.raw("name") is None:
        line.fault("name", _("An activity needs a name."))
    starts_on, deadline = line.day("starts_on"), line.day("deadline")
    if starts_on and deadline and deadline < starts_on:
        line.fault("deadline", _("The deadline is before the start."))
    return Activity(
        number=number,
        name=name,
        platforms=line.take("platforms", lambda value: naming.platforms(cells.text(value)), ()),
        responsible=line.words("responsible", most=150, one_line=True),
        efforts=line.take("efforts", efforts.as_we_write if line.is_own else efforts.as_people_write, ()),
        starts_on=starts_on,
        deadline=deadline,
        expected=line.words("expected"),
        rank=line.whole("rank", least=1, most=100_000),
        rank_reason=line.words("rank_reason"),
        state=line.choice("state", Record.State, "planned"),
        kind=line.choice("kind", Kind, "content"),
        depends_on=line.take("depends_on", _numbers, ()),
        needs_no_money=line.take("needs_no_money", naming.yes, False),
        impact=line.whole("impact", least=1, most=5),
        urgency=line.whole("urgency", least=1, most=5),
        effort=line.whole("effort", least=1, most=5),
        id=line.id(),
    )


def cost(line: Line) -> Cost:
    what = line.words("what", most=200)
    if not what and line.raw("what") is None:
        line.fault("what", _("A cost needs to say what it is for."))
    return Cost(
        what=what,
        asked=line.money("asked") or Decimal("0.00"),
        platform=line.take("platform", lambda value: naming.platform(cells.text(value)), ""),
        party=line.words("party", most=120),
    )


def whole_cost(amount: Decimal) -> Cost:
    """What a sheet says in one figure."""
    return Cost(words.heading(words.COLUMNS["asked"]), amount)


def _numbers(value: object) -> tuple[int, ...]:
    if isinstance(value, int | float):
        return (cells.whole(value, least=1, most=1_000_000),)
    parts = [part for part in re.split(r"[\s,،;؛و&]+", cells.text(value)) if part]
    return tuple(dict.fromkeys(cells.whole(part, least=1, most=1_000_000) for part in parts))
