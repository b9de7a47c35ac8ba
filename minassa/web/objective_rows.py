"""The objectives of a cycle as its page shows them: what each lacks, what each weighs, and what was done to them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from minassa.events.access import trail_about
from minassa.events.models import Event
from minassa.people.abilities import Ability
from minassa.people.models import Membership
from minassa.planning import objectives
from minassa.planning.models import Cycle, Objective
from minassa.web.signature_block import SignatureBlock


@dataclass(frozen=True)
class Row:
    objective: Objective
    lacks: list[str]
    share: int  # of all the weights, in hundredths


def rows(cycle: Cycle) -> list[Row]:
    found = list(cycle.objectives.select_related("metric", "carried_from__cycle"))
    whole = sum(one.weight for one in found) or 1
    return [Row(one, objectives.lacks(one), round(100 * one.weight / whole)) for one in found]


def history(member: Membership, cycle: Cycle, found: list[Row], block: SignatureBlock) -> list[Event]:
    """Who changed what, and which signatures fell by it; for those who may read the trail."""
    if not member.may(Ability.SEE_TRAIL):
        return []
    signed = [*(place.signature.pk for place in block.places if place.signature), *(one.pk for one in block.fallen)]
    about: list[UUID] = [cycle.pk, *(row.objective.pk for row in found), *signed]
    return trail_about(member, about, kinds=("objective", "signature"))
