"""What searching, copying and reading aloud get out of a PDF that Typst made.

Typst says of each group of glyphs which letters it stands for. Whoever reads the PDF takes the glyphs from left to
right and turns about what is Arabic, letter by letter: of one glyph that stands for two letters (لا) that makes (ال),
and a vowel sign above its line is taken for a line of its own, with its letter said twice.

So here every glyph stands for one letter; what else its group says stands beside it as glyphs that show nothing and
take no room; and vowel signs are drawn as the shapes they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

import regex

from minassa.documents.isolating import MARKS
from minassa.documents.pdf_file import PdfFile
from minassa.documents.pdf_font import Font

_RIGHT_TO_LEFT = regex.compile(r"[\p{bidi_class=R}\p{bidi_class=AL}\u064b-\u065f\u0670\u06d6-\u06ed]")
_PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
_FONTS = re.compile(rb"/Font<<(.*?)>>", re.DOTALL)
_FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
_CELLS = (b"<</Type/StructElem/S/TD", b"<</Type/StructElem/S/TH/")
_CELL = len(_CELLS[0])
_STRING = rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\))*\)|<[0-9A-Fa-f]*>"
_STEP = re.compile(
    rb"(?P<span>/Span<</ActualText(?P<said>" + _STRING + rb")>>BDC)"
    rb"|(?P<show>/(?P<font>f\d+) (?P<size>[\d.]+) Tf 1 0 0 -1 (?P<x>[-\d.]+) (?P<y>[-\d.]+) Tm"
    rb"(?P<glyphs>\[(?:[-\d. ]|" + _STRING + rb")*\]|" + _STRING + rb")T[jJ])"
    rb"|(?P<end>ET\n)",
    re.DOTALL,
)
_PART = re.compile(_STRING + rb"|[-\d.]+", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def readable(pdf: bytes, cells: Sequence[str]) -> bytes:
    """`cells` is what those of its tables say, in order: told to whoever reads by the structure of the paper."""
    file = PdfFile.opened(pdf)
    _tell(file, cells)
    readers: dict[int, Reader] = {}
    for body in list(file.objects.values()):
        if page := _PAGE.search(body) if b"/Type/Page/" in body[:20] else None:
            resources, content = int(page[1]), int(page[2])
            named = _FONTS.search(file.objects[resources])
            fonts = {name: int(number) for name, number in _FONT.findall(named[1] if named else b"")}
            for number in fonts.values():
                if number not in readers:
                    readers[number] = Reader(Font(file, number))
            of_page = Page({name: readers[number] for name, number in fonts.items()})
            file.set_stream(content, _STEP.sub(of_page.step, file.stream(content)))
    for reader in readers.values():
        reader.save()
    return file.saved()


def _tell(file: PdfFile, cells: Sequence[str]) -> None:
    found = [number for number, body in file.objects.items() if body.startswith(_CELLS)]
    for number, said in zip(found, cells, strict=True):
        body, text = file.objects[number], b"\xfe\xff" + said.encode("utf-16-be")
        file.objects[number] = (
            b"%b/ActualText<%b>%b" % (body[:_CELL], text.hex().encode(), body[_CELL:]) if said else body
        )


@dataclass(frozen=True, slots=True)
class Line:
    """What takes the place of the glyphs of one operator; all lengths in thousandths of an em."""

    begins: float
    glyphs: bytes
    signs: tuple[tuple[float, int], ...]  # where, and which


class Reader:
    """What the glyphs of a font are heard as."""

    def __init__(self, font: Font) -> None:
        self.font = font
        self._heard: dict[int, str] = {}
        self._groups = {glyph: MARKS.sub("", said) for glyph, said in font.said.items()}
        # The others pass as they are, which is most of them.
        self._particular = {
            glyph
            for glyph, said in self._groups.items()
            if said != font.said[glyph] or self._is_sign(glyph, said) or (len(said) > 1 and _is_arabic(said))
        }
        self.line = cache(self._line)

    def save(self) -> None:
        plain = {glyph: said for glyph, said in self._groups.items() if glyph not in self._particular}
        self.font.save(plain | self._heard)

    def _line(self, operand: bytes, group: str | None) -> Line | None:
        """None: it is right as it is. `group` is what the glyphs together stand for, where the font does not say it."""
        parts = list(_parts(operand))
        if group is None and self._particular.isdisjoint(parts):
            return None
        at = 0.0
        shown: list[tuple[float, int]] = []  # glyphs, and where each begins
        signs: list[tuple[float, int]] = []
        for part, following in zip_longest(parts, parts[1:]):
            if isinstance(part, float):
                at -= part
                continue
            said, width = self._groups.get(part, "") if group is None else group, self.font.widths.get(part, 0.0)
            if self._is_sign(part, said) or (group is not None and shown and _is_arabic(said)):
                signs.append((at, part))
            elif said.strip() or not (isinstance(following, float) and abs(following - width) < 1):
                shown += [(at, glyph) for glyph in self._hear(part, said)]
            at += width  # what else stands here is a mark of direction: as wide as a space, and taken back
        return Line(shown[0][0] if shown else 0.0, self._written(shown), tuple(signs))

    def _is_sign(self, glyph: int, said: str) -> bool:
        """A vowel sign, or several."""
        return not self.font.widths.get(glyph) and any(map(unicodedata.combining, said)) and _is_arabic(said)

    def _hear(self, glyph: int, said: str) -> list[int]:
        """The glyphs that take the place of one, from left to right."""
        if not _is_arabic(said):
            self._heard.setdefault(glyph, said or " ")
            return [glyph]
        self._heard.setdefault(glyph, said[0])
        blanks = [self.font.blank(letter) for letter in reversed(said[1:])]
        return [*(blank for blank in blanks if blank is not None), glyph]

    def _written(self, shown: list[tuple[float, int]]) -> bytes:
        """It begins and ends with a glyph: those who read it count on that."""
        made, here = b"", shown[0][0] if shown else 0.0
        for at, glyph in shown:
            made += (b">%.5g<" % (here - at) if abs(here - at) > 0.01 else b"") + b"%04X" % glyph
            here = at + self.font.widths.get(glyph, 0.0)
        return made and b"[<" + made + b">]"


class Page:
    def __init__(self, readers: dict[bytes, Reader]) -> None:
        self._readers = readers
        self._group: str | None = None  # what the next glyphs together stand for
        self._signs: list[bytes] = []  # to be drawn when the text that they stand in has ended

    def step(self, found: re.Match[bytes]) -> bytes:
        match found.lastgroup:
            case "span":
                return self._span(found)
            case "end":
                drawn, self._signs = b"".join(self._signs), []
                return b"ET\n" + drawn
        group, self._group = self._group, None
        reader, size, y = self._readers[found["font"]], found["size"], found["y"]
        line = reader.line(found["glyphs"], group)
        if line is None:
            return found[0]
        x, em = float(found["x"]), float(size) / 1000
        self._signs += [
            b"q %b 0 0 -%b %.5f %b cm %b Q\n" % (size, size, x + at * em, y, reader.font.drawn(glyph))
            for at, glyph in line.signs
        ]
        if not line.glyphs:
            return b""
        return b"/%b %b Tf 1 0 0 -1 %.5f %b Tm%bTJ" % (found["font"], size, x + line.begins * em, y, line.glyphs)

    def _span(self, found: re.Match[bytes]) -> bytes:
        said = _text(_unescaped(found["said"]))
        plain = MARKS.sub("", said)
        if len(plain) > 1 and not _is_arabic(plain):
            return found[0]
        self._group = plain
        return b"/Span BMC"


def _is_arabic(said: str) -> bool:
    return _RIGHT_TO_LEFT.search(said) is not None


def _parts(shown: bytes) -> Iterator[int | float]:
    """Glyphs as whole numbers, and how far the next is moved back as others."""
    for part in _PART.findall(shown):
        if part[:1] in b"(<":
            codes = _unescaped(part)
            yield from (int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2))
        else:
            yield float(part)


def _unescaped(string: bytes) -> bytes:
    if string.startswith(b"<"):
        return bytes.fromhex(string[1:-1].decode())
    return _ESCAPE.sub(_one_unescaped, string[1:-1])


def _one_unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if code.isdigit() else _ESCAPED.get(code, code)


def _text(string: bytes) -> str:
    return string[2:].decode("utf-16-be") if string.startswith(b"\xfe\xff") else string.decode("latin-1")
