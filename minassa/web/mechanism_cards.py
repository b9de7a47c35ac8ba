"""Each platform's mechanism as one card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from babel.dates import format_time
from django.urls import reverse
from django.utils.translation import ngettext, pgettext

from minassa.planning import signing
from minassa.planning.mechanisms import Board
from minassa.planning.models import Cycle, Mechanism
from minassa.planning.models.signature import Act, Capacity
from minassa.web.doors import MemberRequest
from minassa.web.forms.mechanisms import LANGUAGES, UNITS, week_of
from minassa.web.signature_block import Place, SignatureBlock
from minassa.web.ui.reading import Reading, reading_in

TINTS = 6


@dataclass(frozen=True)
class Slice:
    """A content pillar's part of the bar, in percent from its beginning."""

    name: str
    share: int
    start: int
    tint: int


@dataclass(frozen=True)
class Card:
    mechanism: Mechanism
    slices: list[Slice]
    missing: list[str]
    block: SignatureBlock
    hours: str
    languages: str
    within: str
    days: str
    open_hours: tuple[str, str] | None

    @property
    def sum(self) -> int:
        return sum(one.share for one in self.slices)

    @property
    def width(self) -> int:
        """Of the whole bar: what is missing shows as a gap, what is too much does not fall out."""
        return max(100, self.sum)

    @property
    def adds_up(self) -> bool:
        return self.sum == 100


def cards(request: MemberRequest, cycle: Cycle, board: Board) -> list[Card]:
    reading = reading_in(request)
    return [_card(request, cycle, board, one, reading) for one in board.mechanisms]


def _card(request: MemberRequest, cycle: Cycle, board: Board, one: Mechanism, reading: Reading) -> Card:
    missing = board.lacks(one)
    names = dict(LANGUAGES)
    week = [str(name) for day, name in week_of(request.company) if day in one.answer_days]
    return Card(
        mechanism=one,
        slices=slices([(each.name, each.share) for each in one.pillars.all()]),
        missing=missing,
        block=_block(request, cycle, board, one, missing),
        hours=_listed([_clock(hour, reading) for hour in one.hours]),
        languages=_listed([str(names.get(code, code)) for code in one.languages]),
        within=_within(one.respond_within, reading),
        days=_listed(week),
        open_hours=(_clock(one.answers_from, reading), _clock(one.answers_to, reading))
        if one.answers_from and one.answers_to
        else None,
    )


def slices(pillars: list[tuple[str, int]]) -> list[Slice]:
    made, start = [], 0
    for place, (name, share) in enumerate(pillars):
        made.append(Slice(name, share, start, place % TINTS))
        start += share
    return made


def _block(request: MemberRequest, cycle: Cycle, board: Board, one: Mechanism, missing: list[str]) -> SignatureBlock:
    """The officer signs a mechanism."""
    given = board.signatures.get(one.pk, [])
    standing = next((each for each in given if each.stands and each.capacity == Capacity.OFFICER), None)
    is_mine = signing.capacity_of(request.member) == Capacity.OFFICER
    return SignatureBlock(
        act=Act.MECHANISM,
        subject=str(one.pk),
        url=reverse("signatures:create", args=[request.company.slug, cycle.pk]),
        places=[Place(Capacity.OFFICER, standing, is_mine)],
        fallen=[each for each in given if not each.stands],
        missing=missing,
        is_open=cycle.is_open,
    )


def _within(given: timedelta | None, reading: Reading) -> str:
    if given is None:
        return ""
    unit = next((name for name in ("days", "hours") if not given % UNITS[name]), "minutes")
    count = given // UNITS[unit]
    said = {
        "minutes": ngettext("%(count)s minute", "%(count)s minutes", count),
        "hours": ngettext("%(count)s hour", "%(count)s hours", count),
        "days": ngettext("%(count)s day", "%(count)s days", count),
    }
    return said[unit] % {"count": reading.number(count)}


def _clock(hour: time, reading: Reading) -> str:
    return reading.figures(format_time(hour, "short", locale=reading.locale))


def _listed(parts: list[str]) -> str:
    return str(pgettext("between the items of a list", ", ")).join(parts)
