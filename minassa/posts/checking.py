"""What a platform would refuse, said before an approver sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from minassa.channels.models import Channel
from minassa.channels.words import sentence
from minassa.connectors.base import Checks, Code, MediaFile, Problem, Rules
from minassa.connectors.registry import can
from minassa.core.text import MEASURES, links, utf8_length
from minassa.posts.models import Picture, Post, Variant


@dataclass(frozen=True)
class Trouble:
    """One thing wrong with one variant, in the reader's words."""

    channel: Channel
    code: Code
    sentence: str


def troubles(post: Post) -> list[Trouble]:
    pictures = list(post.pictures.select_related("asset"))
    found = []
    for variant in post.variants.select_related("channel", "channel__company"):
        for problem in problems(variant, pictures):
            words = sentence(problem.code, dict(problem.facts), "", variant.channel.platform_title)
            found.append(Trouble(variant.channel, problem.code, words))
    return found


def problems(variant: Variant, pictures: list[Picture]) -> list[Problem]:
    rules = variant.channel.rules
    media = tuple(_as_media(picture) for picture in pictures)
    found = [*_text_problems(variant.text, rules, has_media=bool(media)), *_media_problems(media, rules)]
    if can(variant.channel.kind, Checks):
        connector = cast("type[Checks]", variant.channel.connector)
        found += connector.problems(variant.text, media, variant.channel.limits)
    return list({problem.code: problem for problem in found}.values())


def length(text: str, rules: Rules) -> int:
    """As the platform counts: its measure, and where it shortens links, each as long as it makes them."""
    if rules.link_length is not None and rules.measure != "mastodon":  # that measure knows its links itself
        for found in reversed(links(text)):
            text = text[: found.start] + "x" * rules.link_length + text[found.end :]
    return MEASURES[rules.measure](text)


def _text_problems(text: str, rules: Rules, *, has_media: bool) -> list[Problem]:
    limit = rules.caption_limit if has_media and rules.caption_limit is not None else rules.text_limit
    size = length(text, rules)
    if not text and not has_media:
        return [Problem(Code.TEXT_EMPTY)]
    if size > limit:
        return [Problem(Code.TEXT_TOO_LONG, {"length": size, "limit": limit, "over": size - limit})]
    if rules.byte_limit is not None and utf8_length(text) > rules.byte_limit:
        size = utf8_length(text)
        return [
            Problem(Code.TEXT_TOO_LONG, {"length": size, "limit": rules.byte_limit, "over": size - rules.byte_limit})
        ]
    return []


def _media_problems(media: tuple[MediaFile, ...], rules: Rules) -> list[Problem]:  # noqa: PLR0911  a line a rule
    films = [one for one in media if one.is_video]
    if rules.media_required and not media:
        return [Problem(Code.MEDIA_REJECTED, {"why": "media_required"})]
    if len(media) > rules.media_limit:
        return [Problem(Code.MEDIA_REJECTED, {"why": "too_many", "limit": rules.media_limit, "count": len(media)})]
    if films and not rules.video_types:
        return [Problem(Code.MEDIA_REJECTED, {"why": "no_video"})]
    if films and not rules.mixes_video and len(media) > 1:
        return [Problem(Code.MEDIA_REJECTED, {"why": "mixed"})]
    if any(film.size > rules.video_bytes for film in films):
        return [Problem(Code.MEDIA_TOO_LARGE, {"limit": rules.video_bytes})]
    if rules.alt_limit is not None and any(len(one.alt) > rules.alt_limit for one in media):
        return [Problem(Code.MEDIA_REJECTED, {"why": "alt_too_long", "limit": rules.alt_limit})]
    return []


def _as_media(picture: Picture) -> MediaFile:
    asset = picture.asset
    return MediaFile(str(asset.pk), asset.mime, asset.size, asset.width, asset.height, picture.alt, _never)


def _never() -> bytes:
    raise RuntimeError("Checking reads no files.")
