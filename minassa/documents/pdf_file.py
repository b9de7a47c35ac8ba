"""A PDF as Typst writes it, taken apart into its objects and put together again."""

from __future__ import annotations

import re
import zlib
from typing import Self

_OFFSET = re.compile(rb"(\d{10}) \d{5} n")
_LENGTH = re.compile(rb"/Length \d+")
_SPEED = 4  # a tenth larger than the smallest, in a third of the time
_STREAM, _END = b"\nstream\n", b"\nendstream"


class PdfFile:
    """Each object is numbered, from 1, and held as its bytes between `obj` and `endobj`."""

    def __init__(self, head: bytes, objects: dict[int, bytes], trailer: bytes) -> None:
        self._head, self._trailer = head, trailer
        self.objects = objects

    @classmethod
    def opened(cls, file: bytes) -> Self:
        table = int(file[file.rindex(b"startxref") + 9 :].split()[0])
        offsets, trailer = file[table:].split(b"trailer", 1)
        starts = [int(found[1]) for found in _OFFSET.finditer(offsets)]
        ends = dict(zip(sorted(starts), [*sorted(starts)[1:], table], strict=True))
        objects = {}
        for number, start in enumerate(starts, start=1):
            body = file[start : ends[start]]
            objects[number] = body[body.index(b" obj") + 4 : body.rindex(b"endobj")].strip(b"\n")
        return cls(file[: min(starts)], objects, trailer[: trailer.index(b"startxref")])

    def add(self, body: bytes) -> int:
        number = len(self.objects) + 1
        self.objects[number] = body
        return number

    def stream(self, number: int) -> bytes:
        body = self.objects[number]
        at = body.index(_STREAM)
        content = body[at + len(_STREAM) : body.rindex(_END)]
        return zlib.decompress(content) if b"/FlateDecode" in body[:at] else content

    def set_stream(self, number: int, content: bytes) -> None:
        body = self.objects[number]
        packed = zlib.compress(content, _SPEED)
        what = _LENGTH.sub(b"/Length %d" % len(packed), body[: body.index(_STREAM)], count=1)
        self.objects[number] = what + _STREAM + packed + _END

    def add_stream(self, content: bytes) -> int:
        packed = zlib.compress(content, _SPEED)
        return self.add(b"<</Length %d/Filter/FlateDecode>>%b%b%b" % (len(packed), _STREAM, packed, _END))

    def saved(self) -> bytes:
        made, offsets = [self._head], []
        at = len(self._head)
        for number, body in sorted(self.objects.items()):
            offsets.append(at)
            made.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            at += len(made[-1])
        size = len(offsets) + 1
        rows = b"".join(b"%010d 00000 n\r\n" % offset for offset in offsets)
        trailer = re.sub(rb"/Size \d+", b"/Size %d" % size, self._trailer)
        made.append(
            b"xref\n0 %d\n0000000000 65535 f\r\n%btrailer%bstartxref\n%d\n%%%%EOF\n" % (size, rows, trailer, at)
        )
        return b"".join(made)
