"""A paper for Word, over python-docx: tables that run from the right in Arabic, a head with the pages counted.

Tables are put in as XML at once, because python-docx takes minutes over hundreds of rows.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from minassa.documents.wordml import NAMES, SOFT, Cell, Markup, Row, twips

FONT = "Arial"
TINT, BAND, ACCENT = "EEF2F6", "E7EFF0", "0F5C63"
MARGIN = 12  # millimetres


def head(columns: Sequence[str], figures: Sequence[int]) -> Row:
    return Row([Cell([label], fill=TINT, to_right=at in figures) for at, label in enumerate(columns)], is_head=True)


class Paper:
    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = said
        self._rtl = said["dir"] == "rtl"
        self._document: Document = docx.Document()
        self._width = (297 if said["landscape"] else 210) - 2 * MARGIN
        self._markup = Markup(rtl=self._rtl, width=self._width)
        self._set_page()
        self._set_head()

    def heading(self, text: str) -> None:
        self._add(self._markup.paragraph(text, size=11, bold=True, color=ACCENT, keep=True, before=160, after=80))

    def text(self, lines: Iterable[str], *, color: str = "") -> None:
        for line in lines:
            self._add(self._markup.paragraph(line, size=9, color=color, after=60))

    def table(self, widths: Sequence[float], rows: Iterable[Row], *, bordered: bool = True) -> None:
        self._add(self._markup.table(widths, rows, bordered=bordered))
        self._add(self._markup.gap(120))

    def listing(self, said: Mapping[str, Any], widths: Sequence[float], *, quieter: Sequence[int] = ()) -> None:
        """As `laying.listing` laid it out; in the columns of `quieter` only the first line speaks up."""
        if not said["rows"]:
            self.text([said["none"]], color=SOFT)
            return
        rows = [head(said["columns"], said["figures"])]
        for row in said["rows"]:
            cells = [
                Cell(lines[:1], small=lines[1:]) if at in quieter else Cell(lines, to_right=at in said["figures"])
                for at, lines in enumerate(row["cells"])
            ]
            rows.append(Row(cells, may_split=row["is_long"]))
        if "total" in said:
            sums = enumerate(said["total"])
            rows.append(Row([Cell(lines, bold=True, fill=TINT, to_right=at in said["figures"]) for at, lines in sums]))
        self.table(widths, rows)

    def signatures(self) -> None:
        people = self._said["signatures"]
        if not people:
            return
        rows = [Row([Cell([one["capacity"]], bold=True, fill=TINT) for one in people], keeps_next=True)]
        for place in range(len(people[0]["fields"])):
            cells = [one["fields"][place] for one in people]
            rows.append(Row([Cell([f"{cell['label']}: {cell['value']}"]) for cell in cells], keeps_next=True))
        self.table([1.0] * len(people), rows)

    def saved(self) -> bytes:
        made = io.BytesIO()
        self._document.save(made)
        return made.getvalue()

    def _set_page(self) -> None:
        properties = self._document.core_properties
        properties.title, properties.author = self._said["head"]["plain_title"], self._said["head"]["plain_author"]
        properties.language = self._said["lang"]
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE if self._said["landscape"] else WD_ORIENT.PORTRAIT
        short, long = Mm(210), Mm(297)
        section.page_width, section.page_height = (long, short) if self._said["landscape"] else (short, long)
        section.left_margin = section.right_margin = Mm(MARGIN)
        section.top_margin, section.bottom_margin = Mm(14), Mm(14)
        section.header_distance = Mm(8)
        if self._rtl:
            section._sectPr.append(parse_xml(f"<w:bidi {NAMES}/>"))
        style = self._document.styles["Normal"].element.get_or_add_rPr()
        for part in (
            f"<w:rFonts {NAMES} w:ascii='{FONT}' w:hAnsi='{FONT}' w:cs='{FONT}' w:eastAsia='{FONT}'/>",
            f"<w:lang {NAMES} w:val='en-US' w:bidi='ar-SA'/>",
        ):
            made = parse_xml(part)
            for old in style.findall(made.tag):
                style.remove(old)
            style.append(made)

    def _set_head(self) -> None:
        head, markup = self._said["head"], self._markup
        header = self._document.sections[0].header
        header.is_linked_to_previous = False
        third = self._width / 3
        cells = (
            markup.paragraph(head["company"], size=11, bold=True),
            markup.paragraph(head["title"], size=14, bold=True, color=ACCENT, align="center")
            + markup.paragraph(head["code"], size=8, color=SOFT, align="center"),
            markup.pages(self._said["page_of"]),
        )
        how = f"<w:tcPr><w:tcW w:w='{twips(third)}' w:type='dxa'/><w:vAlign w:val='center'/></w:tcPr>"
        columns = "".join(f"<w:tc>{how}{cell}</w:tc>" for cell in cells)
        top = f"<w:tbl {NAMES}>{markup.properties([third] * 3, bordered=False)}<w:tr>{columns}</w:tr></w:tbl>"
        fields = [Cell([f"{one['label']}: {one['value']}"], fill=TINT) for one in head["fields"]]
        strip = markup.table([1.5] + [1.0] * (len(fields) - 1), [Row(fields)])
        last = header.paragraphs[0]._p
        for part in (top, markup.gap(80), strip):
            last.addprevious(parse_xml(part))
        if "logo" in self._said:
            cell = header.tables[0].cell(0, 0).paragraphs[0]
            size = {"width": Mm(28)} if self._said["logo_is_broad"] else {"height": Mm(10)}
            run = cell.add_run()
            run.add_picture(io.BytesIO(bytes(self._said["logo"])), **size)
            run.add_text("  ")
            cell._p.remove(run._r)
            cell._p.insert(1, run._r)  # before the name, after the paragraph's properties

    def _add(self, xml: str) -> None:
        body = self._document.element.body
        made = parse_xml(xml)
        section = body.find(qn("w:sectPr"))
        section.addprevious(made) if section is not None else body.append(made)
