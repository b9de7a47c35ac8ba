"""What a file is, by what is inside it. Its name, and what a browser says of it, count for nothing."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import IO

from PIL import Image

from minassa.media import films, heic, refusals
from minassa.media.refusals import NotAccepted

PICTURE_BYTES = 30_000_000
FILM_BYTES = 300_000_000
PIXELS = 60_000_000
FRAMES = 500
PIXELS_OF_ALL_FRAMES = 200_000_000

PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp", "HEIF": "image/heif"}
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning, heic.TooManyPixels)
# What Pillow's decoders raise on hostile bytes; its own list is not closed, so this is by experience.
UNREADABLE = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError,
    EOFError, MemoryError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    mime: str
    width: int  # as a viewer sees it
    height: int
    picture: Image.Image | None = None  # decoded whole; None for a film


def judge(file: IO[bytes], size: int) -> Judged:
    """What this file is. Raises NotAccepted, with the sentence, for everything that will not be kept."""
    if size == 0:
        raise NotAccepted(refusals.EMPTY)
    file.seek(0)
    kind = _kind(file.read(32))
    if kind == "film":
        return _judge_film(file, size)
    if kind == "":
        raise NotAccepted(refusals.UNKNOWN)
    return _judge_picture(file, size, kind)


def _kind(start: bytes) -> str:
    match start:
        case _ if start.startswith(b"\xff\xd8\xff"):
            return "JPEG"
        case _ if start.startswith(b"\x89PNG\r\n\x1a\n"):
            return "PNG"
        case _ if start.startswith((b"GIF87a", b"GIF89a")):
            return "GIF"
        case _ if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
            return "WEBP"
        case _ if start[4:8] == b"ftyp":
            return "HEIF" if start[8:12] in HEIF_BRANDS else "film"
    return ""


def _judge_film(file: IO[bytes], size: int) -> Judged:
    if size > FILM_BYTES:
        raise NotAccepted(refusals.FILM_TOO_LARGE)
    film = films.read(file, size)
    return Judged(film.mime, film.width, film.height)


def _judge_picture(file: IO[bytes], size: int, kind: str) -> Judged:
    if size > PICTURE_BYTES:
        raise NotAccepted(refusals.PICTURE_TOO_LARGE)
    if kind == "WEBP":
        _bound(*_webp_canvas(file))  # its decoder takes memory for the whole canvas as soon as it is opened
    try:
        picture = _decoded(file, kind)
    except BOMBS as bomb:
        raise NotAccepted(refusals.TOO_MANY_PIXELS) from bomb
    except UNREADABLE as broken:
        raise NotAccepted(refusals.BROKEN) from broken
    return Judged(PICTURES[kind], picture.width, picture.height, picture)


def _decoded(file: IO[bytes], kind: str) -> Image.Image:
    if kind == "HEIF":
        return heic.open_heic(file, PIXELS)
    for is_last in (False, True):
        file.seek(0)
        picture: Image.Image = Image.open(file, formats=[kind])
        _bound(*picture.size)  # from the header: nothing is decoded yet
        if not is_last:
            picture.verify()  # checksums; afterwards Pillow wants the file opened anew
    if getattr(picture, "is_animated", False) and kind in {"GIF", "WEBP"}:
        _bound_frames(picture)
    picture.load()
    return picture


def _bound(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise NotAccepted(refusals.BROKEN)
    if width * height > PIXELS:
        raise NotAccepted(refusals.TOO_MANY_PIXELS)


def _bound_frames(picture: Image.Image) -> None:
    """Looks only as far as the bound, so that counting the frames cannot itself be the attack."""
    most = min(FRAMES, PIXELS_OF_ALL_FRAMES // (picture.width * picture.height))
    try:
        picture.seek(max(most, 1))
    except EOFError:
        picture.seek(0)
        return
    raise NotAccepted(refusals.TOO_MANY_FRAMES)


def _webp_canvas(file: IO[bytes]) -> tuple[int, int]:
    """Width and height by the first chunk: https://developers.google.com/speed/webp/docs/riff_container"""
    file.seek(12)
    chunk = file.read(18).ljust(18, b"\0")
    body = chunk[8:]
    match chunk[:4]:
        case b"VP8X":
            return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(body[1:5], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    raise NotAccepted(refusals.BROKEN)
