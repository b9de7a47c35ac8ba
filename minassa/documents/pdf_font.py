"""A font inside a PDF that Typst made: what its glyphs stand for, and further glyphs that show nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from minassa.documents.glyph_shapes import Shapes
from minassa.documents.pdf_file import PdfFile

_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
_WIDTHS = re.compile(rb"/W\[([\d. ]*)\]")
_SAME = b"/CIDToGIDMap/Identity"
_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{pairs}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Font:
    def __init__(self, file: PdfFile, number: int) -> None:
        self._file = file
        body = file.objects[number]
        self._words = _reference(body, rb"/ToUnicode (\d+) 0 R")
        self._described = _reference(body, rb"/DescendantFonts\[(\d+) 0 R\]")
        shape = file.objects[self._described]
        self.said = {
            int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
            for glyph, text in _PAIR.findall(file.stream(self._words).partition(b"beginbfchar")[2])
        }
        self.widths = _widths(shape)
        self._blanks: dict[str, int] = {}
        descriptor = file.objects[_reference(shape, rb"/FontDescriptor (\d+) 0 R")]
        self._shapes = Shapes(file.stream(_reference(descriptor, rb"/FontFile2 (\d+) 0 R")))
        self.drawn = cache(self._shapes.drawn)

    def blank(self, letter: str) -> int | None:
        """A glyph that stands for the letter, shows nothing and takes no room."""
        if self._space is None:
            return None
        return self._blanks.setdefault(letter, self._shapes.count + len(self._blanks))

    def save(self, said: Mapping[int, str]) -> None:
        """`said`: what each glyph stands for from now on."""
        said = dict(said) | {glyph: letter for letter, glyph in self._blanks.items()}
        self._file.set_stream(self._words, _written(said))
        if self._blanks and self._space is not None:
            first, count = self._shapes.count, len(self._blanks)
            glyphs = [*range(first), *[self._space] * count]
            drawn = self._file.add_stream(b"".join(glyph.to_bytes(2, "big") for glyph in glyphs))
            shape = self._file.objects[self._described]
            # What takes no room at all is passed over by some readers: a thousandth is enough.
            shape = _WIDTHS.sub(rb"/W[\1 %d %d 1]" % (first, first + count - 1), shape)
            self._file.objects[self._described] = shape.replace(_SAME, b"/CIDToGIDMap %d 0 R" % drawn)

    @property
    def _space(self) -> int | None:
        return next((glyph for glyph, text in self.said.items() if " " in text and len(text) < 3), None)


def _written(said: Mapping[int, str]) -> bytes:
    pairs = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(said.items())]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    shown = "\n".join("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks)
    return _MAP.replace("{pairs}", shown).encode()


def _widths(shape: bytes) -> dict[int, float]:
    """Typst writes each as `first last width`; what is not there has none."""
    listed = _WIDTHS.search(shape)
    numbers = [float(one) for one in listed[1].split()] if listed else []
    found: dict[int, float] = {}
    for first, last, width in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        found |= dict.fromkeys(range(int(first), int(last) + 1), width)
    return found


def _reference(body: bytes, what: bytes) -> int:
    found = re.search(what, body)
    if found is None:
        raise ValueError(f"No {what!r} in {body[:200]!r}.")
    return int(found[1])
