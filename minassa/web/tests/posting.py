"""Posts for the tests of their pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.people.models import Company, Membership
from minassa.posts import approving, scheduling, writing
from minassa.posts.models import Delivery, Post
from minassa.posts.writing import Draft
from minassa.testing.cast import Cast
from minassa.testing.stage import make_channel

TEXT = "خصم على الأرز لتجار الجملة #عروض https://noor.example/offers"


def stage(company: Company, **fields: Any) -> Channel:
    """A channel that publishes to the rehearsal's stage, in the shape of Bluesky."""
    return make_channel(company, "rehearsal", **{"limits": {"platform": "bluesky"}, "name": "Stage"} | fields)


def by_hand(company: Company, **fields: Any) -> Channel:
    return make_channel(company, "handoff", **{"limits": {"platform": "x"}, "name": "X by hand"} | fields)


def draft(member: Membership, channels: Sequence[Channel] = (), text: str = TEXT, **fields: Any) -> Post:
    return writing.start(member, Draft(text=text, channels=[one.pk for one in channels], **fields))


def submitted(member: Membership, channels: Sequence[Channel], text: str = TEXT, **fields: Any) -> Post:
    return approving.submit(draft(member, channels, text, **fields), by=member)


def approved(cast: Cast, channels: Sequence[Channel], text: str = TEXT) -> Post:
    post = submitted(cast.huda, channels, text)
    approving.approve(post, version=post.version, by=cast.omar)
    return Post.objects.get(pk=post.pk)


def planned(cast: Cast, channel: Channel, text: str = TEXT) -> Delivery:
    [delivery] = scheduling.schedule(approved(cast, [channel], text), now() + timedelta(days=2), by=cast.omar)
    return delivery


def in_state(cast: Cast, channel: Channel, state: str, **fields: Any) -> Delivery:
    """A delivery that has come so far; the way there is proved elsewhere."""
    delivery = planned(cast, channel)
    Delivery.objects.filter(pk=delivery.pk).update(state=state, send_at=now() - timedelta(hours=1), **fields)
    return Delivery.objects.get(pk=delivery.pk)


def fields_of(post: Post | None = None, **fields: Any) -> dict[str, Any]:
    """What the composer sends."""
    given: dict[str, Any] = {"text": TEXT, "link": "", "day": "", "clock": "", "channels": []}
    if post is not None:
        channels = [str(one.channel_id) for one in post.variants.all()]
        given |= {"version": str(post.version), "text": post.text, "link": post.link, "channels": channels}
    return given | fields
