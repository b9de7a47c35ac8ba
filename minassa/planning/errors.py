"""What the verbs of this room say no to, each a sentence for the reader."""

from __future__ import annotations

from minassa.core.errors import Sorry


class Closed(Sorry):
    """The cycle is closed, and what is closed never changes."""

    code = "closed"


class Overlaps(Sorry):
    """Another cycle is open in that period."""

    code = "overlaps"


class EditedElsewhere(Sorry):
    """Somebody saved a newer edit; nothing of this one was written."""

    code = "edited_elsewhere"


class NotNow(Sorry):
    """The record is not in a state in which this can be done."""

    code = "not_now"


class NotReady(Sorry):
    """Something is missing; the message names it."""

    code = "not_ready"


class OwnRequest(Sorry):
    """Nobody approves what they asked for."""

    code = "own_request"


class NotYours(Sorry):
    """It is another person's turn."""

    code = "not_yours"


class OverBudget(Sorry):
    """More than what is left."""

    code = "over_budget"
