"""Opening a channel's secrets for the length of one call."""

from __future__ import annotations

from minassa.channels.models import Channel
from minassa.connectors.base import Grant


def grant(channel: Channel) -> Grant:
    """The right to act on the channel's account. A channel without secrets (hand-off, rehearsal) has an empty one."""
    credential = getattr(channel, "credential", None)
    return Grant(channel.account, channel.host, credential.secrets() if credential else {})
