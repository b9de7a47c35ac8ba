"""What the events of a page are about: the post and the channel, in three queries however many events there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator

from minassa.channels.models import Channel
from minassa.events.models import Event
from minassa.people.models import Membership
from minassa.posts.models import Delivery, Post


@dataclass(frozen=True)
class Subject:
    text: str = ""
    channel: str = ""
    url: str = ""


def subjects_of(events: Sequence[Event], member: Membership) -> dict[UUID, Subject]:
    """Only those that the member may see; an event about another record has no subject."""
    ids = {kind: [one.subject_id for one in events if one.verb.startswith(kind)] for kind in ("post.", "delivery.")}
    posts = Post.objects.all().seen_by(member)
    found = {post.pk: _of(post, member) for post in posts.filter(pk__in=ids["post."])}
    seen = Channel.objects.all().seen_by(member)
    deliveries = Delivery.objects.filter(company=member.company, channel__in=seen, pk__in=ids["delivery."])
    for one in deliveries.select_related("post", "channel"):
        found[one.pk] = _of(one.post, member, one.channel.name)
    return found


def _of(post: Post, member: Membership, channel: str = "") -> Subject:
    text = Truncator(" ".join(post.text.split())).chars(110)
    return Subject(text, channel, reverse("posts:show", args=[member.company.slug, post.pk]))
