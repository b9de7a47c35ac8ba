"""Reading what is on record."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from minassa.events.models import Event
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership

PAGE = 50
MOST = 60


def trail_of(member: Membership, *, before: int) -> list[Event]:
    """A page of the company's trail, the newest on top, and one event more when there are older ones."""
    demand(member, Ability.SEE_TRAIL)
    found = Event.objects.filter(company=member.company, pk__lt=before).select_related("by").order_by("-id")
    return list(found[: PAGE + 1])


def trail_about(member: Membership, subjects: Iterable[UUID], *, kinds: Iterable[str]) -> list[Event]:
    """What was done to these records, the newest on top; `kinds` are the nouns of the verbs."""
    demand(member, Ability.SEE_TRAIL)
    verbs = Q()
    for kind in kinds:
        verbs |= Q(verb__startswith=f"{kind}.")
    found = Event.objects.filter(verbs, company=member.company, subject_id__in=list(subjects))
    return list(found.select_related("by").order_by("-id")[:MOST])
