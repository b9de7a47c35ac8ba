"""Step 4: the initiatives that group the activities of F-01."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.planning.errors import NotNow
from minassa.planning.holding import again, hold, keep, tell
from minassa.planning.models import Cycle, Initiative, Objective
from minassa.planning.models.signature import Act
from minassa.planning.signing import settle


@transaction.atomic
def add(cycle: Cycle, *, by: Membership, name: str, objective: Objective | None = None) -> Initiative:
    demand(by, Ability.WRITE_PLAN)
    cycle = hold(cycle, by)
    last = cycle.initiatives.aggregate(last=Max("position"))["last"]
    initiative = Initiative(company_id=cycle.company_id, cycle=cycle, position=0 if last is None else last + 1)
    keep(initiative, {"name": _named(cycle, name), "objective": objective})
    tell("initiative.added", initiative, by, name=initiative.name)
    settle(cycle, by, Act.PLAN)
    return initiative


@transaction.atomic
def change(initiative: Initiative, *, by: Membership, name: str, objective: Objective | None = None) -> Initiative:
    demand(by, Ability.WRITE_PLAN)
    cycle, initiative = hold(initiative.cycle_id, by), again(initiative)
    if keep(initiative, {"name": _named(cycle, name, initiative), "objective": objective}):
        tell("initiative.changed", initiative, by, name=initiative.name)
        settle(cycle, by, Act.PLAN)
    return initiative


@transaction.atomic
def remove(initiative: Initiative, *, by: Membership) -> None:
    """Only an empty one."""
    demand(by, Ability.WRITE_PLAN)
    cycle, initiative = hold(initiative.cycle_id, by), again(initiative)
    if initiative.activities.exists():
        raise NotNow(_("This initiative has activities. Move or remove them first."))
    tell("initiative.removed", initiative, by, name=initiative.name)
    initiative.delete()
    settle(cycle, by, Act.PLAN)


@transaction.atomic
def arrange(cycle: Cycle, *, by: Membership, order: Sequence[UUID]) -> None:
    """The initiatives in this order; those not named come after."""
    demand(by, Ability.WRITE_PLAN)
    cycle = hold(cycle, by)
    places = {pk: place for place, pk in enumerate(order)}
    found = sorted(cycle.initiatives.all(), key=lambda one: (places.get(one.pk, len(places)), one.position))
    for place, one in enumerate(found):
        one.position = place
    Initiative.objects.bulk_update(found, ["position"])
    settle(cycle, by, Act.PLAN)


def _named(cycle: Cycle, name: str, mine: Initiative | None = None) -> str:
    given = one_line(name)
    if not given:
        raise NotValid(_("Give the initiative a name."))
    same = cycle.initiatives.filter(name=given)
    if (same.exclude(pk=mine.pk) if mine else same).exists():
        raise NotValid(_("There is already an initiative with this name."))
    return given
