"""A cycle of the cast's company, brought as far as a test needs by the verbs of the product."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from minassa.core.clock import now
from minassa.planning import (
    activities,
    approving,
    cycles,
    initiatives,
    mechanisms,
    meetings,
    objectives,
    reviewing,
    signing,
    team,
)
from minassa.planning.activities import CostOf, EffortOf
from minassa.planning.models import Activity, Cycle, Initiative, Mechanism, Metric, Objective, Override
from minassa.planning.models.signature import Act
from minassa.planning.overriding import override
from minassa.testing.cast import Cast

START, END = date(2026, 10, 1), date(2026, 12, 31)


def open_cycle(cast: Cast, name: str = "Q4", starts_on: date = START, ends_on: date = END, **more: Any) -> Cycle:
    return in_good_time(cycles.start(by=cast.omar, name=name, starts_on=starts_on, ends_on=ends_on, **more))


def in_good_time(cycle: Cycle) -> Cycle:
    """As opened on the first day of its period, when that is past."""
    first = datetime.combine(cycle.starts_on, time(), tzinfo=cycle.company.zoneinfo)
    if first < cycle.opened_at:
        cycle.opened_at = first
        cycle.save(update_fields=["opened_at"])
    return cycle


def measurable(cast: Cast, cycle: Cycle, statement: str = "More followers", **given: Any) -> Objective:
    metric = Metric.objects.get(company=cast.company, code="followers")
    whole: dict[str, Any] = {
        "statement": statement,
        "metric": metric,
        "baseline": Decimal(100),
        "target": Decimal(200),
        "due_on": cycle.ends_on,
    }
    return objectives.add(cycle, by=cast.omar, **(whole | given))


def whole(cast: Cast, cycle: Cycle, platform: str = "bluesky", **given: Any) -> Mechanism:
    """A mechanism that is ready to be signed."""
    ready: dict[str, Any] = {
        "objectives": list(cycle.objectives.all()),
        "audience": "Grocers",
        "posts_per_week": 3,
        "languages": ["ar"],
        "tone": "Warm and short",
        "respond_within": timedelta(hours=2),
        "answers_from": time(9),
        "answers_to": time(17),
        "answer_days": [5, 6, 0, 1, 2],
        "escalate_to": cast.rana,
        "pillars": [("Offers", 60), ("Advice", 40)],
    }
    return mechanisms.add(cycle, platform, by=cast.omar, **(ready | given))


def signed_objectives(cast: Cast, cycle: Cycle) -> None:
    for one in (cast.layla, cast.omar):
        signing.sign(cycle, Act.OBJECTIVES, by=one)


def opened(cast: Cast, *platforms: str) -> Cycle:
    """A cycle that lets these platforms publish: steps 1 and 2 done, 3 to 5 overridden."""
    cycle = open_cycle(cast)
    measurable(cast, cycle)
    signed_objectives(cast, cycle)
    for platform in platforms:
        signing.sign(cycle, Act.MECHANISM, by=cast.omar, subject=whole(cast, cycle, platform))
    for step in (3, 4, 5):
        overridden(cast, cycle, step)
    return cycle


def overridden(cast: Cast, cycle: Cycle, step: int) -> Override:
    return override(cycle, step, reason="The launch cannot wait", by=cast.omar)


def an_initiative(cast: Cast, cycle: Cycle, name: str = "Season of dates") -> Initiative:
    return cycle.initiatives.filter(name=name).first() or initiatives.add(cycle, by=cast.omar, name=name)


def an_activity(
    cast: Cast, cycle: Cycle, name: str = "Film the cold store", cost: int = 1000, **given: Any
) -> Activity:
    """With a person, ten hours, a deadline in the period and one cost line."""
    whole_row: dict[str, Any] = {
        "name": name,
        "responsible": cast.huda,
        "platforms": ["bluesky"],
        "starts_on": cycle.starts_on,
        "deadline": cycle.ends_on,
        "expected": "A film of a minute",
        "efforts": [EffortOf(Decimal(10), cast.huda)],
        "costs": [CostOf("Camera", Decimal(cost))] if cost else [],
    }
    return activities.add(an_initiative(cast, cycle), by=cast.omar, **(whole_row | given))


def approved(cast: Cast, activity: Activity) -> Activity:
    """Asked for by the officer, approved by the general manager."""
    approving.decide(approving.ask(activity, by=cast.omar), verdict="approve", by=cast.layla)
    return Activity.objects.get(pk=activity.pk)


def formed(cast: Cast, cycle: Cycle) -> None:
    """A designer, a social media specialist, and the minutes of the meeting that formed the team."""
    for specialty in ("design", "social_media"):
        team.assign(cycle, by=cast.omar, member=cast.huda, specialty=specialty, weekly_hours=Decimal(10))
    meeting = meetings.call(cycle, by=cast.omar, title="The team", starts_at=now(), members=[cast.huda, cast.layla])
    meetings.keep_minutes(meeting, by=cast.omar, minutes="Huda designs.")


def all_five(cast: Cast, *platforms: str) -> Cycle:
    """Steps 1 to 5 done, nothing overridden."""
    cycle = open_cycle(cast)
    measurable(cast, cycle)
    signed_objectives(cast, cycle)
    for platform in platforms:
        signing.sign(cycle, Act.MECHANISM, by=cast.omar, subject=whole(cast, cycle, platform))
    formed(cast, cycle)
    approved(cast, an_activity(cast, cycle))
    return Cycle.objects.get(pk=cycle.pk)


def reviewed(cast: Cast, cycle: Cycle) -> Cycle:
    for one in cycle.objectives.all():
        reviewing.measure(one, by=cast.omar, value=Decimal(210))
        reviewing.judge(one, by=cast.omar, reached=True, why="The films were shared")
    for person in (cast.layla, cast.omar):
        signing.sign(cycle, Act.REVIEW, by=person)
    return Cycle.objects.get(pk=cycle.pk)
