"""Step 4: the activities of F-01, their people, hours, money and order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.planning import money, readiness, rounds, writing
from minassa.planning.errors import EditedElsewhere, NotNow
from minassa.planning.holding import again, hold, tell
from minassa.planning.models import Activity, Cycle, Initiative
from minassa.planning.models.signature import Act
from minassa.planning.resourcing import CostOf, EffortOf
from minassa.planning.signing import settle

__all__ = ["CostOf", "EffortOf", "Given", "Row", "add", "change", "drop", "lacks", "progress", "remove", "renumber"]


class Row(TypedDict, total=False):
    number: int
    name: str
    kind: str
    platforms: list[str]
    responsible: Membership | None
    starts_on: date | None
    deadline: date | None
    expected: str
    efforts: Sequence[EffortOf]
    costs: Sequence[CostOf]
    after: Sequence[Activity]  # it begins only when these are done


class Given(Row, total=False):
    initiative: Initiative


@transaction.atomic
def add(initiative: Initiative, *, by: Membership, **given: Unpack[Row]) -> Activity:
    demand(by, Ability.WRITE_PLAN)
    cycle = hold(initiative.cycle_id, by)
    activity = Activity(company_id=cycle.company_id, cycle=cycle, initiative=again(initiative))
    activity.number = writing.next_number(cycle)
    writing.write(activity, cycle, {"name": "", **given})
    tell("activity.added", activity, by, name=activity.name, number=activity.number)
    settle(cycle, by, Act.PLAN)
    return activity


@transaction.atomic
def change(activity: Activity, *, by: Membership, version: int | None = None, **given: Unpack[Given]) -> Activity:
    """With `version`, an edit over a newer one raises EditedElsewhere. A request that waits falls with the change; more
    money than was approved has to be asked for anew."""
    demand(by, Ability.WRITE_PLAN)
    cycle, activity = hold(activity.cycle_id, by), again(activity)
    if version is not None and version != activity.version:
        raise EditedElsewhere(_("Somebody changed this activity meanwhile. Read it again before you change it."))
    changed = writing.write(activity, cycle, dict(given))
    if changed:
        writing.unsettle(activity, cycle, by, changed)
        tell("activity.changed", activity, by, name=activity.name, number=activity.number, changed=changed)
        settle(cycle, by, Act.PLAN)
    return activity


@transaction.atomic
def remove(activity: Activity, *, by: Membership) -> None:
    """Only one on which nothing was decided; another is dropped, so that its money stays on record."""
    demand(by, Ability.WRITE_PLAN)
    cycle, activity = hold(activity.cycle_id, by), again(activity)
    if activity.requests.exists() or activity.report_lines.exists() or activity.challenges.exists():
        raise NotNow(_("This activity is on record in approvals or reports. Drop it with a reason instead."))
    tell("activity.removed", activity, by, name=activity.name, number=activity.number)
    activity.delete()
    settle(cycle, by, Act.PLAN)


@transaction.atomic
def drop(activity: Activity, *, by: Membership, reason: str) -> Activity:
    """It will not be done; approved money that is neither promised nor spent is free again."""
    demand(by, Ability.WRITE_PLAN)
    cycle, activity = hold(activity.cycle_id, by), again(activity)
    if not reason.strip():
        raise NotValid(_("Write why the activity is dropped."))
    if activity.state in (Activity.State.DROPPED, Activity.State.DONE):
        raise NotNow(_("This activity is already over."))
    request = rounds.waiting(activity)
    if request is not None:
        rounds.withdraw(request, by)
        activity.approval = Activity.Approval.DRAFT
    money.set_approved(cycle, {line: money.used(line) for line in activity.cost_lines.all()})
    activity.state, activity.progress_note = Activity.State.DROPPED, reason.strip()
    activity.version += 1
    activity.save()
    tell("activity.dropped", activity, by, name=activity.name, number=activity.number, reason=activity.progress_note)
    settle(cycle, by, Act.PLAN)
    return activity


@transaction.atomic
def progress(
    activity: Activity,
    *,
    by: Membership,
    state: str,
    progress: int | None = None,
    note: str = "",
    on: date | None = None,
) -> Activity:
    """How it goes, by whoever is responsible for it or writes the plan. `on`: the day it was done."""
    demand(by, Ability.DO_WORK)
    cycle, activity = hold(activity.cycle_id, by), again(activity)
    if activity.responsible_id != by.pk:
        demand(by, Ability.WRITE_PLAN)
    if Activity.State.DROPPED in (activity.state, state):
        raise NotNow(_("A dropped activity has no progress. To drop one, say why."))
    if state != Activity.State.PLANNED and activity.approval != Activity.Approval.APPROVED:
        raise NotNow(_("This activity is not approved yet, so it cannot begin."))
    if state == Activity.State.DONE:
        percent, done_on = 100, on or activity.done_on or cycle.company.local_now().date()
    else:
        percent, done_on = activity.progress if progress is None else progress, None
    if not 0 <= percent <= 100:
        raise NotValid(_("Progress is 0 to 100 percent."))
    activity.state, activity.progress = Activity.State(state), percent
    activity.progress_note, activity.done_on = note.strip(), done_on
    activity.save()
    tell("activity.progressed", activity, by, name=activity.name, number=activity.number, state=state, progress=percent)
    return activity


@transaction.atomic
def renumber(cycle: Cycle, *, by: Membership, order: Sequence[UUID]) -> None:
    """The rows in this order, numbered from 1; those not named come after."""
    demand(by, Ability.WRITE_PLAN)
    cycle = hold(cycle, by)
    places = {pk: place for place, pk in enumerate(order)}
    found = sorted(cycle.activities.all(), key=lambda one: (places.get(one.pk, len(places)), one.number))
    for number, one in enumerate(found, start=1):
        one.number = number
    Activity.objects.bulk_update(found, ["number"])
    tell("plan.renumbered", cycle, by, name=cycle.name)
    settle(cycle, by, Act.PLAN)


def lacks(activity: Activity) -> list[str]:
    """What keeps it from being submitted, in sentences."""
    resources = activity.efforts.count() + activity.cost_lines.count()
    return readiness.of_activity(activity, activity.cycle, resources=resources)
