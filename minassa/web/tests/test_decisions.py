from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from minassa.planning import choosing, reviewing, signing
from minassa.planning.choosing import CriterionOf, OptionOf
from minassa.planning.models import Cycle, Decision, Option, Score
from minassa.planning.models.signature import Act
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import measurable, open_cycle, reviewed

NEW = {
    "question": "Who runs the advertisements?",
    "requirements": "At most ٧٠٠٠",
    "due_on": "2026-12-01",
    "option-id": ["", "", ""],
    "option-name": ["Agency", "Own team", ""],
    "option-details": ["Known to us", "", ""],
    "option-cost": ["٦٬٠٠٠", "", ""],
    "criterion-id": ["", ""],
    "criterion-name": ["More orders", "Price"],
    "criterion-objective": ["", ""],
    "criterion-weight": ["٣٠", "10"],
}


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return open_cycle(cast)


@pytest.fixture
def decision(cast: Cast, cycle: Cycle) -> Decision:
    return choosing.open_decision(
        cycle,
        by=cast.omar,
        question="Who?",
        options=[OptionOf("Agency"), OptionOf("Own team")],
        criteria=[CriterionOf("Orders", 30), CriterionOf("Price", 10)],
    )


def path(decision: Decision, rest: str = "") -> str:
    return f"/c/noor/decisions/{decision.pk}/{rest}"


def names(decision: Decision) -> dict[tuple[str, str], str]:
    return {
        (option.name, criterion.name): f"score-{option.pk}-{criterion.pk}"
        for option in decision.options.all()
        for criterion in decision.criteria.all()
    }


def score(browser: Client, decision: Decision, values: dict[tuple[str, str], int]) -> Any:
    at = names(decision)
    return browser.post(path(decision, "scores/"), {at[pair]: value for pair, value in values.items()})


def test_the_objectives_with_their_weights_are_the_first_criteria(cast: Cast, cycle: Cycle) -> None:
    measurable(cast, cycle, "More grocers order", weight=40)
    page = client_of(cast.omar).get(f"/c/noor/cycles/{cycle.pk}/decisions/new/").content.decode()
    assert 'name="criterion-name" value="More grocers order"' in page
    assert 'name="criterion-weight" value="40"' in page


def test_a_decision_is_opened_with_options_and_weighted_criteria(cast: Cast, cycle: Cycle) -> None:
    objective = measurable(cast, cycle)
    given = NEW | {"criterion-objective": [str(objective.pk), ""]}
    answer = client_of(cast.omar).post(f"/c/noor/cycles/{cycle.pk}/decisions/new/", given)
    decision = Decision.objects.get()
    assert answer["Location"] == path(decision)
    assert [(one.name, one.cost) for one in decision.options.all()] == [("Agency", 6000), ("Own team", None)]
    assert [(one.weight, one.objective) for one in decision.criteria.all()] == [(30, objective), (10, None)]


