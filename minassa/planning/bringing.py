"""What a file may say of a plan, row by row, and how it differs from what stands there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.planning.models import Activity, Metric, Objective
from minassa.planning.resourcing import CostOf, EffortOf
from minassa.planning.sheets import Row

PLAIN = ("name", "kind", "platforms", "responsible", "starts_on", "deadline", "expected")
RATED = ("impact", "urgency", "effort", "rank", "rank_reason")


@dataclass(frozen=True)
class RowOf:
    """A row of F-01. `after`: the numbers of activities that are done before it begins."""

    initiative: str
    name: str
    number: int | None = None  # None: a new activity, numbered after the last
    kind: str = Activity.Kind.CONTENT
    platforms: Sequence[str] = ()
    responsible: Membership | None = None
    starts_on: date | None = None
    deadline: date | None = None
    expected: str = ""
    efforts: Sequence[EffortOf] = ()
    costs: Sequence[CostOf] = ()
    after: Sequence[int] = ()
    state: str = ""  # empty: not said
    impact: int | None = None
    urgency: int | None = None
    effort: int | None = None
    rank: int | None = None
    rank_reason: str = ""
    activity: UUID | None = None  # the one that is meant, when the file knows it; else the one with its number
    says: Collection[str] | None = None  # the fields that the file has at all; None: all but the priorities

    def says_of(self, name: str) -> bool:
        return name not in RATED if self.says is None else name in self.says


@dataclass(frozen=True)
class InitiativeOf:
    name: str
    objective: int | None = None  # its place among the objectives of the file, from 1


@dataclass(frozen=True)
class ObjectiveOf:
    statement: str
    metric: Metric | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    due_on: date | None = None
    weight: int = 1
    objective: UUID | None = None  # the one that is meant, when the file knows it; else the one with its words

    @property
    def given(self) -> dict[str, Any]:
        names = ("metric", "baseline", "target", "due_on", "weight")
        return {"statement": one_line(self.statement), **{name: getattr(self, name) for name in names}}


def differs(row: Row, wanted: RowOf) -> dict[str, Any]:
    """The fields that the file says otherwise, as the writing of a row takes them. Nothing is asked of the database."""
    one, given = row.activity, given_of(wanted)
    found = {
        name: value
        for name, value in given.items()
        if wanted.says_of(name) and _plain(getattr(one, name)) != _plain(value)
    }
    if wanted.says_of("initiative") and one.initiative.name != one_line(wanted.initiative):
        found["initiative"] = one_line(wanted.initiative)
    if wanted.says_of("efforts") and not _same_efforts(row, wanted):
        found["efforts"] = wanted.efforts
    has: list[tuple[Any, ...]] = [(c.what, c.platform, c.party_id, c.asked) for c in row.costs]
    if wanted.says_of("costs") and has != [_cost(c) for c in wanted.costs]:
        found["costs"] = wanted.costs
    return found


def given_of(wanted: RowOf) -> dict[str, Any]:
    plain = {name: getattr(wanted, name) for name in PLAIN}
    said = {"name": one_line(wanted.name), "platforms": list(dict.fromkeys(wanted.platforms))}
    return plain | said | {"expected": wanted.expected.strip()}


def rated_otherwise(activity: Activity, wanted: RowOf) -> dict[str, Any]:
    said = {name: getattr(wanted, name) for name in RATED if wanted.says_of(name)}
    return {name: value for name, value in said.items() if _plain(getattr(activity, name)) != _plain(value)}


def objective_otherwise(objective: Objective, wanted: ObjectiveOf) -> dict[str, Any]:
    return {name: value for name, value in wanted.given.items() if getattr(objective, name) != value}


def _same_efforts(row: Row, wanted: RowOf) -> bool:
    """Somebody who is only named stays so, though a colleague has the name: a sheet cannot tell the two apart."""
    if len(row.efforts) != len(wanted.efforts):
        return False
    for has, said in zip(row.efforts, wanted.efforts, strict=True):
        named = said.member is not None and has.member_id is None and has.who == said.member.user.name
        as_said = _effort(replace(said, member=None, who=has.who) if named else said)
        if (has.member_id, has.who, has.people, has.hours) != as_said:
            return False
    return True


def _effort(one: EffortOf) -> tuple[Any, ...]:
    who = "" if one.member else one_line(one.who)[:120]
    return (one.member.pk if one.member else None, who, one.people, one.hours.quantize(Decimal("0.1")))


def _cost(one: CostOf) -> tuple[Any, ...]:
    return (one_line(one.what)[:200], one.platform, one.party.pk if one.party else None, one.asked)


def _plain(value: Any) -> Any:
    """A file keeps one kind of line end."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
