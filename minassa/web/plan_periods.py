"""The plan periods that a company would choose next, with their days and a name to begin with."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from minassa.planning.models import Cycle

FOLLOWING = "following"
MONTHS_OF = {"quarter": 3, "half": 6, "year": 12}
LATE = timedelta(days=14)  # so far into a quarter, a plan for all of it would begin overdue
WORTH_A_PLAN = timedelta(days=28)


@dataclass(frozen=True)
class Period:
    key: str
    name: str
    starts_on: date
    ends_on: date


def periods(today: date, cycles: Iterable[Cycle]) -> list[Period]:
    """Those that no open cycle lies in, the one that follows the last open cycle on top."""
    cycles = list(cycles)
    taken = [(one.starts_on, one.ends_on) for one in cycles if one.is_open]
    free = [one for one in _periods(today) if not any(a <= one.ends_on and b >= one.starts_on for a, b in taken)]
    if not taken or any(one.starts_on == max(taken)[1] + timedelta(days=1) for one in free):
        return free
    return [_following(*max(taken)), *free]


def _following(first: date, last: date) -> Period:
    """As long as the last one, to the month."""
    begins = last + timedelta(days=1)
    months = max(1, round((begins - first).days / 30.44))
    after = _later(begins, months)
    return Period(FOLLOWING, _("The period after this one"), begins, after - timedelta(days=1))


def _periods(today: date) -> Iterator[Period]:
    for kind, months in MONTHS_OF.items():
        first = date(today.year, (today.month - 1) // months * months + 1, 1)
        if kind == "quarter" and today - first > LATE and _later(first, months) - today > WORTH_A_PLAN:
            yield Period("rest-quarter", _named(first, months), today, _later(first, months) - timedelta(days=1))
        for which in ("this", "next"):
            after = _later(first, months)
            yield Period(f"{which}-{kind}", _named(first, months), first, after - timedelta(days=1))
            first = after


def _later(first: date, months: int) -> date:
    year, month = divmod(first.month - 1 + months, 12)
    day = min(first.day, monthrange(first.year + year, month + 1)[1])
    return date(first.year + year, month + 1, day)


def _named(first: date, months: int) -> str:
    part = (first.month - 1) // months
    match months:
        case 3:
            names = [_("First quarter %(year)s"), _("Second quarter %(year)s")]
            names += [_("Third quarter %(year)s"), _("Fourth quarter %(year)s")]
        case 6:
            names = [_("First half of %(year)s"), _("Second half of %(year)s")]
        case _:
            names = [_("The year %(year)s")]
    return names[part] % {"year": first.year}
