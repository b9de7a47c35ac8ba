"""Late is visible: a delivery past its time by more than its company bears goes on record, once."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from minassa.core.clock import now
from minassa.events.recording import event, record_all
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import WAITING, State

_STILL_OUT = (*WAITING, State.SENDING, State.UNSURE, State.HANDED)


@transaction.atomic
def record_late() -> int:
    """Returns how many became late since the last look."""
    late = Delivery.objects.select_for_update(of=["self"], skip_locked=True).filter(
        state__in=_STILL_OUT, late_at__isnull=True, send_at__lt=now() - F("company__late_after")
    )
    found = list(late.select_related("company")[:500])
    Delivery.objects.filter(pk__in=[one.pk for one in found]).update(late_at=now())
    record_all(event("delivery.late", company=one.company_id, subject=one.pk, state=one.state) for one in found)
    return len(found)
