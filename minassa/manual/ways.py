"""Where the one act of a step is done."""

from __future__ import annotations

from uuid import UUID

from django.urls import NoReverseMatch, reverse

from minassa.people.models import Membership


def way(name: str, member: Membership, *ids: UUID) -> str:
    """The page's address, with the cycle in it where its page has one. Empty while there is no such page."""
    for given in ([member.company.slug, *ids], [member.company.slug]):
        try:
            return reverse(name, args=given)
        except NoReverseMatch:
            continue
    return ""
