"""Rating, ranking by hand with a reason, and submitting several at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minassa.core.clock import now
from minassa.planning import priorities
from minassa.planning.models import Activity, ApprovalRequest, Cycle
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import an_activity, open_cycle


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return open_cycle(cast)


def page(cycle: Cycle) -> str:
    return f"/c/noor/cycles/{cycle.pk}/priorities/"


def rate(cast: Cast, one: Activity, impact: str = "5", urgency: str = "4", effort: str = "2", **more: Any) -> Any:
    said = {"impact": impact, "urgency": urgency, "effort": effort}
    return client_of(cast.omar).post(f"/c/noor/activities/{one.pk}/rating/", said, **more)


def test_a_choice_is_saved_at_once_and_the_score_says_how_it_came(cast: Cast, cycle: Cycle) -> None:
    one = an_activity(cast, cycle)
    half = rate(cast, one, effort="", headers={"HX-Request": "true"}).content.decode()
    assert "Not rated yet" in half
    whole = rate(cast, one, headers={"HX-Request": "true"}).content.decode()
    one.refresh_from_db()
    assert one.score == 80 and one.rank == 1
    assert ">80<" in whole and f'id="activity-{one.pk}"' in whole


def test_without_scripts_the_choice_leads_back_to_the_page(cast: Cast, cycle: Cycle) -> None:
    answer = rate(cast, an_activity(cast, cycle))
    assert answer.status_code == 302 and answer.headers["Location"] == page(cycle)


@pytest.mark.parametrize("wrong", ["6", "0", "-1", "x", "٣"])
def test_a_wrong_rating_changes_nothing(cast: Cast, cycle: Cycle, wrong: str) -> None:
    one = an_activity(cast, cycle)
    assert rate(cast, one, impact=wrong).status_code == 422
    one.refresh_from_db()
    assert one.impact is None


def test_the_order_is_by_score_and_a_person_may_move_a_row_and_says_why(cast: Cast, cycle: Cycle) -> None:
    first, second, third = (an_activity(cast, cycle, name) for name in ("First", "Second", "Third"))
    for one, impact in ((first, 5), (second, 3), (third, 1)):
        priorities.rate(one, by=cast.omar, impact=impact, urgency=3, effort=3)
    browser, place = client_of(cast.omar), f"/c/noor/activities/{third.pk}/rank/"
    assert browser.post(place, {"to": "1", "reason": " "}).status_code == 422
    assert browser.post(place, {"to": "١", "reason": "The store closes in January"}).status_code == 302
    assert [one.name for one in priorities.ranked(cycle)] == ["Third", "First", "Second"]
    shown = browser.get(page(cycle)).content.decode()
    assert "The store closes in January" in shown and "moved it from" in shown and "Omar" in shown
    browser.post(f"{place}by-score/")
    assert [one.name for one in priorities.ranked(cycle)] == ["First", "Second", "Third"]
    assert "The store closes in January" not in browser.get(page(cycle)).content.decode()


def test_what_was_typed_stays_when_it_is_refused(cast: Cast, cycle: Cycle) -> None:
    one = an_activity(cast, cycle)
    answer = client_of(cast.omar).post(f"/c/noor/activities/{one.pk}/rank/", {"to": "x", "reason": "Because"})
    assert answer.status_code == 422 and b"Because" in answer.content


def test_the_work_team_reads_the_order_without_money_and_changes_nothing(cast: Cast, cycle: Cycle) -> None:
    one = an_activity(cast, cycle, cost=7531)
    shown = client_of(cast.huda).get(page(cycle)).content.decode()
    assert one.name in shown and "7,531" not in shown and "<select" not in shown
    assert "7,531" in client_of(cast.omar).get(page(cycle)).content.decode()
    assert client_of(cast.huda).post(f"/c/noor/activities/{one.pk}/rating/", {"impact": 1}).status_code == 403


def test_several_are_submitted_in_one_go_with_a_reason(cast: Cast, cycle: Cycle) -> None:
    chosen = [an_activity(cast, cycle, name) for name in ("First", "Second")]
    an_activity(cast, cycle, "Third")
    said = {"activity": [one.pk for one in chosen], "why": "The season begins"}
    answer = client_of(cast.omar).post(f"/c/noor/cycles/{cycle.pk}/approvals/", said)
    assert answer.status_code == 302
    assert {one.activity for one in ApprovalRequest.objects.all()} == set(chosen)
    assert {one.why for one in ApprovalRequest.objects.all()} == {"The season begins"}


def test_one_that_is_not_ready_holds_no_other_back_and_is_named(cast: Cast, cycle: Cycle) -> None:
    whole, half = an_activity(cast, cycle, "Whole"), an_activity(cast, cycle, "Half", responsible=None)
    said = {"activity": [whole.pk, half.pk], "why": ""}
    answer = client_of(cast.omar).post(f"/c/noor/cycles/{cycle.pk}/approvals/", said)
    assert answer.status_code == 422 and b"These were not submitted" in answer.content
    assert [one.activity for one in ApprovalRequest.objects.all()] == [whole]


@pytest.mark.parametrize("chosen", [[], ["x"], ["\x00"], ["00000000-0000-0000-0000-000000000000"]])
def test_nothing_chosen_is_said(cast: Cast, cycle: Cycle, chosen: list[str]) -> None:
    an_activity(cast, cycle)
    answer = client_of(cast.omar).post(f"/c/noor/cycles/{cycle.pk}/approvals/", {"activity": chosen})
    assert answer.status_code == 422 and not ApprovalRequest.objects.exists()


def test_another_cycles_activity_is_not_submitted_here(cast: Cast, cycle: Cycle) -> None:
    other = open_cycle(cast, "Q1", date(2027, 1, 1), date(2027, 3, 31))
    one = an_activity(cast, other)
    answer = client_of(cast.omar).post(f"/c/noor/cycles/{cycle.pk}/approvals/", {"activity": [one.pk]})
    assert answer.status_code == 422 and not ApprovalRequest.objects.exists()


def test_many_activities_are_a_page_of_few_queries(
    cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any
) -> None:
    first = an_activity(cast, cycle, "Number 0")
    Activity.objects.bulk_create(
        Activity(company=cast.company, cycle=cycle, initiative=first.initiative, number=n, name=f"Number {n}", rank=n,
                 rank_reason="By hand", responsible=cast.huda)
        for n in range(2, 120)
    )  # fmt: skip
    browser = client_of(cast.omar)
    with django_assert_max_num_queries(12):
        shown = browser.get(page(cycle)).content.decode()
    assert shown.count('class="priority"') == 50 and "?page=2" in shown


def test_a_closed_cycle_is_read_only(cast: Cast, cycle: Cycle) -> None:
    one = an_activity(cast, cycle)
    Cycle.objects.filter(pk=cycle.pk).update(state=Cycle.State.CLOSED, closed_at=now(), closed_by=cast.layla.user)
    shown = client_of(cast.omar).get(page(cycle)).content.decode()
    assert one.name in shown and "<select" not in shown and 'id="ask"' not in shown
    assert rate(cast, one).status_code == 422
