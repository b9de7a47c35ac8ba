"""Bringing a whole plan in at once: all of it or nothing, in few statements however many rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid, check
from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.planning import resourcing, writing
from minassa.planning.holding import hold, tell
from minassa.planning.models import Activity, CostLine, Cycle, Dependency, Effort, Initiative
from minassa.planning.models.signature import Act
from minassa.planning.resourcing import CostOf, EffortOf
from minassa.planning.signing import settle


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


@dataclass
class Brought:
    added: list[Activity] = field(default_factory=list)
    changed: list[Activity] = field(default_factory=list)
    same: list[Activity] = field(default_factory=list)


@transaction.atomic
def bring_in(cycle: Cycle, *, by: Membership, rows: Sequence[RowOf]) -> Brought:
    """A row with the number of an activity changes that one, another adds one; what no row names stays as it is."""
    demand(by, Ability.WRITE_PLAN)
    cycle = hold(cycle, by)
    numbers = [one.number for one in rows if one.number is not None]
    if len(set(numbers)) < len(numbers):
        raise NotValid(_("Two rows have the same number."))
    initiatives = _initiatives(cycle, [one_line(one.initiative) for one in rows])
    has = {one.number: one for one in cycle.activities.all()}
    brought, new = Brought(), []
    coming = max([*has, *numbers, 0])
    ordered: list[tuple[Activity, RowOf]] = []
    for row in rows:
        given = _given(row, initiatives)
        if row.number in has:
            activity = has[row.number]
            changed = writing.write(activity, cycle, {**given, "efforts": row.efforts, "costs": row.costs})
            if changed:
                writing.unsettle(activity, cycle, by, changed)
            (brought.changed if changed else brought.same).append(activity)
        else:
            coming = coming if row.number is not None else coming + 1
            activity = Activity(company_id=cycle.company_id, cycle=cycle, number=row.number or coming)
            _fill(activity, given)
            new.append((activity, row))
            brought.added.append(activity)
        ordered.append((activity, row))
    _add(new)
    _order(cycle, ordered, has)
    if brought.added or brought.changed:
        tell("plan.imported", cycle, by, name=cycle.name, count=len(brought.added) + len(brought.changed))
        settle(cycle, by, Act.PLAN)
    return brought


def _initiatives(cycle: Cycle, names: Sequence[str]) -> dict[str, Initiative]:
    if not all(names):
        raise NotValid(_("Each activity belongs to an initiative: name it."))
    has = {one.name: one for one in cycle.initiatives.all()}
    last = cycle.initiatives.aggregate(last=Max("position"))["last"]
    place = -1 if last is None else last
    for name in dict.fromkeys(names):
        if name not in has:
            place += 1
            has[name] = Initiative(company_id=cycle.company_id, cycle=cycle, name=name, position=place)
            check(has[name], exclude={"id", "company", "cycle", "objective"}, fields_only=True)
    Initiative.objects.bulk_create(one for one in has.values() if one._state.adding)
    return has


def _given(row: RowOf, initiatives: dict[str, Initiative]) -> dict[str, Any]:
    return {
        "initiative": initiatives[one_line(row.initiative)],
        "name": row.name,
        "kind": row.kind,
        "platforms": list(row.platforms),
        "responsible": row.responsible,
        "starts_on": row.starts_on,
        "deadline": row.deadline,
        "expected": row.expected,
    }


def _fill(activity: Activity, given: dict[str, Any]) -> None:
    writing.clean(activity, given)
    if given["responsible"] is not None and given["responsible"].company_id != activity.company_id:
        raise NotValid(_("That belongs to another company."))
    for name, value in given.items():
        setattr(activity, name, value)
    check(activity, exclude={"id", "company", "cycle", "initiative", "responsible"}, fields_only=True)


def _add(new: list[tuple[Activity, RowOf]]) -> None:
    Activity.objects.bulk_create([activity for activity, _row in new], 500)
    efforts, costs = [], []
    for activity, row in new:
        efforts += [resourcing.effort(activity, place, one) for place, one in enumerate(row.efforts)]
        for place, one in enumerate(row.costs):
            of = {"company_id": activity.company_id, "cycle_id": activity.cycle_id, "activity": activity}
            line = CostLine(position=place, **of)
            resourcing.fill(line, one)
            costs.append(line)
    Effort.objects.bulk_create(efforts, 1000)
    CostLine.objects.bulk_create(costs, 1000)


def _order(cycle: Cycle, rows: list[tuple[Activity, RowOf]], has: dict[int, Activity]) -> None:
    by_number = has | {activity.number: activity for activity, _row in rows}
    found = Dependency.objects.filter(cycle=cycle).values_list("activity", "before")
    waits: dict[UUID, set[UUID]] = {}
    for one, other in found:
        waits.setdefault(one, set()).add(other)
    before = {one: set(others) for one, others in waits.items()}
    for activity, row in rows:
        if any(number not in by_number for number in row.after):
            raise NotValid(
                _("Activity %(number)s waits for an activity that is not in the plan.") % {"number": activity.number}
            )
        waits[activity.pk] = {by_number[number].pk for number in row.after}
    for activity, _row in rows:
        if waits[activity.pk] != before.get(activity.pk, set()) and writing.leads_back(activity.pk, waits):
            raise NotValid(_("These activities would wait for each other for ever."))
    for activity, _row in rows:
        was, wanted = before.get(activity.pk, set()), waits[activity.pk]
        if was - wanted:
            Dependency.objects.filter(activity=activity, before__in=was - wanted).delete()
    Dependency.objects.bulk_create(
        Dependency(company_id=cycle.company_id, cycle=cycle, activity=activity, before_id=pk)
        for activity, _row in rows
        for pk in sorted(waits[activity.pk] - before.get(activity.pk, set()))
    )
