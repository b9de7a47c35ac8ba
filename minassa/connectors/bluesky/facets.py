"""Bluesky links nothing by itself: a record names the bytes that are a link, a mention or a hashtag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minassa.core.text import Found, graphemes, hashtags, links, mentions, utf8_length

TAG_GRAPHEMES = 64
TAG_BYTES = 640
_KIND = "app.bsky.richtext.facet"


def handles(text: str) -> list[str]:
    """The names in the text that could be Bluesky handles, each once."""
    names = (mention.value.lower() for mention in mentions(text))
    return list(dict.fromkeys(name for name in names if "." in name and "@" not in name))


def facets(text: str, dids: Mapping[str, str]) -> list[dict[str, Any]]:
    """In the order of the text; a mention whose handle is not in `dids` stays plain text."""
    found = [(link, {"$type": f"{_KIND}#link", "uri": link.value}) for link in links(text)]
    found += [(tag, {"$type": f"{_KIND}#tag", "tag": tag.value}) for tag in hashtags(text) if _fits(tag.value)]
    for mention in mentions(text):
        did = dids.get(mention.value.lower())
        if did:
            found.append((mention, {"$type": f"{_KIND}#mention", "did": did}))
    return [{"index": _bytes(text, where), "features": [feature]} for where, feature in sorted(found, key=_start)]


def _start(pair: tuple[Found, dict[str, str]]) -> int:
    return pair[0].start


def _bytes(text: str, where: Found) -> dict[str, int]:
    return {"byteStart": utf8_length(text[: where.start]), "byteEnd": utf8_length(text[: where.end])}


def _fits(tag: str) -> bool:
    return graphemes(tag) <= TAG_GRAPHEMES and utf8_length(tag) <= TAG_BYTES
