"""Reading a request, deciding it when it is one's turn, and seeing who has to."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from minassa.planning import approving, budgeting, rules
from minassa.planning.activities import CostOf
from minassa.planning.models import Activity, ApprovalRequest, Cycle
from minassa.planning.rules import RuleOf
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import an_activity, an_initiative, approved, open_cycle


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return open_cycle(cast)


@pytest.fixture
def asked(cast: Cast, cycle: Cycle) -> ApprovalRequest:
    return approving.ask(an_activity(cast, cycle, cost=12500), by=cast.omar, why="The season begins")


def page(one: ApprovalRequest) -> str:
    return f"/c/noor/approval-requests/{one.pk}/"


def decide(person: Any, one: ApprovalRequest, verdict: str, **said: Any) -> Any:
    turn = one.steps.filter(verdict="").values_list("pk", flat=True).first()
    return client_of(person).post(f"{page(one)}verdict/", {"turn": turn or "", "verdict": verdict, **said})


def test_an_approver_reads_everything_and_approves_with_one_press(cast: Cast, asked: ApprovalRequest) -> None:
    shown = client_of(cast.layla).get(page(asked)).content.decode()
    for words in ("Film the cold store", "12,500", "The season begins", "Camera", "Huda", "Omar", "Your decision"):
        assert words in shown, words
    assert decide(cast.layla, asked, "approve").status_code == 302
    asked.refresh_from_db()
    assert asked.granted == 12500
    assert "Your decision" not in client_of(cast.layla).get(page(asked)).content.decode()


def test_less_is_typed_in_any_digits(cast: Cast, asked: ApprovalRequest) -> None:
    assert decide(cast.layla, asked, "less", amount="").status_code == 422
    assert decide(cast.layla, asked, "less", amount="١٢٬٥٠٠").status_code == 422  # it is not less
    assert decide(cast.layla, asked, "less", amount="٨٬٠٠٠٫٥").status_code == 302
    asked.refresh_from_db()
    assert asked.granted == Decimal("8000.50")


@pytest.mark.parametrize("verdict", ["postpone", "send_back", "reject"])
def test_a_refusal_needs_words_and_keeps_what_was_typed(cast: Cast, asked: ApprovalRequest, verdict: str) -> None:
    day = (cast.company.local_now().date() + timedelta(days=20)).isoformat()
    bad = decide(cast.layla, asked, verdict, postponed_to=day, words=" ")
    assert bad.status_code == 422 and b"Write why" in bad.content and b"<details" in bad.content
    assert decide(cast.layla, asked, verdict, postponed_to=day, words="Not before the fair").status_code == 302
    shown = client_of(cast.omar).get(page(asked)).content.decode()
    assert "Not before the fair" in shown and "Layla" in shown


def test_postponing_is_to_a_day_that_comes(cast: Cast, asked: ApprovalRequest) -> None:
    today = cast.company.local_now().date().isoformat()
    for day in ("", today, "x"):
        assert decide(cast.layla, asked, "postpone", postponed_to=day, words="Later").status_code == 422
    assert ApprovalRequest.objects.get().state == "waiting"


def test_ones_own_request_says_who_decides_instead(cast: Cast, asked: ApprovalRequest) -> None:
    shown = client_of(cast.omar).get(page(asked)).content.decode()
    assert "You asked for this" in shown and "Your decision" not in shown and "Withdraw the request" in shown
    answer = decide(cast.omar, asked, "approve")
    assert answer.status_code == 422 and "Nobody approves what they asked for" in answer.content.decode()


def test_decided_meanwhile_says_by_whom(cast: Cast, asked: ApprovalRequest) -> None:
    turn = asked.steps.get().pk
    decide(cast.layla, asked, "reject", words="No")
    answer = client_of(cast.layla).post(f"{page(asked)}verdict/", {"turn": turn, "verdict": "approve"})
    assert answer.status_code == 422 and "Layla decided this already" in answer.content.decode()


def test_a_chain_goes_from_one_to_the_next(cast: Cast, cycle: Cycle) -> None:
    rules.set_rules(by=cast.layla, rules=[RuleOf(Decimal(100), "officer"), RuleOf(None, "manager")])
    one = approving.ask(an_activity(cast, cycle), by=cast.huda)
    first = one.steps.earliest("position").pk
    assert "their turn now" in client_of(cast.layla).get(page(one)).content.decode()
    assert decide(cast.layla, one, "approve").status_code == 422
    assert decide(cast.omar, one, "less", amount="400").status_code == 302
    answer = client_of(cast.omar).post(f"{page(one)}verdict/", {"turn": first, "verdict": "approve"})
    assert answer.status_code == 422  # the same press again is not the next turn
    assert "Approve" in client_of(cast.layla).get(page(one)).content.decode()
    decide(cast.layla, one, "approve")
    one.refresh_from_db()
    assert one.granted == 400


def test_whom_the_rules_name_reads_and_decides_and_no_other_of_the_team(cast: Cast, cycle: Cycle) -> None:
    rules.set_rules(by=cast.layla, rules=[RuleOf(None, approver=cast.huda)])
    one = approving.ask(an_activity(cast, cycle, responsible=cast.omar), by=cast.omar)
    rules.set_rules(by=cast.layla, rules=[])
    other = approving.ask(an_activity(cast, cycle, "Other", responsible=cast.omar), by=cast.omar)
    browser = client_of(cast.huda)
    assert browser.get(page(one)).status_code == 200 and browser.get(page(other)).status_code == 403
    listed = browser.get(f"/c/noor/cycles/{cycle.pk}/approvals/").content.decode()
    assert page(one) in listed and page(other) not in listed
    assert decide(cast.huda, one, "approve").status_code == 302
    assert browser.get(page(one)).status_code == 200


def test_what_waits_for_the_reader_is_on_top(cast: Cast, cycle: Cycle, asked: ApprovalRequest) -> None:
    mine = approving.ask(an_activity(cast, cycle, "By Layla"), by=cast.layla)
    shown = client_of(cast.layla).get(f"/c/noor/cycles/{cycle.pk}/approvals/").content.decode()
    assert "Waiting for your decision" in shown and shown.index(page(asked)) < shown.index(page(mine))
    refused = client_of(cast.layla).get(f"/c/noor/cycles/{cycle.pk}/approvals/?in=refused").content.decode()
    assert page(asked) in refused and page(mine) not in refused


def test_more_than_the_budget_holds_is_said_before_and_refused(
    cast: Cast, cycle: Cycle, asked: ApprovalRequest
) -> None:
    budgeting.set_ceiling(cycle, by=cast.layla, budget=Decimal(10000))
    shown = client_of(cast.layla).get(page(asked)).content.decode()
    assert "More than is left of the budget" in shown and "2,500" in shown
    answer = decide(cast.layla, asked, "approve")
    assert answer.status_code == 422 and "10,000" in answer.content.decode()
    assert Cycle.objects.get().approved == 0


def test_who_asked_withdraws(cast: Cast, asked: ApprovalRequest) -> None:
    assert client_of(cast.huda).post(f"{page(asked)}withdraw/").status_code == 403
    assert client_of(cast.omar).post(f"{page(asked)}withdraw/").status_code == 302
    assert Activity.objects.get().approval == "draft"
    assert decide(cast.layla, asked, "approve").status_code == 422


@pytest.mark.parametrize("wrong", [{"verdict": "x"}, {"turn": "x"}, {"turn": "\x00"}, {"verdict": ""}])
def test_what_is_no_decision_decides_nothing(cast: Cast, asked: ApprovalRequest, wrong: dict[str, str]) -> None:
    said = {"turn": str(asked.steps.get().pk), "verdict": "approve"} | wrong
    assert client_of(cast.layla).post(f"{page(asked)}verdict/", said).status_code == 422
    assert ApprovalRequest.objects.get().state == "waiting"


def test_many_requests_are_a_page_of_few_queries(cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any) -> None:
    for number in range(25):
        approving.ask(an_activity(cast, cycle, f"N{number}"), by=cast.omar if number % 2 else cast.layla)
    for number in range(10):
        approved(cast, an_activity(cast, cycle, f"A{number}"))
    for person in (cast.layla, cast.omar):
        browser = client_of(person)
        with django_assert_max_num_queries(12):
            assert browser.get(f"/c/noor/cycles/{cycle.pk}/approvals/").status_code == 200
        with django_assert_max_num_queries(12):
            assert browser.get(f"/c/noor/cycles/{cycle.pk}/approvals/?in=approved").status_code == 200


def test_a_request_of_many_lines_and_rounds_is_few_queries(
    cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any
) -> None:
    costs = [CostOf(f"Line {n}", Decimal(10), "bluesky", cast.agency) for n in range(40)]
    activity = an_activity(cast, cycle, costs=costs)
    for _ in range(5):
        approving.withdraw(approving.ask(activity, by=cast.omar), by=cast.omar)
    one = approving.ask(activity, by=cast.omar)
    assert an_initiative(cast, cycle)
    browser = client_of(cast.layla)
    with django_assert_max_num_queries(12):
        assert browser.get(page(one)).status_code == 200
