"""Step 5: impact, urgency and effort make a score and a rank; a person may move a row, and says why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.events.models import Event
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership, User
from minassa.planning.errors import NotNow
from minassa.planning.holding import again, hold, keep, tell
from minassa.planning.models import Activity, Cycle
from minassa.planning.models.signature import Act
from minassa.planning.signing import settle


@transaction.atomic
def rate(
    activity: Activity, *, by: Membership, impact: int | None, urgency: int | None, effort: int | None
) -> Activity:
    """Each 1 to 5, or None while nobody has said it. The ranks of the whole plan follow, but for those a person set."""
    demand(by, Ability.WRITE_PLAN)
    cycle, activity = hold(activity.cycle_id, by), again(activity)
    if not all(one is None or 1 <= one <= 5 for one in (impact, urgency, effort)):
        raise NotValid(_("Impact, urgency and effort are 1 to 5."))
    if keep(activity, {"impact": impact, "urgency": urgency, "effort": effort}):
        tell("activity.rated", activity, by, name=activity.name, score=activity.score)
        _rank(cycle)
        settle(cycle, by, Act.PLAN)
    return again(activity)


@transaction.atomic
def move(activity: Activity, *, by: Membership, to: int, reason: str) -> Activity:
    """To this rank, 1 first, and there it stays; without a reason it goes back to where its score puts it."""
    demand(by, Ability.WRITE_PLAN)
    cycle, activity = hold(activity.cycle_id, by), again(activity)
    if activity.state == Activity.State.DROPPED:
        raise NotNow(_("A dropped activity has no priority."))
    was, activity.rank, activity.rank_reason = activity.rank, max(1, to), reason.strip()
    activity.save(update_fields=["rank", "rank_reason"])
    _rank(cycle, latest=activity)
    activity = again(activity)
    tell("activity.moved", activity, by, name=activity.name, was=was, to=activity.rank, reason=activity.rank_reason)
    settle(cycle, by, Act.PLAN)
    return activity


@dataclass(frozen=True)
class Move:
    """That a person put an activity elsewhere than its score does."""

    was: int | None
    to: int
    reason: str
    by: User | None
    at: datetime


def moves(activities: Iterable[Activity]) -> dict[UUID, Move]:
    """The move that holds, of each activity that was moved by hand. One query."""
    moved = [one.pk for one in activities if one.rank_reason]
    found = Event.objects.filter(subject_id__in=moved, verb="activity.moved").select_related("by").order_by("id")
    return {one.subject_id: _move(one) for one in found} if moved else {}


def _move(event: Event) -> Move:
    said = event.facts
    return Move(said.get("was"), int(said.get("to") or 1), str(said.get("reason", "")), event.by, event.at)


def ranked(cycle: Cycle) -> list[Activity]:
    found = cycle.activities.exclude(state=Activity.State.DROPPED).select_related("initiative", "responsible__user")
    return sorted(found, key=lambda one: (one.rank is None, one.rank or 0, one.number))


def _rank(cycle: Cycle, latest: Activity | None = None) -> None:
    every = list(cycle.activities.exclude(state=Activity.State.DROPPED))
    by_hand = [one for one in every if one.rank_reason and one.rank is not None]
    by_score = sorted((one for one in every if one not in by_hand), key=lambda one: (-(one.score or 0), one.number))
    # The one moved last takes its place, those moved earlier theirs as far as they can.
    by_hand.sort(key=lambda one: (one.rank or 0, one != latest))
    for one in by_hand:
        by_score.insert((one.rank or 1) - 1, one)
    for rank, one in enumerate(by_score, start=1):
        one.rank = rank
    Activity.objects.bulk_update(by_score, ["rank"])
