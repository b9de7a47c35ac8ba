"""A month as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from babel.dates import get_day_names
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from hijridate import Gregorian

from minassa.core.clock import now
from minassa.people.abilities import Ability
from minassa.posts.calendar import Day, Spot, month_before, next_month
from minassa.web.doors import MemberRequest
from minassa.web.forms.moments import EARLIEST, LATEST
from minassa.web.post_rows import WORST_FIRST
from minassa.web.templatetags.ui import icon, platform
from minassa.web.ui import moments
from minassa.web.ui.reading import Reading, reading_for
from minassa.web.ui.states import state_of

# Drawn here and not by a template: a hundred includes would take half of the page's time.
_CHIP = (
    '<li><a class="spot{}" href="{}"><span class="spot__sign">{}<span class="sr-only">{}</span></span>'
    '<time>{}</time><span class="spot__words" dir="auto">{}</span><span class="spot__on">{}</span></a></li>'
)


@dataclass(frozen=True, slots=True)
class Chip:
    """A post on a day, small."""

    post: UUID
    url: str
    time: str
    words: str
    tone: str
    state: str
    sign: SafeString
    platforms: SafeString

    @property
    def html(self) -> SafeString:
        tone = f" spot--{self.tone}" if self.tone else ""
        words = self.words or "…"
        return format_html(_CHIP, tone, self.url, self.sign, self.state, self.time, words, self.platforms)


@dataclass(frozen=True, slots=True)
class Box:
    """One day of the grid."""

    day: date
    said: str
    number: str
    hijri: str
    is_inside: bool
    is_weekend: bool
    is_today: bool
    is_past: bool
    total: int
    more: int
    chips: Sequence[Chip]


def month_asked(request: MemberRequest) -> date:
    """The month of the address, or this one: what cannot be read asks for nothing."""
    year, _dash, month = request.GET.get("month", "").partition("-")
    today = request.company.local_now().date()
    if year.isdecimal() and month.isdecimal() and len(year) == 4 and 1 <= int(month) <= 12:
        asked = date(max(1, int(year)), int(month), 1)
        return min(max(asked, EARLIEST), LATEST)
    return today.replace(day=1)


def page_of(request: MemberRequest, month: date, weeks: list[list[date]], days: Mapping[date, Day]) -> dict[str, Any]:
    reading = reading_for(request.company)
    at = now()
    today = request.company.local_now().date()

    def box(day: date) -> Box:
        found = days.get(day)
        shown = chips(request, found.spots) if found else []
        total = found.total if found else 0
        return Box(
            day,
            moments.say(day, reading, "day", at),
            reading.figures(day.day),
            _hijri_day(day, reading) if reading.hijri else "",
            is_inside=day.month == month.month,
            is_weekend=day.weekday() in request.company.weekend,
            is_today=day == today,
            is_past=day < today,
            total=total,
            more=total - len(shown),
            chips=shown,
        )

    return {
        "month": month,
        "hijri_months": _hijri_months(month, reading) if reading.hijri else "",
        "before": month_before(month).strftime("%Y-%m") if month > EARLIEST else "",
        "after": next_month(month).strftime("%Y-%m") if month < LATEST else "",
        "is_this_month": month == today.replace(day=1),
        "weekdays": _weekdays(weeks[0], reading, request.company.weekend),
        "weeks": [[box(day) for day in week] for week in weeks],
        "total": sum(found.total for day, found in days.items() if day.month == month.month),
        "may_write": request.member.may(Ability.WRITE_POSTS),
    }


def chips(request: MemberRequest, spots: Iterable[Spot]) -> list[Chip]:
    reading, posts = reading_for(request.company), reverse("posts:index", args=[request.company.slug])
    return [_chip(spot, reading, f"{posts}{spot.post}/") for spot in spots]


def _chip(spot: Spot, reading: Reading, url: str) -> Chip:
    name = "late" if spot.is_late else _state(spot)
    label, tone, sign = _known(name)
    platforms = SafeString("".join(_sign(one) for one in spot.platforms))
    return Chip(spot.post, url, _clock(spot.at, reading), spot.words, tone, label, sign, platforms)


def _state(spot: Spot) -> str:
    if not spot.states:
        return "returned" if spot.is_returned and spot.post_state == "draft" else spot.post_state
    return next((str(state) for state in WORST_FIRST if state in spot.states), spot.post_state)


def _known(name: str) -> tuple[str, str, SafeString]:
    state = state_of(name)
    return str(state.label), state.tone, _icon(state.icon)


@cache
def _icon(name: str) -> SafeString:
    return SafeString(icon(name, size="s"))


@cache
def _sign(kind: str) -> SafeString:
    given = platform(kind)
    return SafeString(icon(given["sign"], size="s", label=kind))


def _clock(at: datetime, reading: Reading) -> str:
    return reading.figures(moments.local(at, reading).strftime("%H:%M"))


def _weekdays(week: list[date], reading: Reading, weekend: Sequence[int]) -> list[dict[str, Any]]:
    wide = get_day_names("wide", "stand-alone", reading.locale)
    short = get_day_names("abbreviated", "stand-alone", reading.locale)
    return [
        {"name": wide[day.weekday()], "short": short[day.weekday()], "is_weekend": day.weekday() in weekend}
        for day in week
    ]


def _hijri_day(day: date, reading: Reading) -> str:
    """The day alone; the first of a month says which month it is."""
    try:
        hijri = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return ""
    months = moments.HIJRI_MONTHS_AR if reading.is_arabic else moments.HIJRI_MONTHS_EN
    return reading.figures(f"{hijri.day} {months[hijri.month - 1]}" if hijri.day == 1 else str(hijri.day))


def _hijri_months(month: date, reading: Reading) -> str:
    first, last = month, next_month(month).replace(day=1)
    try:
        ends = [Gregorian.fromdate(first).to_hijri(), Gregorian.fromdate(last).to_hijri()]
    except OverflowError:
        return ""
    months = moments.HIJRI_MONTHS_AR if reading.is_arabic else moments.HIJRI_MONTHS_EN
    names = list(dict.fromkeys(f"{months[one.month - 1]} {one.year}" for one in ends))
    return reading.figures(" – ".join(names))
