"""F-01 and the progress report for Word: right to left where it is read so, heads repeated, and only text in it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx as word
import pytest
from django.utils import translation
from docx.oxml.ns import qn
from docx.table import Table

from minassa.documents.f01.document import docx
from minassa.documents.f01.plan import Activity, Content, Initiative, Plan
from minassa.documents.figures import Figures
from minassa.documents.isolating import starts_rtl
from minassa.documents.progress import document as progress
from minassa.documents.tests.made import a_logo, a_plan
from minassa.documents.tests.made_report import a_report
from minassa.documents.tests.papers import folded

HOSTILE = ("<w:p/>&amp;]]>", "{ HYPERLINK \"https://evil.example\" }", "=1+1", "a\x0b\x00b", "\u202eمقلوب", "سطر\nثان", "https://evil.example")  # fmt: skip


def made(language: str, kind: str = "f01") -> bytes:
    arabic = language == "ar"
    with translation.override(language):
        if kind == "f01":
            return docx(a_plan(40, arabic=arabic, logo=a_logo()), Figures(language))
        return progress.docx(a_report(40, arabic=arabic, logo=a_logo()), Figures(language))


def body(paper: bytes) -> Any:
    return word.Document(io.BytesIO(paper)).element


def hostile() -> Plan:
    activities = tuple(Activity(at, said, responsible=said, expected=said) for at, said in enumerate(HOSTILE, start=1))
    return replace(a_plan(0), content=Content((), (Initiative(HOSTILE[0], activities),)))


def said_in(table: Table) -> list[list[str]]:
    return [[folded(cell.text) for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("kind", ["f01", "report"])
def test_arabic_stands_from_the_right(kind: str) -> None:
    paper = body(made("ar", kind))
    assert all(table.find(qn("w:tblPr")).find(qn("w:bidiVisual")) is not None for table in paper.iter(qn("w:tbl")))
    seen = 0
    for paragraph in paper.iter(qn("w:p")):
        said = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        if starts_rtl(said):
            seen += 1
            assert paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None, said
            for run in paragraph.iter(qn("w:r")):
                piece = "".join(text.text or "" for text in run.iter(qn("w:t")))
                assert not starts_rtl(piece) or run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None, piece
    assert seen > 60


@pytest.mark.parametrize("kind", ["f01", "report"])
def test_english_stands_from_the_left(kind: str) -> None:
    paper = body(made("en", kind))
    assert not list(paper.iter(qn("w:bidiVisual")))
    assert [text.text for text in paper.iter(qn("w:t")) if text.text == "المستودع"] == []


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", ["f01", "report"])
def test_the_head_of_a_table_is_repeated_and_rows_stay_whole(language: str, kind: str) -> None:
    tables = [table for table in word.Document(io.BytesIO(made(language, kind))).tables if len(table.rows) > 30]
    assert tables
    for table in tables:
        first, *others = (row._tr.find(qn("w:trPr")) for row in table.rows)
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:tblHeader")) is None for row in others)
        assert sum(row.find(qn("w:cantSplit")) is not None for row in others) > 30


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_cells_say_what_the_plan_says(language: str) -> None:
    plan = a_plan(40, arabic=language == "ar")
    with translation.override(language):
        tables = word.Document(io.BytesIO(docx(plan, Figures(language)))).tables
    rows = {row[0]: row for row in said_in(tables[1])}
    for activity in plan.content.activities:
        row = rows[str(activity.number)]
        assert (row[1], row[3], row[8]) == tuple(map(folded, (activity.name, activity.responsible, activity.expected)))


def test_every_page_is_numbered_by_who_opens_it() -> None:
    with zipfile.ZipFile(io.BytesIO(made("ar"))) as packed:
        head = packed.read("word/header1.xml").decode()
    assert "> PAGE <" in head
    assert "> NUMPAGES <" in head
    assert "شركة نخيل الشرق للأغذية" in head


def test_what_people_wrote_is_only_text() -> None:
    with translation.override("en"):
        paper = docx(hostile(), Figures("en"))
    assert not list(body(paper).iter(qn("w:instrText"), qn("w:hyperlink"), qn("w:fldSimple")))
    with zipfile.ZipFile(io.BytesIO(paper)) as packed:
        names = packed.namelist()
        assert all(b'TargetMode="External"' not in packed.read(name) for name in names if name.endswith(".rels"))
        assert not [name for name in names if "vba" in name or "embed" in name or "activeX" in name]
    said = {row[1] for row in said_in(word.Document(io.BytesIO(paper)).tables[0])}
    assert {"<w:p/>&amp;]]>", '{ HYPERLINK "https://evil.example" }', "=1+1", "ab", "مقلوب", "سطر ثان"} <= said
