"""Reading a paper back, for its tests."""

from __future__ import annotations

import unicodedata

import pypdfium2

from minassa.documents.isolating import MARKS


def texts(paper: bytes) -> list[str]:
    """The text of each page, as whoever searches or copies it gets it."""
    opened = pypdfium2.PdfDocument(paper)  # type: ignore[no-untyped-call]
    try:
        return [page.get_textpage().get_text_bounded() for page in opened]
    finally:
        opened.close()  # type: ignore[no-untyped-call]


def folded(said: str) -> str:
    """Without what the eye does not see: marks of direction, and where lines break."""
    return " ".join(unicodedata.normalize("NFC", MARKS.sub("", said)).split())
