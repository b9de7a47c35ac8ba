"""The plan periods that a company would choose next, with their days and a name to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from minassa.planning.models import Cycle

MONTHS_OF = {"quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True)
class Period:
    key: str
    name: str
    starts_on: date
    ends_on: date


def periods(today: date, cycles: Iterable[Cycle]) -> list[Period]:
    """Those that no open cycle lies in."""
    taken = [(one.starts_on, one.ends_on) for one in cycles if one.is_open]
    return [one for one in _periods(today) if not any(a <= one.ends_on and b >= one.starts_on for a, b in taken)]


def _periods(today: date) -> Iterator[Period]:
    for kind, months in MONTHS_OF.items():
        first = date(today.year, (today.month - 1) // months * months + 1, 1)
        for which in ("this", "next"):
            after = _later(first, months)
            yield Period(f"{which}-{kind}", _named(first, months), first, after - timedelta(days=1))
            first = after


def _later(first: date, months: int) -> date:
    year, month = divmod(first.month - 1 + months, 12)
    return date(first.year + year, month + 1, 1)


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
