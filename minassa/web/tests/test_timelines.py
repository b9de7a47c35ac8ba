"""The plan as a picture, from either side, and as a table."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel import Locale

from minassa.planning.models import Cycle
from minassa.planning.sheets import sheet_of
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import an_activity, open_cycle
from minassa.web.plan_timeline import WIDTH, picture
from minassa.web.tests.test_plan import many
from minassa.web.ui.reading import Reading


def reading(language: str) -> Reading:
    return Reading(Locale.parse(language), ZoneInfo("Asia/Riyadh"))


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    cycle = open_cycle(cast)
    first = an_activity(cast, cycle, "One <b>", starts_on=date(2026, 10, 1), deadline=date(2026, 10, 20))
    an_activity(cast, cycle, "Two", starts_on=date(2026, 11, 1), deadline=date(2026, 11, 20), after=[first])
    an_activity(cast, cycle, "No day", starts_on=None, deadline=None)
    return cycle


def bars(said: str) -> list[tuple[float, float]]:
    found = re.findall(r'timeline__bar[^"]*" x="([\d.]+)" y="\d+" width="([\d.]+)"', said)
    return [(float(x), float(width)) for x, width in found]


def test_each_dated_activity_is_a_bar_and_names_are_text(cast: Cast, cycle: Cycle) -> None:
    said = picture(sheet_of(cycle), reading("en"), date(2026, 10, 25))
    [one, two] = bars(said)
    assert one[0] < two[0] and one[1] == pytest.approx(two[1], rel=0.01)
    assert "One &lt;b&gt;" in said and said.count("timeline__wait") == 1 and "timeline__today" in said
    assert "timeline__bar--late" in said


def test_in_arabic_the_days_run_from_the_right(cast: Cast, cycle: Cycle) -> None:
    today = date(2026, 10, 25)
    [one, two] = bars(picture(sheet_of(cycle), reading("ar"), today))
    [from_left, _second] = bars(picture(sheet_of(cycle), reading("en"), today))
    assert one[0] > two[0] and WIDTH - one[0] - one[1] == pytest.approx(from_left[0], abs=0.3)


def test_the_page_says_it_in_a_table_too(cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any) -> None:
    browser, path = client_of(cast.huda), f"/c/noor/cycles/{cycle.pk}/plan/timeline/"
    page = browser.get(path).content.decode()
    assert "The same as a table" in page and "No day" in page
    many(cast, open_cycle(cast, "Q1", date(2027, 1, 1), date(2027, 3, 31)), 200)
    with django_assert_max_num_queries(12):
        browser.get(path)
