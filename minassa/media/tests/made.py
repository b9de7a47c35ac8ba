"""Files as people's devices make them, and as attackers do."""

from __future__ import annotations

import base64
import random
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

ORIENTATION, MAKE, PLACE = 0x0112, 0x010F, 0x8825


def picture(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Red where a viewer starts reading a page in English, blue elsewhere."""
    image = Image.new("RGB", (width, height), (20, 60, 200))
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill=(200, 30, 30))
    return image.convert(mode)


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """What packs worst."""
    size = width * height * len(Image.new(mode, (1, 1)).getbands())
    return Image.frombytes(mode, (width, height), random.Random(7).randbytes(size))


def saved(image: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()


def from_a_phone(orientation: int = 6) -> bytes:
    """A JPEG lying on its side, with place, device, a comment and a tail."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE] = "SecretPhone"
    exif.get_ifd(PLACE).update({1: "N", 2: (24.0, 42.0, 0.0), 3: "E", 4: (46.0, 40.0, 0.0)})
    return saved(picture(), exif=exif.tobytes(), comment=b"SecretComment", quality=88) + b"SecretTail"


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG of some hundred bytes that wants gigabytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def animation(frames: int, size: tuple[int, int] = (8, 8), kind: str = "GIF") -> bytes:
    made = [Image.new("RGB", size, (number % 256, number // 256, 90)) for number in range(frames)]
    return saved(made[0], kind, save_all=True, append_images=made[1:], duration=80, loop=0)


# 48 by 64 as seen: left on its side by the phone, with a place. Made once with libheif, which only decodes here.
HEIC = base64.b64decode("""
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAchtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAA
AAAERAAAIAAQAAAAAB7AABAAAAAAAAAEoAAgAAAAACNgABAAAAAAAAAKgAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVp
bmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGE
ABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkA
AAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEH
BpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEAAQaBAgMFhIYAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAPptZGF0AAAA
RigBrxOA9SeBP//gpUf/utZ4fg8NMT/+At6P5uH3/5dZ5jigJ24x0j19/H2WRtHYAOIZeI+NyLrgtXZn0n83xfjwEKt/O3AAAAAGRXhpZgAATU
0AKgAAAAgAAwEPAAIAAAAGAAAAMgESAAMAAAABAAYAAIglAAQAAAABAAAAOAAAAABQaG9uZQAABAABAAIAAAACTgAAAAACAAUAAAADAAAAbgAD
AAIAAAACRQAAAAAEAAUAAAADAAAAhgAAAAAAAAAYAAAAAQAAACoAAAABAAAAAAAAAAEAAAAuAAAAAQAAACgAAAABAAAAAAAAAAE=""")


# ── Films ──


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


_STRAIGHT = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
_TURNED = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)


def track(handler: bytes, width: int, height: int, *, turned: bool = False, table: bytes = b"") -> bytes:
    times = struct.pack(">II", 0xE0000001, 0xE0000002)
    matrix = _TURNED if turned else _STRAIGHT
    head = bytes(4) + times + bytes(24) + bytes(4) + matrix + struct.pack(">II", width << 16, height << 16)
    return box(
        b"trak",
        box(b"tkhd", head),
        box(
            b"mdia",
            box(b"mdhd", bytes(4) + times + bytes(12)),
            box(b"hdlr", bytes(8) + handler + bytes(13)),
            box(b"minf", box(b"stbl", table)),
        ),
    )


def film(brand: bytes = b"mp42", *, turned: bool = False, handler: bytes = b"vide") -> bytes:
    """A film that was filmed somewhere: place in udta and meta, and a telemetry track of two samples in mdat."""
    start = box(b"ftyp", brand + bytes(4) + b"isom")
    data = box(b"mdat", b"PIXELS" * 50, b"GPS-TRACK-1", b"PIXELS" * 5, b"GPS-TRACK-22")
    first = len(start) + data.index(b"GPS-TRACK-1")
    second = len(start) + data.index(b"GPS-TRACK-22")
    table = (
        box(b"stsc", bytes(4) + struct.pack(">IIII", 1, 1, 1, 1))
        + box(b"stsz", bytes(4) + struct.pack(">IIII", 0, 2, 11, 12))
        + box(b"stco", bytes(4) + struct.pack(">III", 2, first, second))
    )
    moov = box(
        b"moov",
        box(b"mvhd", bytes(4) + struct.pack(">II", 0xE0000001, 0xE0000002) + bytes(88)),
        track(handler, 320, 180, turned=turned),
        track(b"meta", 0, 0, table=table),
        box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7+24.7000+046.6700/")),
        box(b"meta", b"com.apple.quicktime.location.ISO6709+24.7000+046.6700/"),
    )
    return start + data + moov
