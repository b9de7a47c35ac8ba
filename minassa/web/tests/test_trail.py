from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from minassa.events.access import PAGE
from minassa.events.recording import event, record_all
from minassa.testing.cast import Cast, client_of

TRAIL = "/c/noor/activity/"


def happen(cast: Cast, count: int, verb: str = "thing.done") -> None:
    with transaction.atomic():
        record_all(
            event(f"{verb}{number}", company=cast.company, subject=cast.huda.pk, by=cast.huda.user)
            for number in range(count)
        )


def test_it_tells_who_did_what(cast: Cast) -> None:
    client_of(cast.omar).post("/c/noor/parties/new/", {"name": "Team", "kind": "inside", "notify_by": "ticket"})
    page = client_of(cast.layla).get(TRAIL).content.decode()
    assert "<bdi>Omar</bdi> added the responsible party <bdi>Team</bdi>." in page


def test_a_verb_that_nobody_knows_is_no_error(cast: Cast) -> None:
    happen(cast, 1)
    assert "thing.done0" in client_of(cast.layla).get(TRAIL).content.decode()


def test_it_has_pages_in_a_fixed_number_of_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    happen(cast, PAGE + 5)
    browser = client_of(cast.layla)
    with django_assert_max_num_queries(6):
        page = browser.get(TRAIL).content.decode()
    assert page.count('class="trail__event"') == PAGE
    older = page.partition('rel="next" href="')[2].partition('"')[0]
    assert browser.get(TRAIL + older).content.decode().count('class="trail__event"') == 5


@pytest.mark.parametrize("before", ["x", "-1", "0", "9" * 30, "0" * 19 + "9" * 30, "1e3", "١", "\x00"])
def test_a_page_that_cannot_be_is_not_there(cast: Cast, before: str) -> None:
    assert client_of(cast.layla).get(TRAIL, {"before": before}).status_code == 404


def test_another_companys_trail_is_not_shown(cast: Cast) -> None:
    happen(cast, 1)
    assert "thing.done0" not in client_of(cast.sami).get("/c/safa/activity/").content.decode()
