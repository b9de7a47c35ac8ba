"""What this room does when something is recorded elsewhere."""

from __future__ import annotations

from django.db import transaction
from django.dispatch import receiver

from minassa.events.models import Event
from minassa.events.recording import recorded
from minassa.posts import lanes, opening, withdrawing
from minassa.posts.jobs import remind_to_post
from minassa.posts.models import Delivery


@receiver(recorded)
def listen(event: Event, **_: object) -> None:
    match event.verb:
        case "channel.removed":
            cancel_waiting(event)
        case "delivery.handed":
            remind_to_post.later(str(event.subject_id))
        case "gate.opened":
            opening.gate_opened(event.company_id)


@transaction.atomic
def cancel_waiting(event: Event) -> None:
    """Nothing goes out on a channel that was removed."""
    lanes.lock([event.subject_id])
    withdrawing.take_back(Delivery.objects.filter(channel=event.subject_id), by=event.by)
