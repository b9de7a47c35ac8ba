"""A post's words as Telegram takes them: stripped, and marked up by positions in UTF-16 code units."""

from __future__ import annotations

from typing import Any

from minassa.core.text import Found, hashtags, links, mentions, strip_for_platform, utf16_length

MOST_ENTITIES = 100

Entity = dict[str, Any]


def words_of(text: str) -> tuple[str, list[Entity]]:
    """The text as sent, and its entities.

    Telegram strips the ends of a message, which would shift every position, so it is stripped here first.
    """
    sent = strip_for_platform(text)
    marks = [_link(sent, link) for link in links(sent)]
    marks += [_mark(sent, "hashtag", tag) for tag in hashtags(sent)]
    marks += [_mark(sent, "mention", name) for name in mentions(sent) if "@" not in name.value]
    return sent, sorted(marks, key=lambda mark: int(mark["offset"]))[:MOST_ENTITIES]


def _link(sent: str, link: Found) -> Entity:
    """A link that touches the next sign is told with its address: Telegram would take an Arabic comma into it."""
    if link.end < len(sent) and not sent[link.end].isspace():
        return {**_mark(sent, "text_link", link), "url": link.value}
    return _mark(sent, "url", link)


def _mark(sent: str, kind: str, found: Found) -> Entity:
    return {
        "type": kind,
        "offset": utf16_length(sent[: found.start]),
        "length": utf16_length(sent[found.start : found.end]),
    }