def test_a_wrong_line_says_what_is_wrong_and_nothing_typed_is_lost(cast: Cast, cycle: Cycle) -> None:
    wrong = NEW | {
        "criterion-weight": ["many", "10"],
        "option-name": ["Agency", "", ""],
        "option-details": ["", "Ours", ""],
    }
    answer = client_of(cast.omar).post(f"/c/noor/cycles/{cycle.pk}/decisions/new/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and not Decision.objects.exists()
    assert "many" in page and "Ours" in page and str(NEW["question"]) in page


def test_two_options_of_one_name_are_refused_beside_the_form(cast: Cast, cycle: Cycle) -> None:
    answer = client_of(cast.omar).post(
        f"/c/noor/cycles/{cycle.pk}/decisions/new/", NEW | {"option-name": ["Agency", "Agency", ""]}
    )
    assert answer.status_code == 422 and "Each option has a name of its own." in answer.content.decode()


def test_a_change_keeps_the_scores_of_what_stays(cast: Cast, decision: Decision) -> None:
    browser = client_of(cast.omar)
    score(browser, decision, {("Agency", "Orders"): 4, ("Own team", "Orders"): 2})
    options, criteria = list(decision.options.all()), list(decision.criteria.all())
    given = NEW | {
        "option-id": [str(options[0].pk), ""],
        "option-name": ["The agency", "Freelancer"],
        "criterion-id": [str(one.pk) for one in criteria],
    }
    assert browser.post(path(decision, "edit/"), given).status_code == 302
    assert [one.name for one in decision.options.all()] == ["The agency", "Freelancer"]
    assert [one.value for one in Score.objects.all()] == [4]


def test_each_voter_scores_and_the_ranking_says_what_would_change_it(cast: Cast, decision: Decision) -> None:
    for who, agency in ((cast.omar, 5), (cast.layla, 4)):
        given = {
            ("Agency", "Orders"): agency,
            ("Agency", "Price"): 1,
            ("Own team", "Orders"): 3,
            ("Own team", "Price"): 5,
        }
        assert score(client_of(who), decision, given).status_code == 302
    page = client_of(cast.huda).get(path(decision)).content.decode()
    assert page.index("Agency") < page.index("Own team")
    assert "would lead if “Price” weighed more than" in page and "would lead if “Orders” weighed less than" in page
    assert "Layla" in page and "Omar" in page


def test_a_score_that_is_none_is_refused(cast: Cast, decision: Decision) -> None:
    browser = client_of(cast.omar)
    for value in (0, 6):
        assert score(browser, decision, {("Agency", "Orders"): value}).status_code == 422
    assert browser.post(path(decision, "scores/"), {}).status_code == 422
    assert not Score.objects.exists()


def test_the_fittest_is_chosen_with_a_reason_and_settled_by_both(cast: Cast, cycle: Cycle, decision: Decision) -> None:
    option = Option.objects.get(name="Agency")
    browser = client_of(cast.omar)
    answer = browser.post(path(decision, "choices/"), {"option": option.pk, "reason": ""})
    assert answer.status_code == 422
    assert browser.post(path(decision, "choices/"), {"option": option.pk, "reason": "Cheaper"}).status_code == 302
    for who in (cast.omar, cast.layla):
        signed = client_of(who).post(
            f"/c/noor/cycles/{cycle.pk}/signatures/", {"act": "decision", "subject": str(decision.pk)}
        )
        assert signed["Location"] == path(decision)
    decision.refresh_from_db()
    assert decision.state == Decision.State.SETTLED
    page = browser.get(path(decision)).content.decode()
    assert "Cheaper" in page and path(decision, "scores/") not in page and path(decision, "choices/") not in page
    assert score(browser, decision, {("Agency", "Orders"): 5}).status_code == 422
    assert browser.get(path(decision, "edit/")).status_code == 302


def test_a_settled_decision_is_opened_again_with_a_reason(cast: Cast, cycle: Cycle, decision: Decision) -> None:
    choosing.choose(decision, by=cast.omar, option=decision.options.all()[0], reason="Cheaper")
    for who in (cast.omar, cast.layla):
        signing.sign(cycle, Act.DECISION, by=who, subject=decision)
    browser = client_of(cast.layla)
    assert browser.post(path(decision, "reopenings/"), {"reason": " "}).status_code == 422
    assert browser.post(path(decision, "reopenings/"), {"reason": "Prices rose"}).status_code == 302
    decision.refresh_from_db()
    assert decision.state == Decision.State.OPEN and decision.chosen is None
    assert "Signatures that fell" in browser.get(path(decision)).content.decode()


def test_the_work_team_reads_and_does_not_vote(cast: Cast, decision: Decision) -> None:
    decision.options.update(cost=6789)
    browser = client_of(cast.huda)
    page = browser.get(path(decision)).content.decode()
    assert "6,789" not in page and path(decision, "choices/") not in page
    assert score(browser, decision, {("Agency", "Orders"): 5}).status_code == 403
    assert client_of(cast.nabil).get(path(decision)).status_code == 403
    assert client_of(cast.sami).get(path(decision)).status_code == 404


def test_a_decision_of_a_closed_cycle_is_read_only(cast: Cast, cycle: Cycle, decision: Decision) -> None:
    measurable(cast, cycle)
    reviewing.close(reviewed(cast, cycle), by=cast.layla)
    browser = client_of(cast.omar)
    page = browser.get(path(decision)).content.decode()
    assert path(decision, "scores/") not in page and path(decision, "removal/") not in page
    assert score(browser, decision, {("Agency", "Orders"): 5}).status_code == 422
    assert browser.post(path(decision, "edit/"), NEW).status_code == 422
    assert (
        f"/cycles/{cycle.pk}/decisions/new/"
        not in browser.get(f"/c/noor/cycles/{cycle.pk}/decisions/").content.decode()
    )


def test_a_decision_is_removed(cast: Cast, decision: Decision) -> None:
    assert client_of(cast.omar).post(path(decision, "removal/")).status_code == 302
    assert not Decision.objects.exists()


def test_the_pages_ask_as_often_for_many_as_for_few(
    cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        decision = choosing.open_decision(
            cycle,
            by=cast.omar,
            question=f"Question {number}",
            options=[OptionOf(f"Option {at}") for at in range(6)],
            criteria=[CriterionOf(f"Criterion {at}", 10) for at in range(6)],
        )
        choosing.choose(decision, by=cast.omar, option=decision.options.all()[0], reason="Cheaper")
    for who in (cast.omar, cast.layla):
        score(client_of(who), decision, dict.fromkeys(names(decision), 3))
    browser = client_of(cast.omar)
    for page in (f"/c/noor/cycles/{cycle.pk}/decisions/", path(decision), path(decision, "edit/")):
        with django_assert_max_num_queries(12):
            assert browser.get(page).status_code == 200
