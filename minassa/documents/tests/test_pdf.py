"""F-01 as PDF: what it looks like, and what searching, copying and reading aloud get out of it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from PIL import Image, ImageChops, ImageStat

from minassa.documents import typesetting
from minassa.documents.f01.document import docx
from minassa.documents.f01.plan import Activity, Content, Initiative, Plan
from minassa.documents.f01.printing import layout, pdf
from minassa.documents.f01.workbook import xlsx
from minassa.documents.figures import Figures
from minassa.documents.progress import printing as progress
from minassa.documents.tests.made import a_logo, a_plan
from minassa.documents.tests.made_report import a_report
from minassa.documents.tests.papers import cells, folded, pictures, texts
from minassa.documents.tests.test_round_trip import words

ARABIC = re.compile(r"[\u0621-\u0652\u0670]+")
HARD = (
    "السلام لأن الآن الإعلان للأغذية ولا آلاف",
    "منتجًا ومُشَكَّل وكلًّا ولّا مِنَ العَرَبِيَّة",
    "بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ",
    "عرض (Batch A) للحساب @nakheel_foods قبل 2026-03-31 بخصم 4.5%",
    "The series “من المزرعة إلى المستودع” (30 units)",
    "x < y & z > 1 \\ #set $a$ *b* _c_ [d]",
    "٣٠ منتجًا 👩‍👩‍👧 🎉",
    "Ré e\u0301 ﻻ شركة(ذ.م.م)",
)


def printed(plan: Plan, language: str) -> bytes:
    with translation.override(language):
        return pdf(plan, Figures(language, hijri=language == "ar"))


def of_names(names: tuple[str, ...]) -> Plan:
    activities = tuple(Activity(at, name, expected=name) for at, name in enumerate(names, start=1))
    return replace(a_plan(0), content=Content((), (Initiative("مبادرة", activities),)))


def said_by(plan: Plan, language: str) -> list[str]:
    """What stands in each cell of the plan, taken from what the template gets."""
    with translation.override(language):
        said = layout(plan, Figures(language, hijri=language == "ar"))
    told = [
        *said["objectives"]["columns"],
        *("\n".join(one) for row in said["objectives"]["rows"] for one in row["cells"]),
    ]
    told = told if said["objectives"]["rows"] else []
    told += said["plan"]["columns"]
    for group in said["plan"]["groups"]:
        told.append(f"{group['label']} {group['name']} {group['sum']}")
        told += ["\n".join(one) for row in group["rows"] for one in row["cells"]]
    return [folded(one) for one in [*told, *(one for total in said["totals"] for one in total)] if folded(one)]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_cell_is_read_as_it_went_in(language: str) -> None:
    plan = a_plan(40, arabic=language == "ar", logo=a_logo())
    paper = printed(plan, language)
    assert len(texts(paper)) > 4
    assert [folded(one) for one in cells(paper) if one] == said_by(plan, language)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_hard_text_is_read_as_it_went_in(language: str) -> None:
    plan = of_names(HARD)
    told = [folded(one) for one in cells(printed(plan, language))]
    assert [one for one in told if one] == said_by(plan, language)
    assert all(folded(name) in told for name in HARD)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_arabic_word_is_found_by_searching(language: str) -> None:
    for plan in (a_plan(40, arabic=language == "ar"), of_names(HARD[:4])):
        found = set(ARABIC.findall(folded(" ".join(texts(printed(plan, language))))))
        wanted = {word for cell in said_by(plan, language) for word in ARABIC.findall(cell)}
        assert wanted - found == set()


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.lists(words(200, lines=True), min_size=1, max_size=8), some.sampled_from(["ar", "en"]))
def test_whatever_people_write_becomes_a_paper_that_says_it(names: list[str], language: str) -> None:
    plan = of_names(tuple(f"أ {name}" for name in names))  # of what shows nothing there is nothing to read
    assert [folded(one) for one in cells(printed(plan, language)) if folded(one)] == said_by(plan, language)


def test_a_row_longer_than_a_page_goes_on_overleaf() -> None:
    plan = of_names((" ".join(f"كلمة{at} لا" for at in range(900)), "بعدها"))
    found = [folded(page) for page in texts(printed(plan, "ar"))]
    assert len(found) > 2
    assert "كلمة0 لا" in found[0]
    assert "بعدها" in found[-1]


def test_lines_of_arabic_are_copied_in_the_order_they_are_read() -> None:
    said = folded(" ".join(texts(printed(of_names(HARD[:3]), "ar"))))
    for name in HARD[:3]:
        assert name in said


@pytest.mark.parametrize("language", ["ar", "en"])
def test_rows_follow_each_other_over_the_pages(language: str) -> None:
    """Each row's own word; and in a row its number comes first, then its name, then the rest."""
    letters = "بتثجحخدرزسشصضطظعغفقكلمنهي" if language == "ar" else "abcdefghijklmnopqrstuvwxyz"
    words = [f"{letters[at // 5]}{letters[at % 5]}{letters[9]}" for at in range(80)]
    content = Content((), (Initiative("G", tuple(Activity(at + 1, f"{word} {word}", responsible="Sara") for at, word in enumerate(words))),))  # fmt: skip
    said = folded(" ".join(texts(printed(replace(a_plan(0), content=content), language))))
    places = [said.index(f" {at + 1} {word} {word} Sara") for at, word in enumerate(words)]
    assert places == sorted(places)


