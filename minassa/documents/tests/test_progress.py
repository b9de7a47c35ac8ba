"""The progress report on paper: what it says, and what it keeps to itself."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from django.utils import translation

from minassa.documents.figures import Figures
from minassa.documents.progress.document import docx
from minassa.documents.progress.printing import pdf
from minassa.documents.progress.report import ProgressPaper
from minassa.documents.tests.made import a_logo
from minassa.documents.tests.made_report import a_report
from minassa.documents.tests.papers import folded, texts


def words_of_pdf(paper: ProgressPaper, language: str = "en") -> str:
    with translation.override(language):
        return folded(" ".join(texts(pdf(paper, Figures(language)))))


def words_of_docx(paper: ProgressPaper, language: str = "en") -> str:
    with translation.override(language), zipfile.ZipFile(io.BytesIO(docx(paper, Figures(language)))) as packed:
        parts = [packed.read(f"word/{name}.xml").decode() for name in ("header1", "document")]
    return folded(" ".join("".join(re.findall(r"<w:t\b[^>]*>([^<]*)", part)) for part in parts))


@pytest.mark.parametrize("read", [words_of_pdf, words_of_docx])
def test_the_report_says_all_of_it(read: object) -> None:
    said = read(a_report(arabic=False, logo=a_logo()))  # type: ignore[operator]
    for expected in [
        "Nakheel Al Sharq Foods", "The plan of the first half of 2026", "from 1 Feb 2026 to 28 Feb 2026", "Sara Al Otaibi",
        "4 of 12 activities done", "2 late", "Under way", "45%", "Instagram", "12,000.00", "8,250.75", "-400.00", "3,349.25",
        "Followers", "2,140", "4.8%", "45 min.", "The supplier sent the samples late", "Activity no. 1",
        "1. Photograph in the warehouse", "2. Agree on a fixed day", "Try other posting times", "Received by",
        "Omar Al Harbi", "3 Mar 2026", "0193e0a2-7c41-7d0a-9f2e-1f6f0f3c2b12",
    ]:  # fmt: skip
        assert expected in said, expected


@pytest.mark.parametrize("read", [words_of_pdf, words_of_docx])
def test_who_may_not_see_money_sees_none(read: object) -> None:
    said = read(a_report(arabic=False, money=False))  # type: ignore[operator]
    assert "Spent" not in said
    assert "12,000" not in said


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_empty_report_is_a_paper_all_the_same(language: str) -> None:
    empty = ProgressPaper(a_report().head)
    assert words_of_pdf(empty, language)
    assert words_of_docx(empty, language)
    assert "Nothing has been written yet." in words_of_pdf(empty)


def test_a_report_that_came_back_says_why() -> None:
    returned = replace(a_report(arabic=False), received=None, returned="Say why the photographs were late.")
    assert "Returned to be changed Say why the photographs were late." in words_of_pdf(returned)
