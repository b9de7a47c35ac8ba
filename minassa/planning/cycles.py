"""A cycle per plan period: started empty or carried over from the last one."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Company, Membership
from minassa.people.naming import one_line
from minassa.planning import carrying, gates, metrics
from minassa.planning.errors import Overlaps
from minassa.planning.holding import hold, keep, tell
from minassa.planning.models import Cycle
from minassa.planning.models.signature import Act
from minassa.planning.signing import settle

MOST_WARNED = 365


class Settings(TypedDict, total=False):
    runway_days: int
    report_rhythm: str
    report_grace_days: int
    contract_warnings: list[int]


class Given(Settings, total=False):
    name: str
    starts_on: date
    ends_on: date


@transaction.atomic
def start(
    *,
    by: Membership,
    name: str,
    starts_on: date,
    ends_on: date,
    carry: Cycle | None = None,
    **settings: Unpack[Settings],
) -> Cycle:
    """Open a cycle; with `carry`, what goes on from that one comes along: objectives not reached, mechanisms, team.

    Nothing of it is signed or approved. Raises Overlaps.
    """
    demand(by, Ability.WRITE_PLAN)
    Company.objects.select_for_update().get(pk=by.company_id)
    if carry is not None and carry.company_id != by.company_id:
        raise NotValid(_("That cycle belongs to another company."))
    cycle = Cycle(company_id=by.company_id, opened_by=by.user)
    given: Given = {"name": one_line(name), "starts_on": starts_on, "ends_on": ends_on, **settings}
    if carry is not None:
        kept = {name: getattr(carry, name) for name in Settings.__annotations__}
        given = {**kept, **given}  # type: ignore[typeddict-item]  # both are settings of a cycle
    _fits(cycle, given)
    cycle.carried_from = carry
    keep(cycle, given)
    metrics.ensure(cycle.company_id)
    if carry is not None:
        carrying.carry_over(carry, cycle)
    tell("cycle.started", cycle, by, name=cycle.name, starts_on=starts_on, ends_on=ends_on)
    gates.refresh(cycle.company_id, by)
    return cycle


@transaction.atomic
def change(cycle: Cycle, *, by: Membership, **given: Unpack[Given]) -> Cycle:
    demand(by, Ability.WRITE_PLAN)
    Company.objects.select_for_update().get(pk=by.company_id)
    cycle = hold(cycle, by)
    if "name" in given:
        given["name"] = one_line(given["name"])
    _fits(cycle, given)
    changed = keep(cycle, given)
    if changed:
        tell("cycle.changed", cycle, by, name=cycle.name, changed=changed)
        settle(cycle, by, Act.PLAN, Act.REVIEW)
    return cycle


def _fits(cycle: Cycle, given: Given) -> None:
    starts_on, ends_on = given.get("starts_on", cycle.starts_on), given.get("ends_on", cycle.ends_on)
    if not given.get("name", cycle.name):
        raise NotValid(_("Give the cycle a name, such as “First quarter 2027”."))
    if ends_on < starts_on:
        raise NotValid(_("The period ends before it begins. Correct one of its dates."))
    if any(not 0 < days <= MOST_WARNED for days in given.get("contract_warnings", [])):
        raise NotValid(_("The end of a contract is warned of 1 to 365 days before it."))
    others = Cycle.objects.filter(company=cycle.company_id, state=Cycle.State.OPEN).exclude(pk=cycle.pk)
    overlapping = others.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if overlapping is not None:
        raise Overlaps(
            _("The cycle %(name)s is open in that period. Close it, or choose other dates.")
            % {"name": overlapping.name}
        )
