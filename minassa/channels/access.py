"""The door to channels. A stranger and a ghost are the same 404, and so is a channel that was removed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from minassa.channels.models import Channel
from minassa.channels.models.channel import Channels
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership


def channel_for(member: Membership, channel_id: UUID, *, to: Ability) -> Channel:
    """An outside party reaches only the channels it answers for."""
    found = channels_of(member).filter(pk=channel_id).first()
    if found is None:
        raise Http404
    demand(member, to)
    return found


def channels_of(member: Membership) -> Channels:
    mine = Channel.objects.all().seen_by(member).exclude(state=Channel.State.REMOVED)
    return mine.select_related("party", "company").order_by("name", "pk")
