"""What the verbs of this room say no to, each a sentence for the reader."""

from __future__ import annotations

from minassa.core.errors import Sorry


class EditedElsewhere(Sorry):
    """Somebody saved a newer edit; nothing of this one was written."""


class NotNow(Sorry):
    """The record is not in a state in which this can be done."""


class OwnApproval(Sorry):
    """Nobody approves what they wrote."""


class NotReady(Sorry):
    """A platform would refuse the post as it is."""


class GateClosed(Sorry):
    """The post may not go out on this channel."""
