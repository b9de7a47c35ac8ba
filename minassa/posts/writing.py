"""Writing a post: started, edited, put in the bin and taken out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.core.text import nfc
from minassa.events.recording import record
from minassa.media.models import Asset
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.posts import lanes
from minassa.posts.access import demand_writing
from minassa.posts.content import digest
from minassa.posts.errors import EditedElsewhere, NotNow, NotReady
from minassa.posts.models import Picture, Post, Variant
from minassa.posts.withdrawing import withdraw_approval

LONGEST = 50_000  # characters; beyond every platform's own limit
LONGEST_ALT = 1500


@dataclass(frozen=True)
class Draft:
    """A whole edit, as the composer sends it."""

    text: str = ""
    link: str = ""
    wanted_at: datetime | None = None
    channels: Sequence[UUID] = ()
    own_texts: Mapping[UUID, str] = field(default_factory=dict)  # by channel; a channel not named shares the text
    pictures: Sequence[tuple[UUID, str]] = ()  # asset and what it shows, in order
    pillar: str | None = None  # None leaves it as it is


@transaction.atomic
def start(member: Membership, draft: Draft | None = None) -> Post:
    demand(member, Ability.WRITE_POSTS)
    post = Post.objects.create(company=member.company, author=member.user, edited_by=member.user)
    _apply(post, draft or Draft(), member)
    record("post.started", company=member.company, subject=post.pk, by=member.user)
    return post


@transaction.atomic
def edit(post: Post, draft: Draft, *, version: int, by: Membership) -> Post:
    """Write a whole edit over `version`. A changed content falls out of its approval and must be approved again.

    Raises EditedElsewhere when somebody saved a newer one, NotNow when the post is in the bin.
    """
    demand_writing(post, by)
    lanes.lock_of(post)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.state == Post.State.TRASHED:
        raise NotNow(_("This post is in the bin. Take it out before you edit it."))
    if post.version != version:
        raise EditedElsewhere(
            _("%(name)s saved a newer edit of this post. Your text is kept on this page: load theirs, then add yours.")
            % {"name": post.edited_by}
        )
    before, words = digest(post), post.text
    _apply(post, draft, by)
    is_changed = digest(post) != before
    if is_changed:
        withdraw_approval(post, by=by.user)
    if is_changed or post.text != words:
        record("post.edited", company=post.company_id, subject=post.pk, by=by.user, version=post.version)
    return post


@transaction.atomic
def trash(post: Post, *, by: Membership) -> None:
    """Into the bin. What is planned is cancelled; what was published stays published."""
    demand_writing(post, by)
    lanes.lock_of(post)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.state == Post.State.TRASHED:
        return
    withdraw_approval(post, by=by.user)
    Post.objects.filter(pk=post.pk).update(state=Post.State.TRASHED)
    record("post.trashed", company=post.company_id, subject=post.pk, by=by.user)


@transaction.atomic
def restore(post: Post, *, by: Membership) -> None:
    """Out of the bin, as a draft: it is submitted and approved anew."""
    demand_writing(post, by)
    if Post.objects.filter(pk=post.pk, state=Post.State.TRASHED).update(state=Post.State.DRAFT):
        record("post.restored", company=post.company_id, subject=post.pk, by=by.user)


def _apply(post: Post, draft: Draft, by: Membership) -> None:
    post.text = _bounded(draft.text)
    post.link = draft.link.strip()
    if draft.pillar is not None:
        post.pillar = one_line(draft.pillar)[:120]
    if post.state != Post.State.APPROVED:  # an approved post gets its time from `scheduling`
        post.wanted_at = draft.wanted_at
    post.version += 1
    post.edited_at, post.edited_by = now(), by.user
    post.save()
    _apply_variants(post, draft, by)
    _apply_pictures(post, draft.pictures)


def _apply_variants(post: Post, draft: Draft, by: Membership) -> None:
    """Channels that the member cannot see keep their variants: an outside party edits only its own."""
    seen = {channel.pk for channel in Channel.objects.all().seen_by(by).exclude(state=Channel.State.REMOVED)}
    wanted = [channel for channel in draft.channels if channel in seen]
    post.variants.filter(channel__in=seen).exclude(channel__in=wanted).delete()
    kept = {variant.channel_id: variant for variant in post.variants.all()}
    for channel in wanted:
        own = draft.own_texts.get(channel)
        variant = kept.get(channel) or Variant(post=post, channel_id=channel)
        variant.own_text = None if own is None else _bounded(own)
        variant.save()


def _apply_pictures(post: Post, pictures: Iterable[tuple[UUID, str]]) -> None:
    known = Asset.objects.all().shown().filter(company=post.company_id).in_bulk([asset for asset, _alt in pictures])
    wanted = {asset: _bounded(alt, LONGEST_ALT) for asset, alt in pictures if asset in known}
    post.pictures.exclude(asset__in=wanted).delete()
    kept = {picture.asset_id: picture for picture in post.pictures.all()}
    for position, (asset, alt) in enumerate(wanted.items()):
        picture = kept.get(asset) or Picture(post=post, asset_id=asset)
        picture.position, picture.alt = position, alt
        picture.save()


def _bounded(text: str, limit: int = LONGEST) -> str:
    kept = nfc(text).replace("\r\n", "\n").strip()
    if "\x00" in kept:
        raise NotReady(_("The text holds a character that cannot be kept. Type it again instead of pasting it."))
    if len(kept) > limit:
        raise NotReady(
            _("The text has %(length)s characters; at most %(limit)s can be kept. Shorten it.")
            % {"length": len(kept), "limit": limit}
        )
    return kept
