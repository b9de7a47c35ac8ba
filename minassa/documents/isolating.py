"""Keeping what people wrote readable where two directions meet, by the marks of the Unicode bidirectional algorithm.

On a page `<bdi>` does this; a paper has only the text itself.
"""

from __future__ import annotations

import re

import regex

LEFT_TO_RIGHT, FIRST_STRONG, END = "\u2066", "\u2068", "\u2069"
MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What is no character of XML 1.0, and U+FEFF; newline and tab stay.
_UNPRINTABLE = regex.compile(r"[\p{Cs}\ufeff\ufffe\uffff]|(?![\n\t])\p{Cc}")
_RIGHT_TO_LEFT = regex.compile(r"[\p{bidi_class=R}\p{bidi_class=AL}]")
# Links, addresses, handles, tags and figures with signs: Arabic around them would turn their parts about.
_FRAGILE = re.compile(
    r"""https?://[^\s<>"«»“”،؛؟]+ | www\.[^\s<>"«»“”،؛؟]+
      | [A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}
      | (?<!\w)[@\#][A-Za-z0-9_][A-Za-z0-9_.-]*(?:@[A-Za-z0-9.-]+)?
      | (?<![\w.])[+-]\d[\d\s.,()-]*\d
      | (?<![\w.])\d+(?:[-/.,:]\d+)+
      | (?<!\w)[A-Za-z][A-Za-z0-9]*[+\#]+(?!\w)
    """,
    re.VERBOSE | re.ASCII,
)


def printable(text: str) -> str:
    """Without what no paper can carry."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def isolated(text: str) -> str:
    """One line that a paper sets in the direction of its own first letter, its fragile parts in theirs.

    Marks that the writer left in it go: an open one would turn the rest of the paper.
    """
    plain = MARKS.sub("", text)
    if not plain:
        return ""
    if _RIGHT_TO_LEFT.search(plain):
        plain = _FRAGILE.sub(lambda found: f"{LEFT_TO_RIGHT}{found[0]}{END}", plain)
    return f"{FIRST_STRONG}{plain}{END}"


def lines(text: str) -> list[str]:
    """What somebody wrote, line by line, each made safe for its surroundings."""
    return [isolated(line) for line in printable(text).strip().split("\n")] if text.strip() else []


def starts_rtl(text: str) -> bool | None:
    """The direction of the first letter that has one; None when none has."""
    found = regex.search(r"[\p{bidi_class=L}\p{bidi_class=R}\p{bidi_class=AL}]", text)
    return bool(_RIGHT_TO_LEFT.match(found[0])) if found else None
