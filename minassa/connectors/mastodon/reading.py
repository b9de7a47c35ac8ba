"""Whether a status that is live says what we sent: its HTML read back as plain text."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

# A mention is shown without its server, so ours loses it too before the two are compared.
_SERVER_OF_MENTION = re.compile(r"(@[A-Za-z0-9_][A-Za-z0-9_.-]*)@[A-Za-z0-9.-]*[A-Za-z0-9]")
_BREAKS = frozenset({"br", "p", "div", "li", "blockquote", "pre", "h1", "h2", "h3"})


def says(content: str, text: str) -> bool:
    return _folded(plain(content)) == _folded(text)


def plain(content: str) -> str:
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return "".join(reader.words).strip()


def _folded(text: str) -> str:
    """Spaces, line ends and invisible marks are what servers change on the way; letters are not."""
    kept = _SERVER_OF_MENTION.sub(r"\1", unicodedata.normalize("NFC", text))
    return "".join(letter for letter in kept if not letter.isspace() and unicodedata.category(letter) != "Cf")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._link: tuple[int, str] | None = None  # where its words begin, and its address

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.words.append("\n")
        if tag == "a":
            self._link = (len(self.words), dict(attrs).get("href") or "")
        if tag == "img":  # a custom emoji
            self.words.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            begins, address = self._link
            if any("…" in word for word in self.words[begins:]):  # shortened by the server for the eye
                self.words[begins:] = [address]
            self._link = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
