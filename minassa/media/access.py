"""The door to a company's pictures and films. Papers have none here: each belongs to a record that has its own."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from minassa.media.models import Asset
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership


def asset_for(member: Membership, asset_id: UUID, *, to: Ability) -> Asset:
    """Http404 for another company's or none, PermissionDenied without the ability."""
    found = Asset.objects.all().shown().filter(company=member.company, pk=asset_id).first()
    if found is None:
        raise Http404
    demand(member, to)
    return found


def assets_for(member: Membership, asset_ids: Iterable[UUID], *, to: Ability) -> list[Asset]:
    """Several at once, in the order asked for; Http404 when one of them is not the company's."""
    wanted = list(asset_ids)
    found = Asset.objects.all().shown().filter(company=member.company).in_bulk(wanted)
    if len(found) < len(set(wanted)):
        raise Http404
    demand(member, to)
    return [found[one] for one in wanted]
