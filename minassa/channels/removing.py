"""Who answers for a channel, and taking a channel away."""

from __future__ import annotations

from django.db import transaction

from minassa.channels.models import Channel, Credential
from minassa.events.recording import record
from minassa.people.models import Party, User


@transaction.atomic
def remove(channel: Channel, *, by: User) -> None:
    """Its secrets are deleted at once and nothing more goes out; what was published stays on record.

    The room of posts hears "channel.removed" and cancels what was waiting.
    """
    here = Channel.objects.select_for_update().exclude(state=Channel.State.REMOVED).filter(pk=channel.pk)
    if here.update(state=Channel.State.REMOVED, trouble={}, expires_at=None):
        Credential.objects.filter(channel=channel).delete()
        record(
            "channel.removed",
            company=channel.company_id,
            subject=channel.pk,
            by=by,
            name=channel.name,
            kind=channel.kind,
        )


@transaction.atomic
def entrust(channel: Channel, party: Party | None, *, by: User) -> None:
    """The party that answers for the channel; its people see this channel's posts."""
    if channel.party_id == (party.pk if party else None):
        return
    channel.party = party
    channel.save(update_fields=["party"])
    name = party.name if party else ""
    record("channel.entrusted", company=channel.company_id, subject=channel.pk, by=by, name=channel.name, party=name)
