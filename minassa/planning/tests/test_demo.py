"""The demo company is in the middle of a cycle, in every state that its pages can show."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import F
from pytest_django import DjangoDbBlocker

from minassa.people.demo import create_demo
from minassa.people.models import Membership
from minassa.planning import approving, rules
from minassa.planning.budgeting import totals
from minassa.planning.demo.story import TODAY
from minassa.planning.models import (
    ActionItem,
    Activity,
    ApprovalRequest,
    Commitment,
    Cycle,
    Decision,
    Expense,
    Gate,
    Override,
    ProgressReport,
    Score,
    Signature,
    TeamAssignment,
)
from minassa.planning.models.signature import Act


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Made once for all that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        create_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def cycle() -> Cycle:
    return Cycle.objects.select_related("company").get(company__slug="noor")


def person(role: str) -> Membership:
    return Membership.objects.select_related("user", "company").get(company__slug="noor", role=role)


def test_today_is_in_the_middle_of_the_one_cycle(cycle: Cycle) -> None:
    assert (cycle.company.local_now().date() - cycle.starts_on).days == TODAY
    assert cycle.starts_on < cycle.company.local_now().date() < cycle.ends_on
    create_demo()
    assert Cycle.objects.count() == 1


def test_both_signed_the_objectives_again_after_a_target_rose(cycle: Cycle) -> None:
    signed = Signature.objects.filter(act=Act.OBJECTIVES)
    assert signed.filter(fallen_at__isnull=True).count() == 2
    assert signed.filter(fallen_at__isnull=False).count() == 1
    assert sum(one.weight for one in cycle.objectives.all()) == 100


def test_the_gate_is_open_and_one_override_stands_with_its_reason(cycle: Cycle) -> None:
    assert Gate.objects.get(pk=cycle.company_id).platforms == ["bluesky", "instagram", "linkedin", "x"]
    assert cycle.settled_at is not None
    standing, withdrawn = (Override.objects.filter(withdrawn_at__isnull=one) for one in (True, False))
    assert standing.get().step == 2
    assert withdrawn.get().step == 5


def test_people_are_from_inside_and_outsourced_with_term_and_fee(cycle: Cycle) -> None:
    outsourced = cycle.assignments.filter(arrangement=TeamAssignment.Arrangement.OUTSOURCED)
    assert {one.name for one in outsourced} == {"ريم الشهري", "طارق منصور"}
    assert all(one.fee for one in outsourced)
    assert {one.done_at is None for one in ActionItem.objects.all()} == {True, False}


def test_the_approvals_are_in_every_state_and_one_waits_for_the_manager(cycle: Cycle) -> None:
    states = list(ApprovalRequest.objects.values_list("state", flat=True))
    assert {state: states.count(state) for state in states} == {
        "approved": 15,
        "postponed": 1,
        "rejected": 1,
        "waiting": 1,
        "sent_back": 1,
    }
    [step] = approving.waiting_for(person("manager"))
    assert step.request.activity.responsible == Membership.objects.get(user__email="reem@noor.example")
    assert approving.waiting_for(person("officer")) == []
    less = ApprovalRequest.objects.filter(state="approved").exclude(granted=F("amount"))
    assert [one.granted for one in less] == [Decimal(6000)]


def test_money_is_within_what_was_approved(cycle: Cycle) -> None:
    whole = totals(cycle).whole
    assert cycle.approved == whole.approved
    assert cycle.budget is not None
    assert whole.spent + whole.committed < whole.approved < cycle.budget
    assert Expense.objects.filter(voided_at__isnull=False).count() == 1
    assert Commitment.objects.filter(released_at__isnull=False).count() == 1


def test_activities_are_done_under_way_late_and_planned(cycle: Cycle) -> None:
    today = cycle.company.local_now().date()
    assert set(cycle.activities.values_list("state", flat=True)) == {"done", "under_way", "planned"}
    late = cycle.activities.filter(deadline__lt=today).exclude(state=Activity.State.DONE)
    assert [one.progress for one in late] == [70]
    moved = cycle.activities.exclude(rank_reason="").get()
    assert moved.rank == 4
    assert cycle.activities.filter(dependencies__isnull=False).exists()


def test_two_reports_are_received_and_the_third_is_late(cycle: Cycle) -> None:
    reports = list(cycle.reports.order_by("starts_on"))
    assert [one.state for one in reports] == ["received", "received", "draft", "due"]
    assert reports[2].due_on < cycle.company.local_now().date()
    assert all(one.challenges.exists() for one in reports[:2])
    assert ProgressReport.objects.filter(challenges__solutions__isnull=False).distinct().count() == 2


def test_one_choice_is_settled_and_one_waits_for_a_voter(cycle: Cycle) -> None:
    settled, open_one = (Decision.objects.get(state=state) for state in ("settled", "open"))
    assert Score.objects.filter(decision=settled).values("voter").distinct().count() == 2
    assert Score.objects.filter(decision=open_one).values("voter").distinct().count() == 1


def test_advertising_is_always_the_managers(cycle: Cycle) -> None:
    reem = Membership.objects.get(user__email="reem@noor.example").user
    ten = Decimal(10)
    of_ads = rules.chain(cycle.company, kind="advertising", amount=ten, asker=reem)
    of_content = rules.chain(cycle.company, kind="content", amount=ten, asker=reem)
    assert [one.role for one in of_ads] == ["manager"]
    assert [one.role for one in of_content] == ["officer"]
