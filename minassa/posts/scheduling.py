"""Giving an approved post its time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.events.recording import event, record_all
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Company, Membership
from minassa.planning import gates
from minassa.posts import lanes, withdrawing
from minassa.posts.content import digest
from minassa.posts.errors import GateClosed, NotNow
from minassa.posts.freezing import freeze
from minassa.posts.models import Delivery, Post, PostApproval, Variant
from minassa.posts.models.delivery import WAITING, State

FURTHEST = timedelta(days=366 * 2)


@transaction.atomic
def schedule(post: Post, at: datetime, *, by: Membership) -> list[Delivery]:
    """Plan the post's deliveries for `at` (aware), or move those that still wait. Returns the waiting ones.

    What has left already stays as it is. Raises NotNow for a time past or absurd, GateClosed without an approval
    that stands for exactly this content.
    """
    demand(by, Ability.SCHEDULE_POSTS)
    if at < now() - timedelta(minutes=1):
        raise NotNow(_("That time has passed. Choose a later one, or publish now."))
    if at > now() + FURTHEST:
        raise NotNow(_("That is more than two years ahead. Choose an earlier time."))
    lanes.lock(post.variants.values_list("channel_id", flat=True))
    post = Post.objects.select_for_update().get(pk=post.pk)
    lanes.lock(post.variants.values_list("channel_id", flat=True))  # the post may have waited here for an edit's end
    approval = _standing_approval(post)
    _gate_is_open(post)
    withdrawing.take_back(Delivery.objects.filter(post=post).exclude(approval=approval), by=by.user)
    Post.objects.filter(pk=post.pk).update(wanted_at=at)
    moved = list(post.deliveries.select_for_update().filter(state__in=WAITING))
    for delivery in moved:
        delivery.send_at = at
    Delivery.objects.bulk_update(moved, ["send_at"])
    planned = _plan_missing(post, approval, at)
    lanes.expect([one.channel_id for one in (*moved, *planned)], at)
    record_all(
        event("delivery.planned", company=post.company_id, subject=one.pk, by=by.user, at=at.isoformat())
        for one in (*moved, *planned)
    )
    return [*moved, *planned]


def publish_now(post: Post, *, by: Membership) -> list[Delivery]:
    return schedule(post, now(), by=by)


def _gate_is_open(post: Post) -> None:
    """Steps 1 to 5 of the manual let these channels publish. The claim asks again when the time has come."""
    channels = [one.channel for one in post.variants.select_related("channel")]
    if told := gates.why_closed_for(channels):
        raise GateClosed(told)


def _standing_approval(post: Post) -> PostApproval:
    """The gate of the domain: page, API, import and job all come through here."""
    approval = post.approvals.filter(withdrawn_at__isnull=True).first()
    if post.state != Post.State.APPROVED or approval is None or approval.digest != digest(post):
        raise GateClosed(_("This post is not approved as it is now. Submit it for approval first."))
    return approval


def _plan_missing(post: Post, approval: PostApproval, at: datetime) -> list[Delivery]:
    has_one = set(post.deliveries.exclude(state=State.CANCELLED).values_list("channel_id", flat=True))
    variants = Variant.objects.filter(post=post).exclude(channel__in=has_one).select_related("channel", "post")
    pictures = list(post.pictures.select_related("asset"))
    for variant in variants:
        if not variant.channel.is_connected:
            raise GateClosed(
                _("%(channel)s is not connected. Reconnect it, or take it off this post.")
                % {"channel": variant.channel}
            )
    return Delivery.objects.bulk_create(
        Delivery(
            company_id=post.company_id,
            post=post,
            channel=variant.channel,
            approval=approval,
            digest=approval.digest,
            send_at=at,
            frozen=freeze(variant, pictures),
        )
        for variant in variants
    )


def moment(company: Company, day: date, clock: time) -> tuple[datetime, str]:
    """A wall-clock time in the company's zone as aware UTC, with a sentence where the clocks change.

    A time that the spring change skips is moved to the first one after the gap; of one that the autumn change
    repeats, the first is taken.
    """
    zone = company.zoneinfo
    first = datetime.combine(day, clock, tzinfo=zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return _utc(first), ""
    if _utc(first).astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None):
        return _utc(first), _("This time comes twice that night as the clocks go back: the first one is meant.")
    moved = _utc(first)  # in a gap, fold=0 reads the clock as before the change: just past the gap
    shown = moved.astimezone(zone).strftime("%H:%M")
    return moved, _("This time does not exist that night as the clocks go forward: %(time)s is meant.") % {
        "time": shown
    }


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
