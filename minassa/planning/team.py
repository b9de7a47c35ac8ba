"""Step 3: the work team, from inside the company or outsourced for a fixed term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Invitation, Membership, Party
from minassa.planning import gates, mail_jobs, team_mail
from minassa.planning.holding import again, hold, keep, tell
from minassa.planning.models import Activity, Cycle, Effort, TeamAssignment

WEEK = timedelta(days=7)
TENTH = Decimal("0.1")


class Given(TypedDict, total=False):
    specialty: str
    arrangement: str
    party: Party | None
    starts_on: date
    ends_on: date
    fee: Decimal | None
    weekly_hours: Decimal
    note: str


@transaction.atomic
def assign(
    cycle: Cycle,
    *,
    by: Membership,
    member: Membership | None = None,
    invitation: Invitation | None = None,
    **given: Unpack[Given],
) -> TeamAssignment:
    """A colleague, or somebody whose invitation is not accepted yet. Without dates: the whole period."""
    demand(by, Ability.WRITE_PLAN)
    cycle = hold(cycle, by)
    if (member is None) == (invitation is None):
        raise NotValid(_("Choose who is assigned: a colleague, or somebody invited."))
    made = TeamAssignment(company_id=cycle.company_id, cycle=cycle, starts_on=cycle.starts_on, ends_on=cycle.ends_on)
    _fits(made, given)
    keep(made, {"specialty": "", **given, "member": member, "invitation": invitation})
    tell("assignment.made", made, by, name=made.name, specialty=made.specialty)
    gates.refresh(cycle.company_id, by)
    return made


@transaction.atomic
def take_up(invitation: Invitation, member: Membership) -> None:
    """Who was invited is here: the places kept for them become theirs, those of an earlier invitation too."""
    waiting = TeamAssignment.objects.filter(member__isnull=True, invitation__email=invitation.email)
    for kept in waiting.filter(company=member.company, cycle__state=Cycle.State.OPEN).order_by("cycle"):
        hold(kept.cycle_id, member)
        mine = again(kept)
        mine.member = member
        mine.save(update_fields=["member"])
        tell("assignment.taken_up", mine, member, name=member.user.name, specialty=mine.specialty)
        gates.refresh(member.company_id, member)


@transaction.atomic
def change(assignment: TeamAssignment, *, by: Membership, **given: Unpack[Given]) -> TeamAssignment:
    demand(by, Ability.WRITE_PLAN)
    cycle, assignment = hold(assignment.cycle_id, by), again(assignment)
    _fits(assignment, given)
    changed = keep(assignment, given)
    if changed:
        if "ends_on" in changed:  # a new end is warned of anew
            assignment.warned = []
            assignment.save(update_fields=["warned"])
        tell("assignment.changed", assignment, by, name=assignment.name, changed=changed)
        gates.refresh(cycle.company_id, by)
    return assignment


@transaction.atomic
def remove(assignment: TeamAssignment, *, by: Membership) -> None:
    demand(by, Ability.WRITE_PLAN)
    cycle, assignment = hold(assignment.cycle_id, by), again(assignment)
    tell("assignment.removed", assignment, by, name=assignment.name, specialty=assignment.specialty)
    assignment.delete()
    gates.refresh(cycle.company_id, by)


@dataclass(frozen=True)
class Week:
    starts_on: date
    planned: Decimal  # hours that the plan gives the person
    has: Decimal  # hours that their assignments give

    @property
    def is_over(self) -> bool:
        return self.planned > self.has


@dataclass(frozen=True)
class Load:
    member: Membership
    weeks: list[Week]


def workload(cycle: Cycle) -> list[Load]:
    """Each person's hours a week, the hours of an activity spread evenly over its days, in two queries."""
    weeks = list(weeks_of(cycle))
    has: dict[UUID, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    planned: dict[UUID, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    people: dict[UUID, Membership] = {}
    for one in cycle.assignments.filter(member__isnull=False).select_related("member__user"):
        if one.member is not None:
            people[one.member.pk] = one.member
            for week in weeks:
                days = _overlap(week, week + WEEK - timedelta(days=1), one.starts_on, one.ends_on)
                has[one.member.pk][week] += one.weekly_hours * days / 7
    efforts = Effort.objects.filter(cycle=cycle, member__isnull=False).exclude(activity__state=Activity.State.DROPPED)
    for effort in efforts.select_related("member__user", "activity"):
        if effort.member is not None:
            people.setdefault(effort.member.pk, effort.member)
            for week, hours in _spread(effort, cycle, weeks):
                planned[effort.member.pk][week] += hours
    return [
        Load(
            person,
            [Week(week, planned[pk][week].quantize(TENTH), has[pk][week].quantize(TENTH)) for week in weeks],
        )
        for pk, person in sorted(people.items(), key=lambda item: item[1].user.name)
    ]


def weeks_of(cycle: Cycle) -> Iterator[date]:
    """The first days of the weeks that the period touches, by the company's own first weekday."""
    back = (cycle.starts_on.weekday() - cycle.company.first_weekday) % 7
    week = cycle.starts_on - timedelta(days=back)
    while week <= cycle.ends_on:
        yield week
        week += WEEK


@transaction.atomic
def warn_of_ends(cycle: Cycle) -> int:
    """Contracts that end within one of the cycle's warnings go on record, once for each. How many did."""
    cycle = Cycle.objects.select_for_update().select_related("company").get(pk=cycle.pk)
    if not cycle.is_open:
        return 0
    today = cycle.company.local_now().date()
    told = 0
    ending = cycle.assignments.filter(arrangement=TeamAssignment.Arrangement.OUTSOURCED, ends_on__gte=today)
    for one in ending.select_related("member__user", "invitation", "company"):
        left = (one.ends_on - today).days
        due = [mark for mark in cycle.contract_warnings if left <= mark and mark not in one.warned]
        if due:
            one.warned = sorted({*one.warned, *due}, reverse=True)
            one.save(update_fields=["warned"])
            tell("assignment.ending", one, None, name=one.name, ends_on=one.ends_on, days=left)
            if settings.EMAIL_HOST:
                for email, language in team_mail.told(one):
                    mail_jobs.warn_of_end.later(str(one.pk), email, language, min(due))
            told += 1
    return told


def _spread(effort: Effort, cycle: Cycle, weeks: list[date]) -> Iterator[tuple[date, Decimal]]:
    last = effort.activity.deadline or cycle.ends_on
    first = min(effort.activity.starts_on or cycle.starts_on, last)
    whole = (last - first).days + 1
    for week in weeks:
        days = _overlap(week, week + WEEK - timedelta(days=1), first, last)
        if days:
            yield week, effort.total * days / whole


def _overlap(first: date, last: date, other_first: date, other_last: date) -> int:
    return max(0, (min(last, other_last) - max(first, other_first)).days + 1)


def _fits(assignment: TeamAssignment, given: Given) -> None:
    starts_on = given.get("starts_on", assignment.starts_on)
    ends_on = given.get("ends_on", assignment.ends_on)
    if ends_on < starts_on:
        raise NotValid(_("The term ends before it begins. Correct one of its dates."))
    fee, hours = given.get("fee"), given.get("weekly_hours", assignment.weekly_hours)
    if fee is not None and fee < 0:
        raise NotValid(_("A fee is not negative."))
    if not 0 <= hours <= 168:
        raise NotValid(_("A week has 0 to 168 hours."))
