"""What this room does when something is recorded elsewhere."""

from __future__ import annotations

from django.db import transaction
from django.dispatch import receiver

from minassa.events.models import Event
from minassa.events.recording import event as make_event
from minassa.events.recording import record_all, recorded
from minassa.posts import lanes
from minassa.posts.jobs import remind_to_post
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State
from minassa.posts.withdrawing import CANCELLABLE


@receiver(recorded)
def listen(event: Event, **_: object) -> None:
    match event.verb:
        case "channel.removed":
            cancel_waiting(event)
        case "delivery.handed":
            remind_to_post.later(str(event.subject_id))


@transaction.atomic
def cancel_waiting(event: Event) -> None:
    """Nothing goes out on a channel that was removed."""
    lanes.lock([event.subject_id])
    waiting = list(Delivery.objects.filter(channel=event.subject_id, state__in=CANCELLABLE))
    Delivery.objects.filter(pk__in=[one.pk for one in waiting]).update(state=State.CANCELLED)
    record_all(
        make_event("delivery.cancelled", company=event.company_id, subject=one.pk, by=event.by) for one in waiting
    )
