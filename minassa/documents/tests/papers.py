"""Reading a paper back, for its tests, by PDFium: the one that Chrome, Edge and Android read PDFs with."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw
from PIL import Image

from minassa.documents.isolating import MARKS

pdfium: Any = pypdfium2.raw  # its own types leave much out


@contextmanager
def pages(paper: bytes) -> Iterator[list[Any]]:
    opened = pypdfium2.PdfDocument(paper)  # type: ignore[no-untyped-call]
    try:
        yield list(opened)
    finally:
        opened.close()  # type: ignore[no-untyped-call]


def texts(paper: bytes) -> list[str]:
    """The text of each page, as whoever searches or copies it gets it."""
    with pages(paper) as found:
        return [page.get_textpage().get_text_bounded() for page in found]


def pictures(paper: bytes) -> list[Image.Image]:
    with pages(paper) as found:
        return [page.render(scale=1).to_pil().convert("L") for page in found]


def cells(paper: bytes) -> list[str]:
    """What the cells of its tables say by the structure of the paper, as it is read aloud; empty ones are not there."""
    told: list[str] = []
    with pages(paper) as found:
        for page in found:
            tree = pdfium.FPDF_StructTree_GetForPage(page)
            for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                told += _told(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place))
            pdfium.FPDF_StructTree_Close(tree)
    return told


def _told(element: Any) -> Iterator[str]:
    if _asked(pdfium.FPDF_StructElement_GetType, element) in ("TD", "TH"):
        yield _asked(pdfium.FPDF_StructElement_GetActualText, element)
        return
    for place in range(max(pdfium.FPDF_StructElement_CountChildren(element), 0)):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, place):
            yield from _told(child)


def _asked(what: Any, element: Any) -> str:
    size = what(element, None, 0)
    made = ctypes.create_string_buffer(size)
    what(element, made, size)
    return made.raw.decode("utf-16-le").rstrip("\0")


def folded(said: str) -> str:
    """Without what the eye does not see: marks of direction, and where lines break."""
    return " ".join(unicodedata.normalize("NFC", MARKS.sub("", said)).split())
