"""A company's logo as a paper takes it."""

from __future__ import annotations

import io
from typing import NamedTuple

from PIL import Image, UnidentifiedImageError

LARGEST = (480, 160)


class Logo(NamedTuple):
    png: bytes
    is_broad: bool  # then its width is what must be held


def small(logo: bytes) -> Logo | None:
    """A small PNG, whatever it was; None when it is no picture."""
    if not logo:
        return None
    try:
        with Image.open(io.BytesIO(logo)) as opened:
            opened.thumbnail(LARGEST)
            made = io.BytesIO()
            opened.convert("RGBA").save(made, "PNG")
            return Logo(made.getvalue(), opened.width > 3 * opened.height)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None
