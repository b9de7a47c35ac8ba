"""Takes out of an upload what its picture does not need: place, device, time, comments, hidden tails."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import IO, Any

from PIL import Image, ImageCms, ImageOps, JpegImagePlugin

from minassa.media import films
from minassa.media.films import Box

_SRGB = ImageCms.createProfile("sRGB")


def clean_picture(picture: Image.Image, mime: str) -> tuple[bytes, str, tuple[int, int]]:
    """The picture alone: upright, in sRGB. A HEIC becomes a JPEG, because no platform takes it."""
    how: dict[str, Any] = {}
    if mime == "image/gif" or (mime == "image/webp" and getattr(picture, "is_animated", False)):
        return _saved(picture, mime, _animation(picture))
    if mime == "image/jpeg" and picture.mode in {"RGB", "L"} and isinstance(picture, JpegImagePlugin.JpegImageFile):
        # Its own tables again: what was lost in the camera is not lost a second time.
        how = {"qtables": picture.quantization, "subsampling": JpegImagePlugin.get_sampling(picture)}
    upright = in_srgb(ImageOps.exif_transpose(picture))
    upright.info = {}
    match mime:
        case "image/jpeg" | "image/heif":
            return _saved(on_white(upright), "image/jpeg", how or {"quality": 92, "subsampling": 0})
        case "image/webp":
            return _saved(upright, mime, {"quality": 95, "method": 4, "exact": True})
    return _saved(upright, mime, {})


def _animation(picture: Image.Image) -> dict[str, Any]:
    """Every frame with its own time."""
    picture.info = {
        key: picture.info[key] for key in ("duration", "loop", "transparency", "background") if key in picture.info
    }
    return (
        {"save_all": True, "comment": b""}
        if picture.format == "GIF"
        else {"save_all": True, "quality": 90, "method": 2}
    )


def _saved(picture: Image.Image, mime: str, how: dict[str, Any]) -> tuple[bytes, str, tuple[int, int]]:
    buffer = BytesIO()
    picture.save(buffer, mime.removeprefix("image/").upper(), **how)
    return buffer.getvalue(), mime, picture.size


def in_srgb(picture: Image.Image) -> Image.Image:
    """The colours as every screen and platform expects them; a profile that cannot be read is passed over."""
    profile = picture.info.get("icc_profile")
    mode = picture.mode
    if mode == "CMYK" and not profile:
        return picture.convert("RGB")
    if not profile or mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return picture
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        if ImageCms.getProfileDescription(given).startswith("sRGB"):
            return picture
        to = "RGBA" if mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, given, _SRGB, outputMode=to) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture if mode in {"RGB", "RGBA", "L"} else picture.convert("RGB")


def on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, in a mode that JPEG has."""
    if picture.mode in {"RGB", "L"} and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I") or picture.mode == "F":
        return deeper_to_eight_bits(picture)
    seen = picture.convert("RGBA")
    ground = Image.new("RGB", seen.size, "white")
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground


def deeper_to_eight_bits(picture: Image.Image) -> Image.Image:
    """Pillow would clip 16-bit greys to white instead of scaling them."""
    _low, high = picture.getextrema()
    scale = 255 / 65535 if isinstance(high, (int, float)) and high > 255 else 1
    return picture.convert("F").point(lambda value: value * scale).convert("L")


# ── Films ────────────────────────────────────────────────────────────────────────────────────────

_SAYS_TOO_MUCH = {b"udta", b"meta", b"uuid"}  # place, device, owner; XMP
_TIMES = {b"mvhd", b"tkhd", b"mdhd"}


def clean_film(file: IO[bytes], size: int) -> None:
    """Blanks descriptions, times and telemetry in place. No byte moves, so the film itself is untouched."""
    for track in films.tracks(file, size):
        if films.handler(file, track) == b"meta":  # phones and action cameras keep a track of where they were
            _blank_samples(file, track, size)
            _blank(file, track)
    _clean_level(file, 0, size)


def _clean_level(file: IO[bytes], start: int, end: int) -> None:
    for box in list(films.boxes(file, start, end)):
        if box.kind in _SAYS_TOO_MUCH:
            _blank(file, box)
        elif box.kind in _TIMES:
            version = films.content(file, box, 1)
            _zero(file, box.body + 4, 16 if version == b"\x01" else 8)
        elif box.kind in {b"moov", b"trak", b"mdia", b"moof", b"traf"}:
            _clean_level(file, box.body, box.end)


def _blank(file: IO[bytes], box: Box) -> None:
    file.seek(box.start + 4)
    file.write(b"free")
    _zero(file, box.body, box.end - box.body)


def _blank_samples(file: IO[bytes], track: Box, size: int) -> None:
    for table in films.inside(file, track, b"mdia", b"minf", b"stbl"):
        found = {
            box.kind: films.content(file, box, box.end - box.body) for box in films.boxes(file, table.body, table.end)
        }
        for start, length in _chunks(found):
            _zero(file, start, max(0, min(length, size - start)))


def _chunks(table: dict[bytes, bytes]) -> list[tuple[int, int]]:
    """Where the track's samples lie: offset and length of each chunk."""
    wide = 8 if b"co64" in table else 4
    offsets = _numbers(table.get(b"co64", table.get(b"stco", b"")), 8, wide)
    runs = _numbers(table.get(b"stsc", b""), 8, 4)
    fixed = int.from_bytes(table.get(b"stsz", b"")[4:8], "big")
    sizes = iter(_numbers(table.get(b"stsz", b""), 12, 4))
    found, run = [], -1
    for number, offset in enumerate(offsets, start=1):
        while (run + 1) * 3 < len(runs) and runs[(run + 1) * 3] <= number:
            run += 1
        samples = runs[run * 3 + 1] if run >= 0 and run * 3 + 1 < len(runs) else 0
        length = samples * fixed if fixed else sum(islice(sizes, samples))
        found.append((offset, length))
    return found


def _numbers(body: bytes, start: int, width: int) -> list[int]:
    return [int.from_bytes(body[at : at + width], "big") for at in range(start, len(body) - width + 1, width)]


def _zero(file: IO[bytes], start: int, length: int) -> None:
    file.seek(start)
    while length > 0:
        length -= file.write(bytes(min(length, 1 << 20)))
