"""What waits for somebody's hands."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.people.models import Membership
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import WAITING, State

SOON = timedelta(days=7)
MOST = 100


def due_to(member: Membership) -> list[Delivery]:
    """To be posted by hand now, the oldest first."""
    return list(_theirs(member).filter(state=State.HANDED)[:MOST])


def count_due_to(member: Membership) -> int:
    return _theirs(member).filter(state=State.HANDED).count()


def coming_to(member: Membership) -> list[Delivery]:
    """To be posted by hand within the week."""
    return list(_theirs(member).filter(state__in=WAITING, send_at__lt=now() + SOON)[:MOST])


def _theirs(member: Membership) -> QuerySet[Delivery]:
    channels = Channel.objects.all().seen_by(member).filter(kind="handoff")
    found = Delivery.objects.filter(company=member.company, channel__in=channels)
    return found.select_related("channel__party", "company", "post").order_by("send_at", "pk")
