from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from minassa.planning import approving, objectives
from minassa.planning.models import Cycle, Objective, Signature
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import an_activity, measurable, open_cycle, reviewed

VERDICT = {
    "measured": "٢١٠",
    "measured_on": "2026-11-20",
    "measured_from": "file",
    "reached": "yes",
    "why": "The films were shared",
    "carry_on": "on",
}


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    cycle = open_cycle(cast)
    measurable(cast, cycle)
    return cycle


def at(cycle: Cycle, rest: str = "") -> str:
    return f"/c/noor/cycles/{cycle.pk}/review/{rest}"


def judgement() -> str:
    return f"/c/noor/objectives/{Objective.objects.get().pk}/judgement/"


def test_an_objective_is_measured_and_judged(cast: Cast, cycle: Cycle) -> None:
    browser = client_of(cast.omar)
    assert browser.post(judgement(), VERDICT).status_code == 302
    one = Objective.objects.get()
    assert (one.measured, one.measured_from, one.reached, one.is_carried_on) == (Decimal(210), "file", True, True)
    page = browser.get(at(cycle)).content.decode()
    assert "The films were shared" in page and "From the platform’s own file" in page


def test_a_figure_can_be_entered_before_the_verdict(cast: Cast, cycle: Cycle) -> None:
    given = VERDICT | {"reached": "", "why": ""}
    assert client_of(cast.omar).post(judgement(), given).status_code == 302
    one = Objective.objects.get()
    assert one.measured == 210 and one.reached is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"why": ""},
        {"reached": ""},
        {"measured": "many"},
        {"measured_on": ""},
        {"measured": "", "reached": "", "why": ""},
    ],
)
def test_a_wrong_verdict_says_so_and_keeps_what_was_typed(cast: Cast, cycle: Cycle, wrong: dict[str, str]) -> None:
    given = VERDICT | wrong
    answer = client_of(cast.omar).post(judgement(), given)
    assert answer.status_code == 422 and given["why"] in answer.content.decode()
    assert Objective.objects.get().measured is None


def test_the_whole_way_to_a_closed_cycle(cast: Cast, cycle: Cycle) -> None:
    browser = client_of(cast.omar)
    assert at(cycle, "closing/") not in browser.get(at(cycle)).content.decode()
    assert browser.post(at(cycle, "closing/")).status_code == 422
    browser.post(judgement(), VERDICT)
    assert browser.post(at(cycle, "conclusion/"), {"closing_words": "Films work"}).status_code == 302
    for who in (cast.omar, cast.layla):
        assert client_of(who).post(f"/c/noor/cycles/{cycle.pk}/signatures/", {"act": "review"})["Location"] == at(cycle)
    assert at(cycle, "closing/") in browser.get(at(cycle)).content.decode()
    assert browser.post(at(cycle, "closing/")).status_code == 302
    page = browser.get(at(cycle)).content.decode()
    assert f"/c/noor/cycles/new/?carry={cycle.pk}" in page and "Films work" in page
    for address in (judgement(), at(cycle, "conclusion/"), at(cycle, "closing/")):
        assert address not in page
    assert browser.post(judgement(), VERDICT | {"measured": "1"}).status_code == 422
    assert browser.post(at(cycle, "conclusion/"), {"closing_words": "Else"}).status_code == 422
    assert browser.post(at(cycle, "closing/")).status_code == 422
    assert Objective.objects.get().measured == 210


def test_a_changed_verdict_takes_the_signatures_with_it(cast: Cast, cycle: Cycle) -> None:
    reviewed(cast, cycle)
    browser = client_of(cast.omar)
    browser.post(judgement(), VERDICT | {"measured": "190", "reached": "no"})
    assert not Signature.objects.filter(act="review", fallen_at=None).exists()
    assert "Signatures that fell" in browser.get(at(cycle)).content.decode()
    assert at(cycle, "closing/") not in browser.get(at(cycle)).content.decode()


def test_an_activity_that_waits_for_approval_keeps_the_cycle_open(cast: Cast, cycle: Cycle) -> None:
    approving.ask(an_activity(cast, cycle), by=cast.omar)
    reviewed(cast, cycle)
    browser = client_of(cast.omar)
    assert "An activity still waits for approval" in browser.get(at(cycle)).content.decode()
    assert browser.post(at(cycle, "closing/")).status_code == 422


def test_the_work_team_reads_and_a_stranger_finds_nothing(cast: Cast, cycle: Cycle) -> None:
    browser = client_of(cast.huda)
    assert judgement() not in browser.get(at(cycle)).content.decode()
    assert browser.post(judgement(), VERDICT).status_code == 403
    assert browser.post(at(cycle, "closing/")).status_code == 403
    assert client_of(cast.sami).get(at(cycle)).status_code == 404


def test_the_page_asks_as_often_for_many_as_for_few(
    cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        objectives.add(cycle, by=cast.omar, statement=f"Objective {number}")
    browser = client_of(cast.omar)
    with django_assert_max_num_queries(12):
        assert browser.get(at(cycle)).status_code == 200
