"""What a person who writes a post chooses from, and what is wrong with a draft before it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from minassa.channels.models import Channel
from minassa.channels.words import sentence
from minassa.connectors.base import Problem, Rules
from minassa.core.text import nfc
from minassa.media.models import Asset
from minassa.people.models import Membership
from minassa.posts.checking import length, problems
from minassa.posts.models import Picture, Post, Variant
from minassa.posts.writing import Draft


@dataclass(frozen=True)
class Judged:
    """One channel's share of a draft: how long it is, and every sentence that its platform would refuse it with."""

    channel: Channel
    length: int
    limit: int
    sentences: Sequence[str]
    is_blank: bool  # nothing was written yet, which is no mistake


def channels_of(member: Membership) -> list[Channel]:
    """Those the member may write for, by name."""
    found = Channel.objects.all().seen_by(member).exclude(state=Channel.State.REMOVED)
    return list(found.select_related("company").order_by("name", "pk"))


def assets_of(member: Membership, wanted: Iterable[UUID]) -> dict[UUID, Asset]:
    """The company's own of these; an unknown one is left out."""
    return Asset.objects.all().shown().filter(company=member.company).in_bulk(list(wanted))


def judge(member: Membership, draft: Draft, channels: Iterable[Channel]) -> list[Judged]:
    """The draft as each chosen channel would take it. Nothing is kept."""
    assets = assets_of(member, [asset for asset, _alt in draft.pictures])
    pictures = [Picture(asset=assets[asset], alt=alt) for asset, alt in draft.pictures if asset in assets]
    post = Post(company=member.company, author=member.user, text=nfc(draft.text).strip(), link=draft.link)
    chosen = set(draft.channels)
    return [_judged(post, channel, draft, pictures) for channel in channels if channel.pk in chosen]


def _judged(post: Post, channel: Channel, draft: Draft, pictures: list[Picture]) -> Judged:
    own = draft.own_texts.get(channel.pk)
    variant = Variant(post=post, channel=channel, own_text=None if own is None else nfc(own).strip())
    rules = channel.rules
    found = [_words(problem, channel) for problem in problems(variant, pictures)]
    return Judged(
        channel,
        length(variant.text, rules),
        text_limit(rules, has_media=bool(pictures)),
        found,
        not variant.text and not pictures,
    )


def text_limit(rules: Rules, *, has_media: bool) -> int:
    return rules.caption_limit if has_media and rules.caption_limit is not None else rules.text_limit


def _words(problem: Problem, channel: Channel) -> str:
    return sentence(problem.code, dict(problem.facts), "", channel.platform_title)
