"""What is due and not out: for the status page and for machines that watch."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.people.models import Company
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import WAITING, State

_LATE = (*WAITING, State.SENDING, State.UNSURE, State.HANDED)


def oldest_due(company: Company) -> Delivery | None:
    """The company's first delivery whose time has come and that has not left."""
    # By channel, so that the index of what waits is used and years of what was sent are not walked.
    mine = Delivery.objects.filter(channel__in=Channel.objects.filter(company=company), state__in=WAITING)
    return mine.filter(send_at__lte=now()).select_related("channel", "post").order_by("send_at", "id").first()


def late(company: Company, most: int = 20) -> list[Delivery]:
    """Past their time by more than the company bears, whoever they wait for."""
    before = now() - company.late_after
    mine = Delivery.objects.filter(channel__in=Channel.objects.filter(company=company), state__in=_LATE)
    return list(mine.filter(send_at__lt=before).select_related("channel", "post").order_by("send_at", "id")[:most])


def overdue_since() -> datetime | None:
    """When the longest overdue delivery of all companies should have left.

    One whose platform asked to wait, or cannot be reached, is late and no fault of this installation's.
    """
    at = now()
    free = Q(channel__lane__held_until__isnull=True) | Q(channel__lane__held_until__lte=at)
    due = Delivery.objects.filter(free, state__in=WAITING, send_at__lt=at)  # what the index of what waits is asked
    due = due.filter(send_at__lt=at - F("company__late_after"))
    return due.filter(channel__lane__next_at__lt=at).order_by("send_at").values_list("send_at", flat=True).first()
