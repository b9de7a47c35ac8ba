"""The XML of a Word paper: paragraphs, runs and tables, with each piece of text in the direction it is read in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from minassa.documents.isolating import MARKS, printable, starts_rtl

RULE, SOFT = "C9D0DA", "5C6675"
NAMES = nsdecls("w")
LEFT = "\u200e"
_LATIN = re.compile(r"[A-Za-z@#][\x21-\x7e]*(?: [A-Za-z@#(][\x21-\x7e]*)*|[+-]?\d[\d.,:/-]*%?", re.ASCII)
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc][^A-Za-z0-9@#]*")


@dataclass(frozen=True, slots=True)
class Cell:
    lines: Sequence[str] = ()
    bold: bool = False
    fill: str = ""
    to_right: bool = False  # figures: their units stand under each other in either direction
    span: int = 1
    small: Sequence[str] = ()  # further lines, quieter


@dataclass(frozen=True, slots=True)
class Row:
    cells: Sequence[Cell]
    is_head: bool = False  # repeated on each page
    keeps_next: bool = False
    may_split: bool = False


class Markup:
    """`width` is of the text, in millimetres."""

    def __init__(self, *, rtl: bool, width: float) -> None:
        self._rtl, self._width = rtl, width

    def pages(self, said: str) -> str:
        """“Page 1 of 5”, counted by whoever opens the paper; at the far side."""
        look = "<w:rPr><w:sz w:val='16'/><w:szCs w:val='16'/></w:rPr>"
        field = (
            f"<w:r>{look}<w:fldChar w:fldCharType='begin'/></w:r>"
            f"<w:r>{look}<w:instrText xml:space='preserve'> %s </w:instrText></w:r>"
            f"<w:r>{look}<w:fldChar w:fldCharType='separate'/></w:r><w:r>{look}<w:t>1</w:t></w:r>"
            f"<w:r>{look}<w:fldChar w:fldCharType='end'/></w:r>"
        )
        parts = [part for part in re.split(r"(\{pages?\})", said) if part]
        fields = {"{page}": field % "PAGE", "{pages}": field % "NUMPAGES"}
        runs = "".join(fields.get(part) or self.runs(part, size=8, color=SOFT) for part in parts)
        bidi = "<w:bidi/>" if self._rtl else ""
        return f"<w:p><w:pPr>{bidi}<w:spacing w:after='0'/><w:jc w:val='right'/></w:pPr>{runs}</w:p>"

    @staticmethod
    def gap(twentieths: int) -> str:
        how = f"<w:spacing w:before='0' w:after='0' w:line='{twentieths}' w:lineRule='exact'/>"
        return f"<w:p {NAMES}><w:pPr>{how}</w:pPr></w:p>"

    def table(self, widths: Sequence[float], rows: Iterable[Row], *, bordered: bool = True) -> str:
        sizes = [self._width * width / sum(widths) for width in widths]
        body = "".join(self._row(row, sizes) for row in rows)
        return f"<w:tbl {NAMES}>{self.properties(sizes, bordered=bordered)}{body}</w:tbl>"

    def properties(self, sizes: Sequence[float], *, bordered: bool) -> str:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        line = f"w:val='single' w:sz='4' w:space='0' w:color='{RULE}'" if bordered else "w:val='nil'"
        borders = "".join(f"<w:{side} {line}/>" for side in sides)
        visual = "<w:bidiVisual/>" if self._rtl else ""
        grid = "".join(f"<w:gridCol w:w='{twips(size)}'/>" for size in sizes)
        return (
            f"<w:tblPr>{visual}<w:tblW w:w='{twips(sum(sizes))}' w:type='dxa'/><w:tblBorders>{borders}</w:tblBorders>"
            "<w:tblLayout w:type='fixed'/><w:tblCellMar><w:top w:w='40' w:type='dxa'/><w:left w:w='70' w:type='dxa'/>"
            "<w:bottom w:w='40' w:type='dxa'/><w:right w:w='70' w:type='dxa'/></w:tblCellMar></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )

    def _row(self, row: Row, sizes: Sequence[float]) -> str:
        how = ("" if row.may_split else "<w:cantSplit/>") + ("<w:tblHeader/>" if row.is_head else "")
        cells, at = "", 0
        for cell in row.cells:
            width = twips(sum(sizes[at : at + cell.span]))
            at += cell.span
            fill = f"<w:shd w:val='clear' w:color='auto' w:fill='{cell.fill}'/>" if cell.fill else ""
            span = f"<w:gridSpan w:val='{cell.span}'/>" if cell.span > 1 else ""
            keep = row.keeps_next or row.is_head
            lines = [
                self.paragraph(line, size=8, bold=cell.bold or row.is_head, to_right=cell.to_right, keep=keep)
                for line in cell.lines
            ]
            lines += [
                self.paragraph(line, size=7, color=SOFT, to_right=cell.to_right, keep=keep) for line in cell.small
            ]
            content = "".join(lines) or self.paragraph("", size=8, keep=keep)
            cells += f"<w:tc><w:tcPr><w:tcW w:w='{width}' w:type='dxa'/>{span}{fill}</w:tcPr>{content}</w:tc>"
        return f"<w:tr><w:trPr>{how}</w:trPr>{cells}</w:tr>"

    def paragraph(
        self, text: str, *, size: float, bold: bool = False, color: str = "", to_right: bool = False, align: str = "",
        keep: bool = False, before: int = 0, after: int = 0,
    ) -> str:  # fmt: skip
        """In the direction of its own first letter, at the side of the paper's."""
        plain = MARKS.sub("", printable(text))
        found = starts_rtl(plain)
        rtl = self._rtl if found is None and not to_right else bool(found)
        # Of a paragraph from the right, Word calls its leading side "left".
        side = align or ("right" if (to_right and not rtl) or (not to_right and rtl != self._rtl) else "")
        how = ("<w:keepNext/>" if keep else "") + ("<w:bidi/>" if rtl else "")
        how += f"<w:spacing w:before='{before}' w:after='{after}'/>" + (f"<w:jc w:val='{side}'/>" if side else "")
        runs = self.runs(plain, size=size, bold=bold, color=color, rtl=rtl)
        return f"<w:p {NAMES}><w:pPr>{how}</w:pPr>{runs}</w:p>"

    def runs(self, text: str, *, size: float, bold: bool = False, color: str = "", rtl: bool | None = None) -> str:
        half = round(size * 2)
        look = "<w:b/><w:bCs/>" if bold else ""
        look += f"<w:color w:val='{color}'/>" if color else ""
        look += f"<w:sz w:val='{half}'/><w:szCs w:val='{half}'/>"
        made = ""
        for piece, is_rtl in pieces(text, rtl=self._rtl if rtl is None else rtl):
            turned = "<w:rtl/>" if is_rtl else ""
            made += f"<w:r><w:rPr>{look}{turned}</w:rPr><w:t xml:space='preserve'>{escape(piece)}</w:t></w:r>"
        return made


def pieces(text: str, *, rtl: bool) -> list[tuple[str, bool]]:
    """The text in runs of one direction each: what stands between follows the paragraph's."""
    against = _LATIN if rtl else _RIGHT_TO_LEFT
    found: list[tuple[str, bool]] = []
    at = 0
    for match in against.finditer(text):
        end = match.start() + len(match[0].rstrip(" .,;:!?،؛)"))
        if end <= match.start():
            continue
        if match.start() > at:
            found.append((text[at : match.start()], rtl))
        found.append((_kept_together(text[match.start() : end]) if rtl else text[match.start() : end], not rtl))
        at = end
    if at < len(text):
        found.append((text[at:], rtl))
    return found


def _kept_together(piece: str) -> str:
    """Some programs look only at the letters: signs and figures take their direction from a mark on either side."""
    return piece if piece.isalpha() else f"{LEFT}{piece}{LEFT}"


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