def test_what_is_made_readable_looks_as_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = of_names(HARD)
    after = pictures(printed(plan, "ar"))
    monkeypatch.setattr(typesetting, "readable", lambda made, _cells: made)
    before = pictures(printed(plan, "ar"))
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        assert ImageStat.Stat(ImageChops.difference(one, other)).mean[0] < 0.1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_page_has_its_head_its_number_and_the_head_of_the_table(language: str) -> None:
    plan = a_plan(40, arabic=language == "ar", logo=a_logo())
    found = [folded(page) for page in texts(printed(plan, language))]
    numbered = "صفحة {} من {}" if language == "ar" else "Page {} of {}"
    column = "النشاط" if language == "ar" else "Activity"
    for number, page in enumerate(found, start=1):
        assert plan.head.company in page
        assert numbered.format(number, len(found)) in page
        assert column in page


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", ["f01", "report"])
def test_nothing_runs_off_a_page_and_none_is_blank(language: str, kind: str) -> None:
    with translation.override(language):
        figures = Figures(language, hijri=True)
        arabic = language == "ar"
        made = (
            pdf(a_plan(40, arabic=arabic, logo=a_logo()), figures)
            if kind == "f01"
            else progress.pdf(a_report(40, arabic=arabic, logo=a_logo()), figures)
        )
    for page in pictures(made):
        assert within(page, margin=20)
        assert ImageStat.Stat(page.crop((34, 100, page.width - 34, page.height))).mean[0] < 254


def within(page: Image.Image, *, margin: int) -> bool:
    """Only white in the margin."""
    ink = ImageChops.invert(page).point(lambda shade: 255 if shade > 16 else 0).getbbox()
    return ink is not None and ink[0] >= margin and ink[2] <= page.width - margin and ink[3] <= page.height - margin


@pytest.mark.parametrize(("make", "seconds"), [(pdf, 4), (xlsx, 4), (docx, 8)])
def test_five_hundred_activities_are_quick(make: Callable[[Plan, Figures], bytes], seconds: float) -> None:
    """Measured on two cores: PDF 1.2 s, XLSX 0.4 s, DOCX 0.8 s. The bounds leave room for a slower machine."""
    with translation.override("ar"):
        plan, figures = a_plan(500, logo=a_logo()), Figures("ar")
        make(a_plan(1), figures)  # the fonts are read once
        begun = time.process_time()
        assert make(plan, figures)
        assert time.process_time() - begun < seconds
