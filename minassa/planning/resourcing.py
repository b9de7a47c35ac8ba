"""People × hours and cost lines of an activity, set as a whole. The cycle is held by the caller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from minassa.people.companies import NotValid
from minassa.people.models import Membership, Party
from minassa.people.naming import one_line
from minassa.planning import money
from minassa.planning.errors import NotNow
from minassa.planning.models import Activity, CostLine, Cycle, Effort
from minassa.planning.models.kept import NOTHING
from minassa.planning.platforms import known

MOST_MONEY = Decimal(10) ** 11
MOST_HOURS = Decimal(100_000)


@dataclass(frozen=True)
class EffortOf:
    """Hours of a colleague, or of people only named."""

    hours: Decimal
    member: Membership | None = None
    who: str = ""
    people: int = 1


@dataclass(frozen=True)
class CostOf:
    """What a line costs. Without `id`, the line with the same words and platform is meant, or a new one."""

    what: str
    asked: Decimal
    platform: str = ""
    party: Party | None = None
    id: UUID | None = None


def set_efforts(activity: Activity, given: Sequence[EffortOf]) -> bool:
    made = [effort(activity, place, one) for place, one in enumerate(given)]
    has = list(activity.efforts.all())
    if [_said(one) for one in has] == [_said(one) for one in made]:
        return False
    activity.efforts.all().delete()
    Effort.objects.bulk_create(made)
    return True


def set_costs(activity: Activity, cycle: Cycle, given: Sequence[CostOf]) -> bool:
    """Lines keep their identity, and with it what was approved and spent on them. Asking for less frees the rest; money
    approved for one thing or to one party is not approved for another."""
    has = list(activity.cost_lines.all())
    before, free, purposes = [_costs(one) for one in has], list(has), {one.pk: _purpose(one) for one in has}
    lines = [_line(activity, place, one, free) for place, one in enumerate(given)]
    gone = free
    if any(money.used(one) for one in gone):
        raise NotNow(_("Money was promised or spent on a cost line that you took away. Keep the line."))
    for line, one in zip(lines, given, strict=True):
        fill(line, one)
    if not gone and before == [_costs(one) for one in lines] and all(not one._state.adding for one in lines):
        return False
    money.set_approved(cycle, dict.fromkeys(gone, Decimal(0)))
    CostLine.objects.filter(pk__in=[one.pk for one in gone]).delete()
    money.set_approved(cycle, {one: Decimal(one.asked) for one in lines if one.approved > one.asked})
    money.set_approved(
        cycle, {one: NOTHING for one in lines if one.pk in purposes and purposes[one.pk] != _purpose(one)}
    )
    for line in lines:
        line.save()
    return True


def effort(activity: Activity, place: int, one: EffortOf) -> Effort:
    if one.member is not None and one.member.company_id != activity.company_id:
        raise NotValid(_("That belongs to another company."))
    who = one_line(one.who)[:120]
    if one.member is None and not who:
        raise NotValid(_("Say whose hours these are."))
    if not 0 <= one.hours <= MOST_HOURS or not 1 <= one.people <= 1000:
        raise NotValid(_("People are at least 1, and hours not negative."))
    return Effort(
        company_id=activity.company_id,
        cycle_id=activity.cycle_id,
        activity=activity,
        position=place,
        member=one.member,
        who="" if one.member else who,
        people=one.people,
        hours=one.hours.quantize(Decimal("0.1")),
    )


def _line(activity: Activity, place: int, one: CostOf, free: list[CostLine]) -> CostLine:
    if one.id is not None:
        found = next((line for line in free if line.pk == one.id), None)
    else:
        alike = (line for line in free if (line.what, line.platform) == (one_line(one.what), one.platform))
        found = next(alike, None)
    if found is None:
        found = CostLine(company_id=activity.company_id, cycle_id=activity.cycle_id, activity=activity)
    else:
        free.remove(found)
    found.position = place
    return found


def fill(line: CostLine, one: CostOf) -> None:
    what = one_line(one.what)[:200]
    if not what:
        raise NotValid(_("Say what the money is for."))
    if not 0 <= one.asked <= MOST_MONEY:
        raise NotValid(_("An amount of money is not negative."))
    if one.party is not None and one.party.company_id != line.company_id:
        raise NotValid(_("That belongs to another company."))
    if one.platform:
        known(one.platform)
    was, is_new = _purpose(line), line._state.adding
    line.what, line.platform, line.party = what, one.platform, one.party
    if not is_new and was != _purpose(line) and money.used(line):
        sentence = _("Money was promised or spent on “%(what)s”. It stays what it is for; add another line.")
        raise NotNow(sentence % {"what": was[0]})
    line.asked = one.asked.quantize(money.CENT)
    if line.asked < money.used(line):
        raise NotNow(
            _("%(amount)s is already promised or spent on “%(what)s”. It cannot ask for less.")
            % {"amount": money.said(money.used(line)), "what": what}
        )


def _said(one: Effort) -> tuple[Any, ...]:
    return (one.position, one.member_id, one.who, one.people, one.hours)


def _purpose(one: CostLine) -> tuple[Any, ...]:
    return (one.what, one.platform, one.party_id)


def _costs(one: CostLine) -> tuple[Any, ...]:
    return (one.pk, one.position, one.what, one.platform, one.party_id, one.asked)
