"""Content sustained: for how many days ahead each platform of the plan has its posts, and where the holes are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from minassa.connectors.registry import title_of
from minassa.people.models import Company
from minassa.planning.gates import REHEARSAL
from minassa.planning.models import Cycle
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State

FURTHEST = 60  # days looked ahead
STRIP = 28  # days drawn, or as many as the threshold
COUNTS = (State.PLANNED, State.QUEUED, State.SENDING, State.UNSURE, State.HANDED, State.SENT)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """What a mechanism wants of a platform."""

    platform: str
    per_week: int
    pillars: Sequence[tuple[str, int]]  # name and share
    hours: Sequence[time] = ()


@dataclass(frozen=True)
class Hole:
    """By this day one more post is needed; `pillar` is the kind that lacks most."""

    on: date
    platform: str
    pillar: str
    at: time | None = None  # of the best hours, one that is still free


@dataclass(frozen=True)
class Day:
    on: date
    planned: int
    holes: list[Hole]


@dataclass(frozen=True)
class Mix:
    pillar: str
    share: int
    has: int
    wants: int

    @property
    def is_thin(self) -> bool:
        return self.has < self.wants


@dataclass(frozen=True)
class Runway:
    platform: str
    per_week: int
    days: int  # covered ahead, today among them
    threshold: int
    planned: int  # posts within the threshold
    wanted: int
    mix: list[Mix]
    holes: list[Hole]  # within the threshold
    strip: list[Day]  # the next weeks, from today

    @property
    def title(self) -> str:
        return title_of(self.platform)

    @property
    def is_met(self) -> bool:
        return self.days >= self.threshold and not any(one.is_thin for one in self.mix)


def runways_of(cycle: Cycle) -> list[Runway]:
    """Of each platform that has a mechanism with a frequency, in three queries."""
    wanted = [
        Wanted(one.platform, one.posts_per_week, [(each.name, each.share) for each in one.pillars.all()], one.hours)
        for one in cycle.mechanisms.prefetch_related("pillars")
        if one.posts_per_week
    ]
    return runways(cycle.company, wanted, cycle.runway_days)


def runways(company: Company, wanted: Sequence[Wanted], threshold: int) -> list[Runway]:
    """In one query, for all platforms together."""
    if not wanted:
        return []
    at = company.local_now()
    posts = _planned(company, at.date(), max(FURTHEST, threshold))
    return [_runway(one, posts.get(one.platform, []), at, threshold) for one in wanted]


def _planned(company: Company, today: date, days: int) -> dict[str, list[tuple[date, str]]]:
    begin = datetime.combine(today, time(), tzinfo=company.zoneinfo)
    platform = Coalesce(
        KeyTextTransform("platform", "channel__limits"), Cast(F("channel__kind"), TextField()), output_field=TextField()
    )
    found = (
        Delivery.objects.filter(company=company, state__in=COUNTS, send_at__gte=begin)
        .filter(send_at__lt=begin + days * DAY)
        .exclude(channel__kind=REHEARSAL)
        .annotate(platform=platform)
        .values_list("platform", "send_at", "post__pillar")
    )
    planned: dict[str, list[tuple[date, str]]] = {}
    for name, at, pillar in found:
        planned.setdefault(name, []).append((at.astimezone(company.zoneinfo).date(), pillar))
    return planned


def _runway(wanted: Wanted, posts: list[tuple[date, str]], at: datetime, threshold: int) -> Runway:
    today = at.date()
    by_day = Counter(on for on, _pillar in posts)
    last = today + (threshold - 1) * DAY
    near = [pillar for on, pillar in posts if on <= last]
    whole = wanted.per_week * threshold // 7
    has = Counter(near)
    mix = [Mix(name, share, has[name], share * whole // 100) for name, share in wanted.pillars]
    holes = _holes(wanted, by_day, mix, at, threshold)
    return Runway(
        platform=wanted.platform,
        per_week=wanted.per_week,
        days=_days_covered(wanted.per_week, by_day, today, max(FURTHEST, threshold)),
        threshold=threshold,
        planned=len(near),
        wanted=whole,
        mix=mix,
        holes=holes,
        strip=[
            Day(on, by_day[on], [one for one in holes if one.on == on])
            for on in (today + day * DAY for day in range(max(STRIP, threshold)))
        ],
    )


def _days_covered(per_week: int, by_day: Counter[date], today: date, furthest: int) -> int:
    """As long as no day passes by whose end fewer posts are planned than the frequency wants."""
    sum_so_far = 0
    for day in range(furthest):
        sum_so_far += by_day[today + day * DAY]
        if sum_so_far < per_week * (day + 1) // 7:
            return day
    return furthest


def _holes(wanted: Wanted, by_day: Counter[date], mix: list[Mix], at: datetime, threshold: int) -> list[Hole]:
    lacks = {one.pillar: one.wants - one.has for one in mix}
    holes: list[Hole] = []
    sum_so_far = 0
    for day in range(threshold):
        on = at.date() + day * DAY
        sum_so_far += by_day[on]
        free = [hour for hour in wanted.hours if day or hour > at.time()]
        taken = by_day[on]
        while sum_so_far + len(holes) < wanted.per_week * (day + 1) // 7:
            pillar = max(lacks, key=lambda name: lacks[name], default="")
            if pillar:
                lacks[pillar] -= 1
            holes.append(Hole(on, wanted.platform, pillar, free[taken % len(free)] if free else None))
            taken += 1
    return holes
