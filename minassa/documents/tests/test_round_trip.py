"""What is written to XLSX is read back equal, in either language, whatever people wrote."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from minassa.documents.f01 import reading
from minassa.documents.f01.plan import Activity, Content, Cost, Effort, Initiative, Objective
from minassa.documents.f01.workbook import xlsx
from minassa.documents.figures import Figures
from minassa.documents.tests.made import a_plan

TRICKY = some.sampled_from(
    ["=1+1", "+966 50", "-5", "@handle", "\"quoted\"", "'", "«نص» with Latin", "\u202eمقلوب", "سطر\nثان", "a\tb", "<b>&amp;",
     "_x000D_", "1.500", "٢٠٢٦/١/١", "true", "#REF!", "مِنَ العَرَبِيَّة", "🎉👩‍👩‍👧", "A × 3", "a؛b; c", "minassa:end", "الإجمالي"]
)  # fmt: skip
LETTERS = some.text(
    some.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufeff\ufffe\uffff"), min_size=1, max_size=40
)  # fmt: skip


def words(most: int = 100, *, lines: bool = False) -> some.SearchStrategy[str]:
    """As records keep them: no outer space, and a line break only where one belongs."""
    said = TRICKY | LETTERS | some.lists(TRICKY | LETTERS, min_size=1, max_size=3).map(("\n" if lines else " ").join)
    return said.map(lambda text: (text if lines else " ".join(text.split())).strip()[:most].strip()).filter(bool)


money = some.decimals(0, Decimal("999999999999.99"), places=2)
figures = some.none() | some.decimals(Decimal(-(10**13)), Decimal(10**13), places=4)
days = some.none() | some.dates(date(2000, 1, 1), date(2099, 12, 31))
stars = some.none() | some.integers(1, 5)
efforts = some.builds(Effort, words(100), some.decimals(0, 999_999, places=1), some.integers(1, 500))
costs = some.builds(
    Cost,
    words(),
    money,
    some.just(Decimal("0.00")),
    some.sampled_from(["", "instagram", "x", "bluesky"]),
    words() | some.just(""),
)
objectives = some.builds(
    Objective,
    words(300, lines=True),
    words(60) | some.sampled_from(["", "followers", "leads"]),
    figures,
    figures,
    days,
    some.integers(1, 100),
    some.none() | some.uuids(),
)


@some.composite
def contents(draw: some.DrawFn) -> Content:
    numbers = draw(some.lists(some.integers(1, 5000), max_size=6, unique=True))
    names = draw(some.lists(words(150), min_size=1, max_size=3, unique=True))
    goals = draw(some.lists(objectives, max_size=3))
    activities = [draw(activity_of(number, numbers)) for number in numbers]
    groups = {
        name: tuple(one for at, one in enumerate(activities) if at % len(names) == place)
        for place, name in enumerate(names)
    }
    serves = some.none() | some.integers(1, len(goals)) if goals else some.none()
    return Content(tuple(goals), tuple(Initiative(name, group, draw(serves)) for name, group in groups.items()))


@some.composite
def activity_of(draw: some.DrawFn, number: int, numbers: list[int]) -> Activity:
    starts_on, deadline = draw(days), draw(days)
    if starts_on and deadline and deadline < starts_on:
        starts_on, deadline = deadline, starts_on
    others = [one for one in numbers if one != number]
    return Activity(
        number=number,
        name=draw(words(300)),
        platforms=tuple(draw(some.lists(some.sampled_from(["instagram", "tiktok", "mastodon", "x"]), unique=True))),
        responsible=draw(words() | some.just("")),
        efforts=tuple(draw(some.lists(efforts, max_size=3))),
        costs=tuple(draw(some.lists(costs, max_size=3))),
        starts_on=starts_on,
        deadline=deadline,
        expected=draw(words(400, lines=True) | some.just("")),
        rank=draw(some.none() | some.integers(1, 500)),
        rank_reason=draw(words(lines=True) | some.just("")),
        state=draw(some.sampled_from(["planned", "under_way", "done", "dropped"])),
        kind=draw(some.sampled_from(["content", "advertising", "tools", "other"])),
        depends_on=tuple(draw(some.lists(some.sampled_from(others), unique=True, max_size=2))) if others else (),
        needs_no_money=draw(some.booleans()),
        impact=draw(stars),
        urgency=draw(stars),
        effort=draw(stars),
        id=None,
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    contents(), some.sampled_from(["ar", "en"]), some.sampled_from(["ar", "en"]), some.sampled_from(["latn", "arab"])
)
def test_what_is_written_is_read_back_equal(content: Content, written: str, read: str, digits: str) -> None:
    with translation.override(written):
        file = xlsx(replace(a_plan(0), content=content), Figures(written, digits=digits))
    with translation.override(read):
        found = reading.read(file)
    assert found.faults == ()
    assert found.content == content


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_whole_plan_comes_back_with_its_ids_and_without_its_approvals(language: str) -> None:
    plan = a_plan(40, arabic=language == "ar")
    with translation.override(language):
        found = reading.read(xlsx(plan, Figures(language)))
    assert found.content == plan.content.unapproved
    assert found.content != plan.content
    assert found.plan_id == plan.id


def edited(change: object, plan: object = None) -> reading.Read:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(a_plan(4, arabic=False), Figures("en"))), data_only=False)
    change(book)  # type: ignore[operator]
    made = io.BytesIO()
    book.save(made)
    return reading.read(made.getvalue())


@pytest.mark.filterwarnings("ignore:Print area")
def test_rows_put_in_between_and_columns_moved_are_understood() -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[1]
        sheet.insert_cols(3)
        sheet["B9"], sheet["D9"], sheet["H9"] = "New initiative", "New activity", 750

    found = edited(change)
    assert found.content is not None, found.faults
    new = found.content.initiatives[-1]
    assert (new.name, new.activities[0].name, new.activities[0].number, new.activities[0].asked) == (
        "New initiative",
        "New activity",
        5,
        Decimal(750),
    )


@pytest.mark.filterwarnings("ignore:Print area")
def test_a_sum_that_differs_from_its_costs_is_named() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.worksheets[1]["G5"] = 1

    assert [(fault.cell, "add up to 2050.50" in fault.reason) for fault in edited(change).faults] == [("G5", True)]


@pytest.mark.filterwarnings("ignore:Print area")
def test_a_cost_of_no_activity_and_a_copied_number_are_named() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.worksheets[2]["A5"] = 99
        book.worksheets[1]["A6"] = 1
        book.worksheets[1]["P5"] = "1, 77"

    said = [(fault.sheet, fault.cell) for fault in edited(change).faults]
    assert ("Costs", "A5") in said
    assert ("The plan F-01", "A6") in said
    assert said.count(("The plan F-01", "P5")) == 2
