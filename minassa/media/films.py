"""MP4 and MOV, as far as they must be understood to judge and clean them: a tree of boxes (ISO 14496-12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from minassa.media import refusals
from minassa.media.refusals import NotAccepted

MP4_BRANDS = {b"isom", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"dash", b"mmp4", b"f4v "}
MP4_BRANDS |= {b"iso%d" % number for number in range(2, 10)}
SIDE = 8192
BOXES = 20_000  # of one level; a film has dozens, a fragmented one some thousands


@dataclass(frozen=True, slots=True)
class Film:
    mime: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Box:
    kind: bytes
    start: int
    body: int
    end: int


def read(file: IO[bytes], size: int) -> Film:
    """What the film says of itself. Raises NotAccepted when it is none, or not whole."""
    outer = list(boxes(file, 0, size))
    brand = content(file, outer[0], 4) if outer and outer[0].kind == b"ftyp" else b""
    if brand != b"qt  " and brand not in MP4_BRANDS:
        raise NotAccepted(refusals.UNKNOWN)
    kinds = {box.kind for box in outer}
    if b"moov" not in kinds or not kinds & {b"mdat", b"moof"}:
        raise NotAccepted(refusals.BROKEN)
    mime = "video/quicktime" if brand == b"qt  " else "video/mp4"
    for track in tracks(file, size):
        if handler(file, track) == b"vide":
            return Film(mime, *_shown(file, track))
    raise NotAccepted(refusals.FILM_WITHOUT_PICTURE)


def boxes(file: IO[bytes], start: int, end: int) -> Iterator[Box]:
    for _ in range(BOXES):
        if start == end:
            return
        file.seek(start)
        head = file.read(16)
        length, body = int.from_bytes(head[:4], "big"), start + 8
        if length == 1:
            length, body = int.from_bytes(head[8:16], "big"), start + 16
        elif length == 0:
            length = end - start
        if len(head) < 8 or length < body - start or start + length > end:
            if end - start == 4 and not any(head[:4]):
                return  # QuickTime may end a list with four zero bytes
            raise NotAccepted(refusals.BROKEN)
        yield Box(head[4:8], start, body, start + length)
        start += length
    raise NotAccepted(refusals.BROKEN)


def inside(file: IO[bytes], box: Box, *path: bytes) -> Iterator[Box]:
    """The boxes at this path below: inside(file, track, b"mdia", b"hdlr")."""
    for one in boxes(file, box.body, box.end):
        if one.kind == path[0]:
            if len(path) == 1:
                yield one
            else:
                yield from inside(file, one, *path[1:])


def tracks(file: IO[bytes], size: int) -> list[Box]:
    return [track for box in boxes(file, 0, size) if box.kind == b"moov" for track in inside(file, box, b"trak")]


def handler(file: IO[bytes], track: Box) -> bytes:
    """What kind of track it is: vide, soun, meta …"""
    for box in inside(file, track, b"mdia", b"hdlr"):
        return content(file, box, 12)[8:12]
    return b""


def content(file: IO[bytes], box: Box, most: int) -> bytes:
    file.seek(box.body)
    return file.read(min(most, box.end - box.body))


def _shown(file: IO[bytes], track: Box) -> tuple[int, int]:
    """Width and height after the track's own turn: phones film sideways and say so in the matrix."""
    for box in inside(file, track, b"tkhd"):
        header = content(file, box, 96)
        wide, high = (int.from_bytes(header[at : at + 2], "big") for at in (len(header) - 8, len(header) - 4))
        matrix = header[-44:-8]
        is_turned = len(matrix) == 36 and not any(matrix[0:4]) and not any(matrix[16:20])
        if 1 <= wide <= SIDE and 1 <= high <= SIDE:
            return (high, wide) if is_turned else (wide, high)
    raise NotAccepted(refusals.BROKEN)
