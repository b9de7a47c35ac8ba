"""The runway of each platform as its page shows it: the next weeks, the mix, and a way from each hole to a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from minassa.manual.ways import way
from minassa.people.abilities import Ability
from minassa.people.models import Membership
from minassa.planning.gates import REHEARSAL
from minassa.planning.models import Cycle
from minassa.posts.composing import channels_of
from minassa.posts.drafted import Drafted, drafted
from minassa.posts.runway import Hole, Runway, runways_of
from minassa.web.doors import MemberRequest

MOST_DOTS = 4


@dataclass(frozen=True)
class HoleRow:
    hole: Hole
    url: str  # to a draft with the hole's day, hour, channels and pillar; empty when the reader may not write
    draft: Drafted | None  # somebody has it in hand

    @property
    def at(self) -> datetime | None:
        hole = self.hole
        return datetime.combine(hole.on, hole.at, timezone.get_current_timezone()) if hole.at is not None else None


@dataclass(frozen=True)
class DayCell:
    on: date
    planned: int
    drafts: int
    holes: int
    url: str
    is_weekend: bool

    @property
    def dots(self) -> range:
        return range(min(self.planned, MOST_DOTS))

    @property
    def hollow_dots(self) -> range:
        return range(min(self.drafts, MOST_DOTS - len(self.dots)))


@dataclass(frozen=True)
class RunwayCard:
    runway: Runway
    has_channel: bool
    holes: list[HoleRow]
    days: list[DayCell]

    @property
    def open_holes(self) -> int:
        return sum(one.draft is None for one in self.holes)

    @property
    def percent(self) -> int:
        return min(100, self.runway.days * 100 // self.runway.threshold) if self.runway.threshold else 100


def page_of(request: MemberRequest, cycle: Cycle) -> dict[str, Any]:
    member = request.member
    found = runways_of(cycle) if cycle.is_open else []
    without = [one for one in cycle.mechanisms.all() if not one.posts_per_week] if cycle.is_open else []
    return {
        "cards": _cards(member, found) if found else [],
        "without": without,
        "mechanisms_url": way("mechanisms:index", member, cycle.pk),
        "may_plan": member.may(Ability.WRITE_PLAN),
        "may_connect": member.may(Ability.MANAGE_CHANNELS),
        "met": sum(one.is_met for one in found),
    }


def _cards(member: Membership, found: list[Runway]) -> list[RunwayCard]:
    platforms = {one.platform for one in channels_of(member) if one.kind != REHEARSAL}
    in_hand = drafted(member.company, len(found[0].strip))
    return [_card(member, one, one.platform in platforms, in_hand) for one in found]


def _card(
    member: Membership, runway: Runway, has_channel: bool, in_hand: dict[tuple[str, date], list[Drafted]]
) -> RunwayCard:
    may_write = has_channel and member.may(Ability.WRITE_POSTS)
    waiting = {day.on: list(in_hand.get((runway.platform, day.on), [])) for day in runway.strip}
    drafts = {on: len(found) for on, found in waiting.items()}
    holes = [
        HoleRow(hole, _url(member, hole) if may_write else "", waiting[hole.on].pop(0) if waiting[hole.on] else None)
        for hole in runway.holes
    ]
    open_ones: dict[date, list[HoleRow]] = {}
    for one in holes:
        if one.draft is None:
            open_ones.setdefault(one.hole.on, []).append(one)
    return RunwayCard(
        runway,
        has_channel,
        holes,
        days=[
            DayCell(
                day.on,
                day.planned,
                drafts[day.on],
                holes=len(open_ones.get(day.on, [])),
                url=open_ones[day.on][0].url if day.on in open_ones else "",
                is_weekend=day.on.weekday() in member.company.weekend,
            )
            for day in runway.strip
        ],
    )


def _url(member: Membership, hole: Hole) -> str:
    given = {"day": hole.on.isoformat(), "platform": hole.platform, "pillar": hole.pillar}
    if hole.at:
        given["clock"] = hole.at.strftime("%H:%M")
    asked = urlencode({name: value for name, value in given.items() if value})
    return f"{reverse('posts:new', args=[member.company.slug])}?{asked}"
