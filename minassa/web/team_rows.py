"""The work team of a cycle: who is assigned, how loaded each is, what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minassa.people.models import Company
from minassa.planning.models import Cycle, TeamAssignment
from minassa.planning.team import Load, Week

HEAT = 4  # steps of the strip up to a full week


@dataclass(frozen=True)
class Place:
    """One assignment as the page shows it."""

    assignment: TeamAssignment
    state: str  # invited | withdrawn | ahead | now | ending | ended
    days_left: int

    @property
    def is_ending(self) -> bool:
        return self.state == "ending"


def places(cycle: Cycle, company: Company) -> list[Place]:
    today = company.local_now().date()
    found = cycle.assignments.select_related("member__user", "member__company", "invitation", "party")
    soon = max(cycle.contract_warnings, default=0)
    return [_place(one, today, soon) for one in found]


def lacking(found: list[Place]) -> list[str]:
    """The specialties that the manual names and nobody has."""
    specialty, has = TeamAssignment.Specialty, {one.assignment.specialty for one in found}
    return [one.value for one in (specialty.DESIGN, specialty.SOCIAL_MEDIA) if one not in has]


def _place(one: TeamAssignment, today: date, soon: int) -> Place:
    left = (one.ends_on - today).days
    if left < 0:
        state = "ended"
    elif one.member is None and one.invitation is not None:
        state = "invited" if one.invitation.withdrawn_at is None else "withdrawn"
    elif one.starts_on > today:
        state = "ahead"
    elif left <= soon and one.arrangement == TeamAssignment.Arrangement.OUTSOURCED:
        state = "ending"
    else:
        state = "now"
    return Place(one, state, left)


@dataclass(frozen=True)
class Cell:
    """One week of one person: how hot, and whether it is too much."""

    week: Week
    heat: str  # none | 1 … 4 | over | idle

    @property
    def says(self) -> bool:
        return self.week.planned > 0


@dataclass(frozen=True)
class LoadRow:
    name: str
    cells: list[Cell]
    planned: Decimal
    has: Decimal

    @property
    def over(self) -> list[Cell]:
        return [one for one in self.cells if one.heat == "over"]


def load_rows(loads: list[Load]) -> list[LoadRow]:
    return [
        LoadRow(
            one.member.user.name,
            [Cell(week, _heat(week)) for week in one.weeks],
            sum((week.planned for week in one.weeks), Decimal(0)),
            sum((week.has for week in one.weeks), Decimal(0)),
        )
        for one in loads
    ]


def _heat(week: Week) -> str:
    if week.is_over:
        return "over"
    if not week.planned:
        return "idle" if week.has else "none"
    return str(min(HEAT, max(1, -int(-week.planned * HEAT // week.has))))
