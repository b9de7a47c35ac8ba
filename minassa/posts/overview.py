"""A post as its page shows it: each channel with what became of it there, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minassa.channels.models import Channel
from minassa.events.models import Event
from minassa.people.models import Membership
from minassa.posts.models import Delivery, Picture, Post, Variant
from minassa.posts.models.delivery import State

HISTORY = 60  # the newest; the activity trail has all of them


@dataclass(frozen=True)
class Line:
    """One channel of a post. What was sent or frozen is shown as it was frozen, the rest as it is written."""

    channel: Channel
    variant: Variant | None
    delivery: Delivery | None

    @property
    def text(self) -> str:
        if self.delivery is not None:
            return str(self.delivery.frozen["text"])
        return self.variant.text if self.variant is not None else ""

    @property
    def state(self) -> str:
        return self.delivery.state if self.delivery is not None else ""


def lines(post: Post, member: Membership) -> list[Line]:
    """By channel. A delivery that was cancelled shows only while nothing newer stands in its place."""
    seen = Channel.objects.all().seen_by(member)
    variants = {one.channel_id: one for one in post.variants.filter(channel__in=seen).select_related("channel", "post")}
    newest: dict[object, Delivery] = {}
    found = post.deliveries.filter(channel__in=seen).select_related("channel", "company", "settled_by", "proof")
    for delivery in found.order_by("created_at"):
        standing = newest.get(delivery.channel_id)
        if standing is None or standing.state == State.CANCELLED:
            newest[delivery.channel_id] = delivery
    for channel, delivery in list(newest.items()):
        if delivery.state == State.CANCELLED and channel not in variants:
            del newest[channel]
    channels = {one.channel_id: one.channel for one in variants.values()}
    channels |= {one.channel_id: one.channel for one in newest.values()}
    made = [Line(channel, variants.get(pk), newest.get(pk)) for pk, channel in channels.items()]
    return sorted(made, key=lambda line: (line.channel.name, str(line.channel.pk)))


def pictures(post: Post) -> list[Picture]:
    return list(post.pictures.select_related("asset"))


def history(post: Post, shown: Sequence[Line]) -> list[tuple[Event, Channel | None]]:
    """What happened to the post and its deliveries, newest first; a delivery's events name its channel."""
    seen = [line.channel.pk for line in shown]
    deliveries = post.deliveries.filter(channel__in=seen).select_related("channel")
    channels = {one.pk: one.channel for one in deliveries}
    found = Event.objects.filter(company=post.company_id, subject_id__in=[post.pk, *channels]).select_related("by")
    return [(event, channels.get(event.subject_id)) for event in found.order_by("-id")[:HISTORY]]
