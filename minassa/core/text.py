"""Measuring and reading text as platforms do. Positions are code points of a Python string."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

import regex

Direction = Literal["rtl", "ltr"]

BIDI_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
MASTODON_LINK_LENGTH = 23

_GRAPHEME = regex.compile(r"\X")
_BIDI_MARK = regex.compile(f"[{BIDI_MARKS}]")
# Control characters but newline and tab, lone surrogates, and U+FEFF, which travels with copied text.
_UNSENDABLE = regex.compile(r"[\p{Cs}\ufeff]|(?![\n\t])\p{Cc}")
# The Arabic comma, semicolon and question mark end a link even without a space after them.
_LINK = regex.compile(rf"(?<![\w@])https?://[^\s<>\"«»“”،؛؟{BIDI_MARKS}]+", regex.IGNORECASE)
_AFTER_LINK = ".,;:!?'’…*۔"
_CLOSING = {")": "(", "]": "[", "}": "{"}
# Vowel marks (M), the tatweel (in L) and the Persian non-joiner belong to a word; bidi marks may hide in it.
_HASHTAG = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}_&/#＃])[#＃][{BIDI_MARKS}]*"
    rf"(?P<tag>[\p{{L}}\p{{N}}_](?:[\p{{L}}\p{{M}}\p{{N}}_\u200c{BIDI_MARKS}]*[\p{{L}}\p{{M}}\p{{N}}_])?)"
)
# An Arabic letter may touch the sign ("لـ@name"); a Latin one makes it a mail address.
_MENTION = regex.compile(
    r"(?<![A-Za-z0-9_.@/-])@([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)(@[A-Za-z0-9.-]*[A-Za-z0-9])?"
)


class Found(NamedTuple):
    start: int
    end: int
    value: str


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def strip_for_platform(text: str) -> str:
    """The text as it is sent: composed, plain newlines, nothing invisible that platforms refuse, no outer space."""
    lines = nfc(text).replace("\r\n", "\n").replace("\r", "\n")
    return str(_UNSENDABLE.sub("", lines)).strip()


# ── Measures ─────────────────────────────────────────────────────────────────────────────────────


def graphemes(text: str) -> int:
    """What a reader calls characters: a letter with its vowel marks is one (UAX 29)."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_length(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def mastodon_length(text: str) -> int:
    """Every link counts 23 and a mention counts without its server."""
    length, position = 0, 0
    shortened = [(link.start, link.end, MASTODON_LINK_LENGTH) for link in links(text)]
    for mention in mentions(text):
        name, _, server = mention.value.partition("@")
        if server:
            shortened.append((mention.start, mention.end, 1 + len(name)))
    for start, end, counts in sorted(shortened):
        length += graphemes(text[position:start]) + counts
        position = end
    return length + graphemes(text[position:])


MEASURES: Mapping[str, Callable[[str], int]] = {
    "graphemes": graphemes,
    "utf16": utf16_length,
    "mastodon": mastodon_length,
}


# ── Direction ────────────────────────────────────────────────────────────────────────────────────


def first_strong(text: str) -> Direction | None:
    """The direction of the first letter that has one, as `dir="auto"` decides it."""
    return next(_strong(text), None)


def by_count(text: str) -> Direction | None:
    """The direction of most letters; right to left when they are equal."""
    directions = list(_strong(text))
    if not directions:
        return None
    return "rtl" if directions.count("rtl") * 2 >= len(directions) else "ltr"


def _strong(text: str) -> Iterator[Direction]:
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                yield "ltr"
            case "R" | "AL":
                yield "rtl"


# ── Finding ──────────────────────────────────────────────────────────────────────────────────────


def links(text: str) -> list[Found]:
    """http and https addresses, without the punctuation of the sentence around them."""
    found = []
    for match in _LINK.finditer(text):
        address = _without_sentence(match.group())
        if len(address) > len("https://"):
            found.append(Found(match.start(), match.start() + len(address), address))
    return found


def hashtags(text: str) -> list[Found]:
    """`value` is the tag without its sign, bidi marks and tatweel. Digits alone are no tag."""
    taken = links(text)
    found = []
    for match in _HASHTAG.finditer(text):
        value = _BIDI_MARK.sub("", match["tag"]).replace("\u0640", "")
        if any(letter.isalpha() for letter in value) and not _inside(match.start(), taken):
            found.append(Found(match.start(), match.end(), value))
    return found


def mentions(text: str) -> list[Found]:
    """`value` is the name without its first sign: "user", "user@server" or "name.example"."""
    taken = links(text)
    return [
        Found(match.start(), match.end(), match.group()[1:])
        for match in _MENTION.finditer(text)
        if not _inside(match.start(), taken)
    ]


def _without_sentence(address: str) -> str:
    while address:
        last = address[-1]
        if last in _AFTER_LINK or (last in _CLOSING and address.count(last) > address.count(_CLOSING[last])):
            address = address[:-1]
        else:
            break
    return address


def _inside(position: int, taken: list[Found]) -> bool:
    return any(found.start <= position < found.end for found in taken)
