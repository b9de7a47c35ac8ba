"""A plan from a file: looked at first, taken whole or not at all, and every cell that is wrong is named."""

from __future__ import annotations

import io
import os
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from minassa.core.clock import now
from minassa.events.models import Event
from minassa.planning import activities
from minassa.planning.models import Activity, Cycle
from minassa.planning.resourcing import EffortOf
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import an_activity, open_cycle
from minassa.web.tests.test_f01_round_trip import exported, records, rich

THEIRS: list[list[Any]] = [
    ["خطة التسويق للربع الرابع", None, None, None, None, None],
    ["م", "المبادرة", "النشاط", "المسؤول", "الموعد النهائي", "الميزانية"],
    [1, "موسم التمور", "تصوير التمور", "Huda", "٢٠٢٦/١١/٣٠", "١٬٥٠٠"],
    [2, None, "إعلانات ممولة", "omar", "2026-12-15", 4000],
]


@pytest.fixture(autouse=True)
def _media(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return open_cycle(cast)


def at(cycle: Cycle, rest: str = "") -> str:
    return f"/c/noor/cycles/{cycle.pk}/imports/{rest}"


def sheet(rows: list[list[Any]]) -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "الخطة"  # type: ignore[union-attr]
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(made)
    return made.getvalue()


def send(browser: Client, cycle: Cycle, file: bytes) -> Any:
    return browser.post(at(cycle, "new/"), {"file": SimpleUploadedFile("plan.xlsx", file)})


def confirm(browser: Client, cycle: Cycle) -> Any:
    plan = browser.get(at(cycle)).context["found"].plan
    return browser.post(at(cycle, "confirm/"), {"plan": plan})


def name_columns(browser: Client, cycle: Cycle, **more: str) -> Any:
    form = browser.get(at(cycle)).context["form"]
    sent = {bound.html_name: bound.value() or "" for bound in form}
    return browser.post(at(cycle), sent | {"sheet": form.sheet.name} | more)


def test_our_own_file_is_shown_before_it_is_taken(cast: Cast) -> None:
    cycle = rich(cast)
    file, before = exported(cast, cycle), records(cycle)
    activities.change(cycle.activities.get(name="Done"), by=cast.omar, name="Renamed")
    browser, told = client_of(cast.omar), Event.objects.count()
    assert send(browser, cycle, file).status_code == 302
    page = browser.get(at(cycle))
    assert "Nothing is kept yet" in page.content.decode() and Event.objects.count() == told
    [changed] = page.context["found"].changed
    assert (changed.activity.name, changed.fields) == ("Done", ["Activity"])
    assert confirm(browser, cycle).status_code == 302
    assert records(cycle) == before


def test_a_file_that_says_nothing_new_has_nothing_to_take(cast: Cast) -> None:
    cycle, browser = rich(cast), client_of(cast.omar)
    send(browser, cycle, exported(cast, cycle))
    page = browser.get(at(cycle)).content.decode()
    assert "says what the plan says already" in page and "Bring it into the plan" not in page


def test_somebody_only_named_stays_so_though_a_colleague_has_the_name(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle)
    named = EffortOf(Decimal(3), who=cast.huda.user.name)
    activities.change(activity, by=cast.omar, efforts=[named])
    browser = client_of(cast.omar)
    send(browser, cycle, exported(cast, cycle))
    assert browser.get(at(cycle)).context["found"].changed == []


def test_a_companys_own_sheet_is_mapped_and_taken(cast: Cast, cycle: Cycle) -> None:
    browser = client_of(cast.omar)
    send(browser, cycle, sheet(THEIRS))
    page = browser.get(at(cycle))
    assert "Which column is which?" in page.content.decode() and "تصوير التمور" in page.content.decode()
    assert name_columns(browser, cycle).status_code == 302
    assert [one.name for one in browser.get(at(cycle)).context["found"].brought.added] == [
        "تصوير التمور",
        "إعلانات ممولة",
    ]
    assert confirm(browser, cycle).status_code == 302
    first, second = cycle.activities.all()
    assert (first.responsible, str(first.deadline), first.initiative.name) == (cast.huda, "2026-11-30", "موسم التمور")
    assert [str(one.asked) for one in (*first.cost_lines.all(), *second.cost_lines.all())] == ["1500.00", "4000.00"]


def test_the_same_sheet_again_changes_only_what_it_says(cast: Cast, cycle: Cycle) -> None:
    browser = client_of(cast.omar)
    send(browser, cycle, sheet(THEIRS))
    name_columns(browser, cycle)
    confirm(browser, cycle)
    first = cycle.activities.all()[0]
    activities.change(first, by=cast.omar, platforms=["x"], expected="Thirty pictures")
    rows = [*THEIRS[:2], [1, "موسم التمور", "تصوير التمور", "omar", "2026-11-30", 1500]]
    send(browser, cycle, sheet(rows))
    name_columns(browser, cycle)
    [changed] = browser.get(at(cycle)).context["found"].changed
    assert changed.fields == ["Responsible"]
    confirm(browser, cycle)
    first.refresh_from_db()
    assert (first.responsible, first.platforms, first.expected) == (cast.omar, ["x"], "Thirty pictures")
    assert cycle.activities.count() == 2


def test_every_wrong_cell_is_named_and_nothing_is_taken(cast: Cast, cycle: Cycle) -> None:
    browser = client_of(cast.omar)
    rows = [*THEIRS, [3, None, "نشاط", "Nobody", "2026-12-15", 1], [4, None, "Other", "Huda", "soon", "much"]]
    send(browser, cycle, sheet(rows))
    name_columns(browser, cycle)
    faults = browser.get(at(cycle)).context["found"].faults
    assert {(one.sheet, one.cell) for one in faults} == {("الخطة", "D5"), ("الخطة", "E6"), ("الخطة", "F6")}
    browser.post(at(cycle, "confirm/"), {"plan": ""})
    assert cycle.activities.count() == 0
    send(browser, cycle, sheet(rows[:-1]))
    name_columns(browser, cycle)
    [fault] = browser.get(at(cycle)).context["found"].faults
    assert fault.cell == "D5" and "nobody of this company" in fault.reason
    name_columns_again = browser.get(at(cycle), {"sheet": "الخطة"}).context["form"]
    assert name_columns_again["head_row"].value() == 2
    sent = {bound.html_name: bound.value() or "" for bound in name_columns_again}
    browser.post(at(cycle), sent | {"sheet": "الخطة", "skips_unknown": "on"})
    confirm(browser, cycle)
    assert cycle.activities.count() == 3 and cycle.activities.get(name="نشاط").responsible is None


def test_a_row_that_the_plan_refuses_is_named_too(cast: Cast) -> None:
    cycle = rich(cast)
    file, browser = exported(cast, cycle, "en"), client_of(cast.omar)
    book, made = openpyxl.load_workbook(io.BytesIO(file)), io.BytesIO()
    plan = book["The plan F-01"]
    row = next(row for row in plan.iter_rows() if row[2].value == "Wait for it")
    row[11].value = "Done"
    book.save(made)
    before = records(cycle)
    send(browser, cycle, made.getvalue())
    [fault] = browser.get(at(cycle)).context["found"].faults
    assert fault.row == row[2].row and "not approved yet" in fault.reason
    assert records(cycle) == before


@pytest.mark.parametrize("wrong", [b"", b"no workbook", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"])
def test_what_is_no_workbook_is_refused_in_words(cast: Cast, cycle: Cycle, wrong: bytes) -> None:
    answer = send(client_of(cast.omar), cycle, wrong)
    assert answer.status_code == 422 and answer.context["form"].errors


def test_a_name_column_is_asked_for(cast: Cast, cycle: Cycle) -> None:
    browser = client_of(cast.omar)
    send(browser, cycle, sheet(THEIRS))
    answer = name_columns(browser, cycle, **{"col-C": ""})
    assert answer.status_code == 422 and "names the activity" in answer.content.decode()


def test_a_plan_that_changed_meanwhile_is_looked_at_again(cast: Cast, cycle: Cycle) -> None:
    browser = client_of(cast.omar)
    send(browser, cycle, sheet(THEIRS))
    name_columns(browser, cycle)
    plan = browser.get(at(cycle)).context["found"].plan
    an_activity(cast, cycle)
    answer = browser.post(at(cycle, "confirm/"), {"plan": plan})
    assert answer.headers["Location"] == at(cycle) and cycle.activities.count() == 1


def test_the_file_is_gone_once_it_is_taken_cancelled_or_old(cast: Cast, cycle: Cycle, tmp_path: Path) -> None:
    def files() -> list[Path]:
        return [one for one in (tmp_path / "imports").rglob("*") if one.is_file()]

    browser = client_of(cast.omar)
    send(browser, cycle, sheet(THEIRS))
    send(browser, cycle, sheet(THEIRS))
    assert len(files()) == 1
    browser.post(at(cycle, "cancel/"))
    assert files() == [] and browser.get(at(cycle)).status_code == 302
    old = (now() - timedelta(days=2)).timestamp()
    send(browser, cycle, sheet(THEIRS))
    os.utime(files()[0], (old, old))
    send(client_of(cast.layla), cycle, sheet(THEIRS))
    assert len(files()) == 1 and browser.get(at(cycle)).status_code == 302


def test_one_persons_file_is_nobody_elses(cast: Cast, cycle: Cycle) -> None:
    send(client_of(cast.omar), cycle, sheet(THEIRS))
    assert client_of(cast.layla).get(at(cycle)).headers["Location"] == at(cycle, "new/")
    assert client_of(cast.huda).get(at(cycle, "new/")).status_code == 403


def test_the_preview_of_many_rows_asks_few_times(cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any) -> None:
    browser = client_of(cast.omar)
    rows = [[number, "موسم", f"نشاط {number}", "Huda", "2026-11-30", number] for number in range(1, 301)]
    send(browser, cycle, sheet([*THEIRS[:2], *rows]))
    name_columns(browser, cycle)
    with django_assert_max_num_queries(45):
        assert len(browser.get(at(cycle)).context["found"].brought.added) == 300
    assert Activity.objects.count() == 0
