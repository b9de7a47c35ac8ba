"""Bringing a whole plan in at once: all of it or nothing, in few statements however many rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from minassa.core.errors import Sorry
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid, check
from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.planning import resourcing, writing
from minassa.planning.bringing import (
    RATED,
    InitiativeOf,
    ObjectiveOf,
    RowOf,
    differs,
    given_of,
    objective_otherwise,
    rated_otherwise,
)
from minassa.planning.errors import NotNow
from minassa.planning.holding import hold, keep, tell
from minassa.planning.models import Activity, CostLine, Cycle, Dependency, Effort, Initiative, Objective
from minassa.planning.models.signature import Act
from minassa.planning.objectives import ACTS
from minassa.planning.sheet_editing import BadRow
from minassa.planning.sheets import Row, sheet_of, waits_of
from minassa.planning.signing import settle

__all__ = ["Brought", "InitiativeOf", "ObjectiveOf", "RowOf", "bring_in"]


@dataclass
class Brought:
    added: list[Activity] = field(default_factory=list)
    changed: list[Activity] = field(default_factory=list)
    same: list[Activity] = field(default_factory=list)
    objectives_added: list[Objective] = field(default_factory=list)
    objectives_changed: list[Objective] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)  # new, or serving another objective
    what: dict[UUID, list[str]] = field(default_factory=dict)  # what changes of whom

    @property
    def changes_nothing(self) -> bool:
        plan = self.added or self.changed or self.initiatives
        return not (plan or self.objectives_added or self.objectives_changed)


@dataclass(frozen=True)
class _Into:
    """Where the rows go, and what has come of them."""

    cycle: Cycle
    by: Membership
    groups: Mapping[str, Initiative]
    brought: Brought


@transaction.atomic
def bring_in(
    cycle: Cycle,
    *,
    by: Membership,
    rows: Sequence[RowOf],
    initiatives: Sequence[InitiativeOf] = (),
    objectives: Sequence[ObjectiveOf] = (),
    is_trial: bool = False,
) -> Brought:
    """A row that names an activity, or has its number, changes that one; another adds one. What no row names stays.

    Raises BadRow for a row that the plan refuses. A trial says what would happen, and nothing does.
    """
    demand(by, Ability.WRITE_PLAN)
    cycle = hold(cycle, by)
    brought = Brought()
    aims = _objectives(cycle, by, objectives, brought)
    into = _Into(cycle, by, _initiatives(cycle, rows, initiatives, aims, brought), brought)
    sheet = sheet_of(cycle)
    has = {row.activity.pk: row for row in sheet.rows}
    by_number = {row.activity.number: row for row in has.values()}
    meant = [has.get(row.activity) if row.activity else by_number.get(row.number or 0) for row in rows]
    numbers = _numbers(cycle, rows, meant, has)
    new: list[tuple[int, Activity, RowOf]] = []
    ordered: list[tuple[Activity, RowOf]] = []
    for at, (row, found) in enumerate(zip(rows, meant, strict=True)):
        try:
            if found is not None:
                activity = _change(into, found, row, numbers[at])
            else:
                activity = _new(into, row, numbers[at])
                new.append((at, activity, row))
                brought.added.append(activity)
        except Sorry as no:
            raise BadRow(at, str(no)) from no
        ordered.append((activity, row))
    _add(new)
    _order(cycle, ordered, brought)
    brought.same = [one for one, _row in ordered if one.pk not in brought.what and one not in brought.added]
    if is_trial:
        transaction.set_rollback(True)
    elif not brought.changes_nothing:
        tell("plan.imported", cycle, by, name=cycle.name, count=len(brought.added) + len(brought.changed))
        settle(cycle, by, *(ACTS if brought.objectives_added or brought.objectives_changed else (Act.PLAN,)))
    return brought


def _objectives(cycle: Cycle, by: Membership, wanted: Sequence[ObjectiveOf], brought: Brought) -> dict[int, Objective]:
    """By their place in the file, from 1."""
    every = list(cycle.objectives.all())
    by_id, last = {one.pk: one for one in every}, max((one.position for one in every), default=-1)
    free = {one.pk for one in every}
    found: dict[int, Objective] = {}
    for place, one in enumerate(wanted, start=1):
        alike = next((o for o in every if o.pk in free and o.statement == one.given["statement"]), None)
        objective = by_id.get(one.objective) if one.objective in free else alike
        if objective is None:
            last += 1
            objective = Objective(company_id=cycle.company_id, cycle=cycle, position=last)
            brought.objectives_added.append(objective)
        free.discard(objective.pk)
        is_new = objective._state.adding
        changed = one.given if is_new else objective_otherwise(objective, one)
        if changed:
            demand(by, Ability.SET_OBJECTIVES)
            keep(objective, changed)
            told = {"statement": objective.statement} | ({} if is_new else {"changed": sorted(changed)})
            tell("objective.added" if is_new else "objective.changed", objective, by, **told)
            if not is_new:
                brought.objectives_changed.append(objective)
        found[place] = objective
    return found


def _initiatives(
    cycle: Cycle, rows: Sequence[RowOf], said: Sequence[InitiativeOf], aims: Mapping[int, Objective], brought: Brought
) -> dict[str, Initiative]:
    names = [*(one_line(one.name) for one in said), *(one_line(one.initiative) for one in rows)]
    if not all(names):
        raise NotValid(_("Each activity belongs to an initiative: name it."))
    has = {one.name: one for one in cycle.initiatives.all()}
    last = cycle.initiatives.aggregate(last=Max("position"))["last"]
    place = -1 if last is None else last
    serves = {one_line(one.name): aims.get(one.objective) if one.objective else None for one in said}
    for name in dict.fromkeys(names):
        if name not in has:
            place += 1
            has[name] = Initiative(company_id=cycle.company_id, cycle=cycle, name=name, position=place)
            has[name].objective = serves.get(name)
            check(has[name], exclude={"id", "company", "cycle", "objective"}, fields_only=True)
            brought.initiatives.append(has[name])
        elif aims and name in serves and has[name].objective_id != (serves[name].pk if serves[name] else None):  # type: ignore[union-attr]
            has[name].objective = serves[name]
            has[name].save(update_fields=["objective"])
            brought.initiatives.append(has[name])
    Initiative.objects.bulk_create(one for one in has.values() if one._state.adding)
    return has


def _numbers(cycle: Cycle, rows: Sequence[RowOf], meant: Sequence[Row | None], has: Mapping[UUID, Row]) -> list[int]:
    """What each row will be numbered. Rows that change places are numbered first, all at once."""
    wanted = [row.number or (found.activity.number if found else None) for row, found in zip(rows, meant, strict=True)]
    taken = [one for one in wanted if one is not None]
    mine = {found.activity.pk for found in meant if found is not None}
    others = {row.activity.number for pk, row in has.items() if pk not in mine}
    if len(set(taken)) < len(taken) or len(mine) < sum(found is not None for found in meant):
        raise NotValid(_("Two rows have the same number."))
    for at, number in enumerate(wanted):
        if number in others:
            raise BadRow(at, _("Activity number %(number)s is taken. Choose another one.") % {"number": number})
    coming = max([*others, *taken, 0])
    numbers = []
    for number in wanted:
        coming = coming if number is not None else coming + 1
        numbers.append(number or coming)
    moved = [found.activity for at, found in enumerate(meant) if found and found.activity.number != numbers[at]]
    if moved:
        places = {found.activity.pk: numbers[at] for at, found in enumerate(meant) if found}
        fresh = [Activity(pk=one.pk, number=places[one.pk]) for one in moved]
        Activity.objects.bulk_update(fresh, ["number"])
    return numbers


def _change(into: _Into, row: Row, wanted: RowOf, number: int) -> Activity:
    cycle, brought = into.cycle, into.brought
    activity, changed = row.activity, list[str]()
    given = differs(row, wanted)
    if "initiative" in given:
        given["initiative"] = into.groups[given["initiative"]]
    if activity.number != number:
        activity.number = number
        changed.append("number")
    if given:
        # Read again, without what was read of it beforehand: its lines are written now.
        activity = Activity.objects.select_related("initiative", "responsible").get(pk=activity.pk)
        written = writing.write(activity, cycle, given)
        if written:
            writing.unsettle(activity, cycle, into.by, written)
        changed += written
    rated = rated_otherwise(activity, wanted)
    changed += keep(activity, rated) if rated else []
    if wanted.state and wanted.says_of("state") and wanted.state != activity.state:
        _progress(activity, wanted.state, cycle.company.local_now().date())
        changed.append("state")
    if changed:
        brought.changed.append(activity)
        brought.what[activity.pk] = changed
    return activity


def _progress(activity: Activity, state: str, today: date) -> None:
    """As the page allows it: what is not approved does not begin, and what is dropped is dropped with a reason."""
    if Activity.State.DROPPED in (activity.state, state):
        raise NotNow(_("A dropped activity has no progress. To drop one, say why."))
    if state != Activity.State.PLANNED and activity.approval != Activity.Approval.APPROVED:
        raise NotNow(_("This activity is not approved yet, so it cannot begin."))
    _stand(activity, state, today)
    activity.save(update_fields=["state", "progress", "done_on"])


def _stand(activity: Activity, state: str, today: date) -> None:
    is_done = state == Activity.State.DONE
    activity.state = Activity.State(state)
    activity.progress = 100 if is_done else 0 if state == Activity.State.PLANNED else activity.progress
    activity.done_on = today if is_done else None


def _new(into: _Into, row: RowOf, number: int) -> Activity:
    """A plan that is brought in half-way says itself what has begun; its money waits for approval as any other."""
    cycle = into.cycle
    activity = Activity(company_id=cycle.company_id, cycle=cycle, number=number)
    given = given_of(row) | {"initiative": into.groups[one_line(row.initiative)]}
    writing.clean(activity, given)
    if row.responsible is not None and row.responsible.company_id != activity.company_id:
        raise NotValid(_("That belongs to another company."))
    for name, value in {**given, **{name: getattr(row, name) for name in RATED if row.says_of(name)}}.items():
        setattr(activity, name, value)
    if row.state:
        _stand(activity, row.state, cycle.company.local_now().date())
    check(activity, exclude={"id", "company", "cycle", "initiative", "responsible"}, fields_only=True)
    return activity


def _add(new: list[tuple[int, Activity, RowOf]]) -> None:
    efforts, costs = [], []
    for at, activity, row in new:
        try:
            efforts += [resourcing.effort(activity, place, one) for place, one in enumerate(row.efforts)]
            for place, one in enumerate(row.costs):
                of = {"company_id": activity.company_id, "cycle_id": activity.cycle_id, "activity": activity}
                line = CostLine(position=place, **of)
                resourcing.fill(line, one)
                costs.append(line)
        except Sorry as no:
            raise BadRow(at, str(no)) from no
    Activity.objects.bulk_create([activity for _at, activity, _row in new], 500)
    Effort.objects.bulk_create(efforts, 1000)
    CostLine.objects.bulk_create(costs, 1000)


def _order(cycle: Cycle, rows: list[tuple[Activity, RowOf]], brought: Brought) -> None:
    mine = {activity.pk for activity, _row in rows}
    rest = cycle.activities.exclude(pk__in=mine).values_list("number", "pk")
    by_number = dict(rest) | {activity.number: activity.pk for activity, _row in rows}
    waits: dict[UUID, set[UUID]] = {}
    for one, other in waits_of(cycle):
        waits.setdefault(one, set()).add(other)
    before = {one: set(others) for one, others in waits.items()}
    for at, (activity, row) in enumerate(rows):
        if any(number not in by_number for number in row.after):
            raise BadRow(
                at,
                _("Activity %(number)s waits for an activity that is not in the plan.") % {"number": activity.number},
            )
        if row.says_of("after"):
            waits[activity.pk] = {by_number[number] for number in row.after}
    for at, (activity, _row) in enumerate(rows):
        was, wanted = before.get(activity.pk, set()), waits.get(activity.pk, set())
        if was != wanted and writing.leads_back(activity.pk, waits):
            raise BadRow(at, _("These activities would wait for each other for ever."))
    made = list[Dependency]()
    is_new = {one.pk for one in brought.added}
    for activity, _row in rows:
        was, wanted = before.get(activity.pk, set()), waits.get(activity.pk, set())
        if was - wanted:
            Dependency.objects.filter(activity=activity, before__in=was - wanted).delete()
        of: dict[str, Any] = {"company_id": cycle.company_id, "cycle": cycle, "activity": activity}
        made += [Dependency(before_id=pk, **of) for pk in sorted(wanted - was)]
        if was != wanted and activity.pk not in is_new:
            if activity.pk not in brought.what:
                brought.changed.append(activity)
            brought.what.setdefault(activity.pk, []).append("after")
    Dependency.objects.bulk_create(made, 1000)
