"""Pictures and a film to post in tests, small and real enough to be decoded."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image

from minassa.connectors.base import MediaFile


@cache
def jpeg(width: int = 64, height: int = 48, colour: str = "teal") -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "JPEG")
    return written.getvalue()


def picture(width: int = 64, height: int = 48, *, alt: str = "", colour: str = "teal") -> MediaFile:
    content = jpeg(width, height, colour)
    return MediaFile(f"picture-{colour}", "image/jpeg", len(content), width, height, alt, lambda: content)


def film(*, alt: str = "") -> MediaFile:
    """The beginning of an MP4: enough for a fake, not for a player."""
    content = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(256)
    return MediaFile("film", "video/mp4", len(content), 320, 240, alt, lambda: content)
