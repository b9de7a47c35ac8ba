"""What a gate of the manual does to posts that wait at it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from minassa.channels.models import Channel
from minassa.connectors.base import Code, Refused
from minassa.core.clock import now
from minassa.core.errors import Sorry
from minassa.people.models import Membership
from minassa.planning.gates import REHEARSAL
from minassa.planning.models import Gate
from minassa.posts import lanes, scheduling, sending
from minassa.posts.models import Delivery, Lane, Post
from minassa.posts.models.delivery import WAITING, State


def gate_opened(company: UUID) -> None:
    """What waited goes on at once: lanes look again, and posts approved meanwhile for a time ahead are planned."""
    Lane.objects.filter(channel__company=company, next_at__gt=now()).update(next_at=now())
    waiting = Post.objects.filter(company=company, state=Post.State.APPROVED, wanted_at__gt=now())
    for post in waiting.exclude(deliveries__state__in=[one for one in State if one != State.CANCELLED]):
        _plan(post)


def give_up() -> int:
    """A post that a gate kept for a day is not sent by surprise when it opens: it fails, with its cause."""
    shut = _shut_channels()
    if not shut:
        return 0
    with transaction.atomic():
        lanes.lock(shut)
        late = Delivery.objects.filter(
            channel__in=shut, state__in=WAITING, is_doubtful=False, send_at__lt=now() - sending.GIVE_UP
        )
        found = list(late.select_for_update(of=["self"]).select_related("channel", "company"))
        for one in found:
            sending.conclude(one, State.FAILED, Refused(Code.GATE_CLOSED))
    return len(found)


def _shut_channels() -> list[UUID]:
    by_company = {one.pk: one for one in Gate.objects.filter(is_wide=False)}
    channels = Channel.objects.filter(company__in=by_company, deliveries__state__in=WAITING).exclude(kind=REHEARSAL)
    return [one.pk for one in channels.distinct() if not by_company[one.company_id].lets(one.platform)]


def _plan(post: Post) -> None:
    """As its approver wished; one who may no longer do so leaves it to the others."""
    approval = post.approvals.filter(withdrawn_at__isnull=True).first()
    found = Membership.objects.filter(company=post.company_id, user=approval.by_id) if approval else None
    by = found.select_related("user", "company").first() if found is not None else None
    if by is None or not by.is_current() or post.wanted_at is None:
        return
    try:
        scheduling.schedule(post, post.wanted_at, by=by)
    except (Sorry, PermissionDenied):  # another of its channels is shut or lost: a person sees to it
        return
