"""F-01 as a workbook: as a spreadsheet opens it, and nothing that people wrote runs in it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.utils import translation
from openpyxl.worksheet.worksheet import Worksheet

from minassa.documents.f01.plan import Activity, Content, Cost, Effort, Initiative, Objective, Plan
from minassa.documents.f01.workbook import xlsx
from minassa.documents.figures import Figures
from minassa.documents.letterhead import Signed
from minassa.documents.tests.made import a_plan

LIKE_FORMULAS = (
    "=1+1",
    "+966500000000",
    "-5",
    "@SUM(A1)",
    '=HYPERLINK("https://evil.example","x")',
    "\t=1",
    "=cmd|' /C calc'!A0",
)
COLUMNS = {"number": 1, "name": 3, "asked": 7, "starts_on": 8, "deadline": 9, "approved": 14}


def opened(plan: Plan, language: str = "ar") -> openpyxl.Workbook:
    with translation.override(language):
        return openpyxl.load_workbook(io.BytesIO(xlsx(plan, Figures(language))))


def parts(plan: Plan) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(xlsx(plan, Figures("ar")))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist() if name.endswith((".xml", ".rels"))}


def hostile() -> Plan:
    """What a spreadsheet would run, wherever somebody can write."""
    activities = tuple(
        Activity(
            at, said, responsible=said, efforts=(Effort(said.strip(), Decimal(1)),), expected=said, rank_reason=said,
            costs=(Cost(said, Decimal(5), party=said),),
        )
        for at, said in enumerate(LIKE_FORMULAS, start=1)
    )  # fmt: skip
    plan = a_plan(0)
    return replace(
        plan,
        head=replace(plan.head, company="=1+1", prepared_by="@x", state="-1"),
        content=Content((Objective("=1+1", "+own"),), (Initiative("=1+1", activities),)),
        signatures=(Signed("=1+1", "+2", None, "=3"),),
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_sheets_run_from_the_side_of_their_language(language: str) -> None:
    book = opened(a_plan(3), language)
    assert [sheet.sheet_view.rightToLeft or False for sheet in sheets(book)] == [language == "ar"] * 3


def test_money_and_days_are_figures_and_days() -> None:
    sheet = sheets(opened(a_plan(3)))[1]
    values: dict[str, Any] = {key: sheet.cell(5, column) for key, column in COLUMNS.items()}
    assert values["number"].value == 1
    assert values["starts_on"].value.date() == date(2026, 1, 5)
    assert values["deadline"].is_date
    assert values["starts_on"].number_format == "yyyy/mm/dd"
    costs = sheets(opened(a_plan(3)))[2]
    assert costs.cell(5, 5).value == 250.5
    assert "#,##0.00" in costs.cell(5, 5).number_format


def test_sums_keep_counting() -> None:
    sheet = sheets(opened(a_plan(3)))[1]
    found = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert sheet.cell(5, COLUMNS["asked"]).value == "=SUMIF(التكاليف!$A:$A,$A5,التكاليف!$E:$E)"
    assert [said for said in found if said.startswith("=SUM(")] == ["=SUM(G5:G8)", "=SUM(N5:N8)"]
    with translation.override("ar"):
        kept = openpyxl.load_workbook(io.BytesIO(xlsx(a_plan(3), Figures("ar"))), data_only=True)
    assert sheets(kept)[1]["G9"].value == float(a_plan(3).content.asked)


def test_no_text_becomes_a_formula() -> None:
    for sheet in sheets(opened(hostile())):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert re.fullmatch(r"=SUM(IF)?\(['A-Zء-ي!$:,\d]+\)", str(cell.value)), cell.coordinate
    texts = {cell.value for sheet in sheets(opened(hostile())) for row in sheet.iter_rows() for cell in row}
    assert set(LIKE_FORMULAS) <= texts


def test_text_like_a_formula_is_marked_as_text() -> None:
    sheet = sheets(opened(hostile()))[1]
    for row, said in enumerate(LIKE_FORMULAS, start=5):
        cell: Any = sheet.cell(row, COLUMNS["name"])
        assert (cell.value, cell.data_type, cell.quotePrefix) == (said, "s", True)


def test_nothing_leads_out_of_the_workbook() -> None:
    plan = hostile()
    linked = Activity(90, "https://evil.example/x", expected="mailto:a@b.example \\\\server\\share")
    content = replace(
        plan.content, initiatives=(*plan.content.initiatives, Initiative("file:///etc/passwd", (linked,)))
    )
    for name, said in parts(replace(plan, content=content)).items():
        assert 'TargetMode="External"' not in said, name
        assert "<hyperlink" not in said, name
        assert "vbaProject" not in name
        assert "externalLink" not in name


def test_the_printed_sheet_repeats_its_head_and_counts_its_pages() -> None:
    with translation.override("en"):
        sheet: Any = sheets(openpyxl.load_workbook(io.BytesIO(xlsx(a_plan(3), Figures("en")))))[1]
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert sheet.freeze_panes == "D5"


def sheets(book: openpyxl.Workbook) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)]
