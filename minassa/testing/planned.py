"""A cycle of the cast's company, brought as far as a test needs by the verbs of the product."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from minassa.planning import cycles, mechanisms, objectives, signing
from minassa.planning.models import Cycle, Mechanism, Metric, Objective, Override
from minassa.planning.models.signature import Act
from minassa.planning.overriding import override
from minassa.testing.cast import Cast

START, END = date(2026, 10, 1), date(2026, 12, 31)


def open_cycle(cast: Cast, name: str = "Q4", starts_on: date = START, ends_on: date = END, **more: Any) -> Cycle:
    return cycles.start(by=cast.omar, name=name, starts_on=starts_on, ends_on=ends_on, **more)


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
