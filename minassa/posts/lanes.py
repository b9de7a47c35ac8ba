"""The lanes of channels: locked before their deliveries, always in the same order, so nobody waits in a ring."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.db.models.functions import Least

from minassa.channels.models import Channel
from minassa.posts.models import Lane, Post


def lock(channels: Iterable[UUID]) -> None:
    """Lock these channels' lanes until the transaction ends, making those that do not exist."""
    wanted = sorted(set(channels))
    if len(_locked(wanted)) < len(wanted):
        known = Channel.objects.filter(pk__in=wanted)
        Lane.objects.bulk_create([Lane(channel=one, host=_host(one)) for one in known], ignore_conflicts=True)
        _locked(wanted)


def _locked(wanted: list[UUID]) -> list[UUID]:
    return list(Lane.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk", flat=True))


def lock_of(post: Post) -> None:
    lock(post.deliveries.values_list("channel_id", flat=True))


def expect(channels: Iterable[UUID], at: datetime) -> None:
    """Something waits in these lanes from `at` on. The lanes are locked."""
    Lane.objects.filter(pk__in=list(channels)).update(next_at=Least(F("next_at"), at))


def release(deliveries: Iterable[UUID]) -> None:
    """The lanes busy with these are free again, and know their next waiting time exactly."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE posts_lane SET busy_with_id = NULL, next_at = ("
            "  SELECT min(send_at) FROM posts_delivery d"
            "  WHERE d.channel_id = posts_lane.channel_id AND d.state IN ('planned', 'queued')"
            ") WHERE busy_with_id = ANY(%s)",
            [list(deliveries)],
        )


def hold(channel: UUID, until: datetime) -> None:
    """Nothing leaves this lane before then. A longer wait that already stands is kept."""
    lane = Lane.objects.get(pk=channel)
    if lane.held_until is None or lane.held_until < until:
        Lane.objects.filter(pk=channel).update(held_until=until)


def _host(channel: Channel) -> str:
    return channel.host or channel.kind
