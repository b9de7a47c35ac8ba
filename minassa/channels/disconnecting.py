"""A grant that no longer works: the channel waits for a person to reconnect it."""

from __future__ import annotations

from minassa.channels.models import Channel
from minassa.connectors.base import Disconnected
from minassa.core.clock import now
from minassa.events.recording import record


def disconnect(channel: Channel, why: Disconnected) -> None:
    """Inside the caller's transaction. What is due on the channel meanwhile fails with this cause, unsent."""
    trouble = {"code": str(why.code), "said": why.said, "facts": dict(why.facts)}
    connected = Channel.objects.filter(pk=channel.pk, state=Channel.State.CONNECTED)
    if connected.update(state=Channel.State.DISCONNECTED, trouble=trouble, checked_at=now()):
        record("channel.disconnected", company=channel.company_id, subject=channel.pk, code=str(why.code))
