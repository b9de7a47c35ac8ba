"""Taking back: an approval falls with its content, and what was planned on it does not go out."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.events.recording import event, record, record_all
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership, User
from minassa.posts import lanes
from minassa.posts.errors import NotNow
from minassa.posts.models import Delivery, Post
from minassa.posts.models.delivery import WAITING, State

CANCELLABLE = (*WAITING, State.FAILED, State.HANDED)


def withdraw_approval(post: Post, *, by: User) -> None:
    """The post becomes a draft again and its waiting deliveries are cancelled. The lanes are locked."""
    stood = post.approvals.filter(withdrawn_at__isnull=True).update(withdrawn_at=now())
    take_back(Delivery.objects.filter(post=post), by=by)
    if stood:
        record("post.approval_withdrawn", company=post.company_id, subject=post.pk, by=by)
    if post.state == Post.State.APPROVED:
        post.state = Post.State.DRAFT
        if post.wanted_at is not None and post.wanted_at <= now():
            post.wanted_at = None  # that turn has come and gone: who approves the new words chooses another
        post.save(update_fields=["state", "wanted_at"])


def cancellable(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """What has surely not left: not what waits to be sent again because nobody knows whether it is live."""
    return deliveries.filter(state__in=CANCELLABLE).exclude(state__in=WAITING, is_doubtful=True)


def take_back(deliveries: QuerySet[Delivery], *, by: User | None) -> None:
    """Those of them that have not left will not. One that an earlier try may have made live is not cancelled, as if
    it were nowhere: a person is asked. The lanes are locked."""
    found = list(deliveries.select_for_update(of=("self",)).filter(state__in=CANCELLABLE))
    doubtful = [one for one in found if one.is_doubtful and one.state in WAITING]
    for state, some in ((State.UNSURE, doubtful), (State.CANCELLED, [one for one in found if one not in doubtful])):
        Delivery.objects.filter(pk__in=[one.pk for one in some]).update(state=state, settle_at=None)
        record_all(event(f"delivery.{state}", company=one.company_id, subject=one.pk, by=by) for one in some)


def take_back_fallen(deliveries: Iterable[UUID]) -> None:
    """Of these, what would wait for a turn although its approval fell while it was in hand. The lanes are locked."""
    take_back(Delivery.objects.filter(pk__in=list(deliveries), approval__withdrawn_at__isnull=False), by=None)


@transaction.atomic
def cancel(delivery: Delivery, *, by: Membership) -> None:
    """This channel's delivery will not go out. Raises NotNow when it is on its way or already out."""
    demand(by, Ability.SCHEDULE_POSTS)
    lanes.lock([delivery.channel_id])
    done = cancellable(Delivery.objects.filter(pk=delivery.pk)).update(state=State.CANCELLED)
    if not done:
        raise NotNow(_("It is too late to cancel: the post is already on its way or out."))
    record("delivery.cancelled", company=delivery.company_id, subject=delivery.pk, by=by.user)


def cancel_all(post: Post, *, by: Membership) -> int:
    """Every delivery of the post that has not left. Returns how many were cancelled."""
    with transaction.atomic():
        lanes.lock_of(post)
        waiting = list(cancellable(Delivery.objects.filter(post=post)))
        for one in waiting:
            cancel(one, by=by)
    return len(waiting)
