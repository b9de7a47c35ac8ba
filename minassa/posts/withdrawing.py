"""Taking back: an approval falls with its content, and what was planned on it does not go out."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.events.recording import event, record, record_all
from minassa.people.models import Membership, User
from minassa.posts import lanes
from minassa.posts.errors import NotNow
from minassa.posts.models import Delivery, Post
from minassa.posts.models.delivery import WAITING, State

CANCELLABLE = (*WAITING, State.FAILED, State.HANDED)


def withdraw_approval(post: Post, *, by: User) -> None:
    """The post becomes a draft again and its waiting deliveries are cancelled. The lanes are locked."""
    stood = post.approvals.filter(withdrawn_at__isnull=True).update(withdrawn_at=now())
    waiting = list(post.deliveries.select_for_update().filter(state__in=CANCELLABLE))
    Delivery.objects.filter(pk__in=[one.pk for one in waiting]).update(state=State.CANCELLED)
    record_all(event("delivery.cancelled", company=post.company_id, subject=one.pk, by=by) for one in waiting)
    if stood:
        record("post.approval_withdrawn", company=post.company_id, subject=post.pk, by=by)
    if post.state == Post.State.APPROVED:
        post.state = Post.State.DRAFT
        post.save(update_fields=["state"])


@transaction.atomic
def cancel(delivery: Delivery, *, by: Membership) -> None:
    """This channel's delivery will not go out. Raises NotNow when it is on its way or already out."""
    lanes.lock([delivery.channel_id])
    done = Delivery.objects.filter(pk=delivery.pk, state__in=CANCELLABLE).update(state=State.CANCELLED)
    if not done:
        raise NotNow(_("It is too late to cancel: the post is already on its way or out."))
    record("delivery.cancelled", company=delivery.company_id, subject=delivery.pk, by=by.user)


def cancel_all(post: Post, *, by: Membership) -> int:
    """Every delivery of the post that has not left. Returns how many were cancelled."""
    with transaction.atomic():
        lanes.lock_of(post)
        waiting = list(post.deliveries.filter(state__in=CANCELLABLE))
        for one in waiting:
            cancel(one, by=by)
    return len(waiting)
