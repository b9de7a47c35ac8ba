"""The outline of a TrueType glyph as the operators of a PDF that fill it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

Point = tuple[float, float]
_ON, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 1, 8, 32, 64, 128


class Shapes:
    def __init__(self, font: bytes) -> None:
        count = struct.unpack_from(">H", font, 4)[0]
        tables = {font[at : at + 4]: struct.unpack_from(">II", font, at + 8) for at in range(12, 12 + 16 * count, 16)}
        self._glyf = _table(font, tables[b"glyf"])
        head, loca = _table(font, tables[b"head"]), _table(font, tables[b"loca"])
        self.count: int = struct.unpack_from(">H", _table(font, tables[b"maxp"]), 4)[0]
        self._em: int = struct.unpack_from(">H", head, 18)[0]
        is_long = struct.unpack_from(">h", head, 50)[0]
        places = struct.unpack_from(f">{self.count + 1}{'I' if is_long else 'H'}", loca)
        self._places = places if is_long else tuple(2 * place for place in places)

    def drawn(self, glyph: int) -> bytes:
        """In ems."""
        strokes = [stroke for contour in self._contours(glyph) for stroke in _filled(contour)]
        return b" ".join(
            b" ".join(b"%.4f" % (value / self._em) for point in points for value in point) + b" " + operator
            for points, operator in strokes
        ) + (b" f" if strokes else b"")

    def _contours(self, glyph: int) -> list[list[tuple[Point, bool]]]:
        data = self._glyf[self._places[glyph] : self._places[glyph + 1]]
        if not data:
            return []
        contours = struct.unpack_from(">h", data)[0]
        return list(_simple(data, contours)) if contours >= 0 else list(self._composed(data))

    def _composed(self, data: bytes) -> Iterator[list[tuple[Point, bool]]]:
        at, flags = 10, _MORE
        while flags & _MORE:
            flags, glyph = struct.unpack_from(">HH", data, at)
            right, up = struct.unpack_from(">hh" if flags & _WORDS else ">bb", data, at + 4)
            at += 8 if flags & _WORDS else 6
            a, b, c, d = 1.0, 0.0, 0.0, 1.0
            if flags & _SCALE:
                a = d = _ratio(data, at, 1)[0]
                at += 2
            elif flags & _TWO_SCALES:
                a, d = _ratio(data, at, 2)
                at += 4
            elif flags & _MATRIX:
                a, b, c, d = _ratio(data, at, 4)
                at += 8
            for contour in self._contours(glyph):
                yield [((a * x + c * y + right, b * x + d * y + up), is_on) for (x, y), is_on in contour]


def _table(font: bytes, where: tuple[int, int]) -> bytes:
    return font[where[0] : where[0] + where[1]]


def _ratio(data: bytes, at: int, count: int) -> tuple[float, ...]:
    return tuple(value / 16384 for value in struct.unpack_from(f">{count}h", data, at))


def _simple(data: bytes, contours: int) -> Iterator[list[tuple[Point, bool]]]:
    ends = struct.unpack_from(f">{contours}H", data, 10)
    at = 10 + 2 * contours
    at += 2 + struct.unpack_from(">H", data, at)[0]  # the instructions
    count = ends[-1] + 1 if ends else 0
    flags: list[int] = []
    while len(flags) < count:
        flag, at = data[at], at + 1
        times = 1
        if flag & _REPEAT:
            times, at = 1 + data[at], at + 1
        flags += [flag] * times
    xs, at = _along(data, at, flags, _SHORT_X, _SAME_X)
    ys, at = _along(data, at, flags, _SHORT_Y, _SAME_Y)
    points = [((x, y), bool(flag & _ON)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    for first, last in pairwise([-1, *ends]):
        yield points[first + 1 : last + 1]


def _along(data: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[float], int]:
    value, values = 0, []
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, at)[0]
            at += 2
        values.append(float(value))
    return values, at


def _filled(contour: list[tuple[Point, bool]]) -> Iterator[tuple[list[Point], bytes]]:
    """TrueType bends its lines by one point, PDF by two; between two such points lies one on the line."""
    whole: list[tuple[Point, bool]] = []
    for (before, was_on), (point, is_on) in pairwise([contour[-1], *contour]) if contour else ():
        if not was_on and not is_on:
            whole.append((_between(before, point, 1 / 2), True))
        whole.append((point, is_on))
    start = next((place for place, (_, is_on) in enumerate(whole) if is_on), None)
    if start is None:
        return
    whole = [*whole[start:], *whole[: start + 1]]
    here = whole[0][0]
    yield [here], b"m"
    bend: Point | None = None
    for point, is_on in whole[1:]:
        if not is_on:
            bend = point
            continue
        if bend is None:
            yield [point], b"l"
        else:
            yield [_between(here, bend, 2 / 3), _between(point, bend, 2 / 3), point], b"c"
        here, bend = point, None


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
