"""Reading what is on record."""

from __future__ import annotations

from minassa.events.models import Event
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership

PAGE = 50


def trail_of(member: Membership, *, before: int) -> list[Event]:
    """A page of the company's trail, the newest on top, and one event more when there are older ones."""
    demand(member, Ability.SEE_TRAIL)
    found = Event.objects.filter(company=member.company, pk__lt=before).select_related("by").order_by("-id")
    return list(found[: PAGE + 1])
