"""A post as a row of a list: its first words, the state that matters most, and the time it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from minassa.channels.models import Channel
from minassa.media.models import Asset
from minassa.posts.models import Delivery, Post
from minassa.posts.models.delivery import State

WORST_FIRST = (State.UNSURE, State.FAILED, State.SENDING, State.HANDED, State.QUEUED, State.PLANNED, State.SENT)
FIRST_WORDS = 180


@dataclass(frozen=True)
class Row:
    post: Post
    words: str
    state: str
    is_late: bool
    at: datetime | None
    channels: list[Channel]
    picture: Asset | None
    pictures: int


def rows(posts: Iterable[Post]) -> list[Row]:
    return [_row(post) for post in posts]


def _row(post: Post) -> Row:
    pictures = [picture.asset for picture in post.pictures.all()]
    standing = [one for one in post.deliveries.all() if one.state != State.CANCELLED]
    channels = {variant.channel_id: variant.channel for variant in post.variants.all()}
    return Row(
        post,
        words=_words(post),
        state=state_of(post, standing),
        is_late=any(one.is_late() for one in standing),
        at=min((one.sent_at or one.send_at for one in standing), default=post.wanted_at),
        channels=list(channels.values()),
        picture=pictures[0] if pictures else None,
        pictures=len(pictures),
    )


def state_of(post: Post, standing: list[Delivery]) -> str:
    """The state that needs a person most."""
    if post.state == Post.State.DRAFT and post.returned_note:
        return "returned"
    if post.state != Post.State.APPROVED:
        return post.state
    states = {one.state for one in standing}
    return next((str(state) for state in WORST_FIRST if state in states), post.state)


def _words(post: Post) -> str:
    own = (variant.own_text for variant in post.variants.all() if variant.own_text)
    text = post.text or next(own, "")
    return " ".join(text[: FIRST_WORDS * 2].split())[:FIRST_WORDS]


def slices(current: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    labels = {
        "todo": _("For me"),
        "draft": _("Drafts"),
        "submitted": _("Waiting for approval"),
        "planned": _("Scheduled"),
        "sent": _("Published"),
        "trouble": _("In trouble"),
        "trashed": _("Bin"),
    }
    return [
        {"label": label, "url": f"?in={part}", "count": counts.get(part) or None, "current": part == current}
        for part, label in labels.items()
    ]
