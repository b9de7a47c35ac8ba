"""Two at the same moment, each in a transaction and connection of their own: the same money is never given twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection, transaction

from minassa.core.errors import Sorry
from minassa.planning import approving, budgeting, extending, linking, rules
from minassa.planning.errors import NotNow, OverBudget
from minassa.planning.models import ApprovalRequest, CostLine, Cycle, Expense
from minassa.planning.rules import RuleOf
from minassa.testing.cast import Cast, make_cast, make_member
from minassa.testing.planned import an_activity, approved, open_cycle

pytestmark = pytest.mark.django_db(transaction=True)

Verb = Callable[[], object]


def at_once(*verbs: Verb) -> list[object]:
    """What each gave or why it was refused. They start together and end when all have ended."""
    gate, said = threading.Barrier(len(verbs)), dict[int, object]()

    def run(number: int, verb: Verb) -> None:
        try:
            gate.wait(10)
            with transaction.atomic():
                said[number] = verb()
        except Sorry as no:
            said[number] = no
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(verbs)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    return [said[number] for number in range(len(verbs))]


def refused(answers: list[object]) -> list[Sorry]:
    return [one for one in answers if isinstance(one, Sorry)]


def two_requests(cast: Cast, ceiling: int) -> tuple[ApprovalRequest, ApprovalRequest]:
    cycle = open_cycle(cast)
    budgeting.set_ceiling(cycle, by=cast.layla, budget=Decimal(ceiling))
    first, second = (approving.ask(an_activity(cast, cycle, name), by=cast.omar) for name in ("First", "Second"))
    return first, second


@pytest.mark.parametrize("_again", range(4))
def test_two_approvals_never_pass_the_ceiling_together(_again: int) -> None:
    cast = make_cast()
    dana = make_member(cast.company, "Dana", "manager")
    first, second = two_requests(cast, 1500)
    answers = at_once(
        lambda: approving.decide(first, verdict="approve", by=cast.layla),
        lambda: approving.decide(second, verdict="approve", by=dana),
    )
    assert [type(one) for one in refused(answers)] == [OverBudget]
    cycle = Cycle.objects.get()
    assert cycle.approved == 1000
    assert sum(one.approved for one in CostLine.objects.all()) == cycle.approved
    assert sorted(ApprovalRequest.objects.values_list("state", flat=True)) == ["approved", "waiting"]


def test_two_approvals_that_both_fit_are_both_counted() -> None:
    cast = make_cast()
    first, second = two_requests(cast, 2000)
    answers = at_once(
        lambda: approving.decide(first, verdict="approve", by=cast.layla),
        lambda: approving.decide(second, verdict="approve", by=cast.layla),
    )
    assert not refused(answers) and Cycle.objects.get().approved == 2000


def test_one_request_is_decided_once_by_two_at_once() -> None:
    cast = make_cast()
    dana = make_member(cast.company, "Dana", "manager")
    request = approving.ask(an_activity(cast, open_cycle(cast)), by=cast.omar)
    turn = request.steps.get().pk
    answers = at_once(
        lambda: approving.decide(request, verdict="approve", by=cast.layla, turn=turn),
        lambda: approving.decide(request, verdict="reject", words="No", by=dana, turn=turn),
    )
    [no] = refused(answers)
    assert isinstance(no, NotNow) and ("Layla" in str(no) or "Dana" in str(no))
    assert request.steps.exclude(verdict="").count() == 1


def test_a_page_and_a_link_at_once_never_take_two_turns() -> None:
    """Layla is both turns: a double press takes the first only."""
    cast = make_cast()
    dana = make_member(cast.company, "Dana", "manager")
    rules.set_rules(by=cast.layla, rules=[RuleOf(Decimal(10), approver=cast.layla), RuleOf(None, "manager")])
    request = approving.ask(an_activity(cast, open_cycle(cast)), by=cast.omar)
    first = request.steps.earliest("position")
    _link, token = linking.make_link(first, cast.layla)
    answers = at_once(
        lambda: linking.decide(token, verdict="approve"),
        lambda: approving.decide(request, verdict="approve", by=cast.layla, turn=first.pk),
    )
    assert len(refused(answers)) == 1
    assert ApprovalRequest.objects.get().state == "waiting" and approving.waiting_for(dana)


@pytest.mark.parametrize("_again", range(4))
def test_two_expenses_never_spend_the_same_money(_again: int) -> None:
    cast = make_cast()
    cycle = open_cycle(cast)
    line = approved(cast, an_activity(cast, cycle)).cost_lines.get()

    def spend(what: str) -> Expense:
        return budgeting.spend(line, by=cast.omar, what=what, amount=Decimal(600), on=cycle.starts_on)

    answers = at_once(lambda: spend("Rent"), lambda: spend("Lens"))
    assert [type(one) for one in refused(answers)] == [OverBudget]
    line.refresh_from_db()
    assert line.spent == 600 and Expense.objects.count() == 1


def test_an_expense_and_a_commitment_never_take_the_same_money() -> None:
    cast = make_cast()
    cycle = open_cycle(cast)
    line = approved(cast, an_activity(cast, cycle)).cost_lines.get()
    given = {"by": cast.omar, "what": "Rent", "amount": Decimal(600), "on": cycle.starts_on}
    answers = at_once(lambda: budgeting.spend(line, **given), lambda: budgeting.commit(line, **given))  # type: ignore[arg-type]
    assert len(refused(answers)) == 1
    line.refresh_from_db()
    assert line.spent + line.committed == 600


def test_two_payments_of_one_commitment_use_its_promise_once() -> None:
    cast = make_cast()
    cycle = open_cycle(cast)
    line = approved(cast, an_activity(cast, cycle)).cost_lines.get()
    order = budgeting.commit(line, by=cast.omar, what="Order", amount=Decimal(800), on=cycle.starts_on)

    def pay() -> Expense:
        given = {"what": "Part", "amount": Decimal(600), "on": cycle.starts_on, "commitment": order}
        return budgeting.spend(line, by=cast.omar, **given)  # type: ignore[arg-type]

    answers = at_once(pay, pay)
    assert [type(one) for one in refused(answers)] == [OverBudget]
    line.refresh_from_db()
    assert [line.committed, line.spent] == [200, 600]


def test_an_approval_and_a_withdrawal_do_not_both_happen() -> None:
    cast = make_cast()
    request = approving.ask(an_activity(cast, open_cycle(cast)), by=cast.omar)
    answers = at_once(
        lambda: approving.decide(request, verdict="approve", by=cast.layla),
        lambda: approving.withdraw(request, by=cast.omar),
    )
    assert len(refused(answers)) == 1
    request.refresh_from_db()
    assert (request.state == "approved") == (Cycle.objects.get().approved == 1000)


def test_more_asked_for_while_the_old_sum_is_decided_is_asked_anew() -> None:
    """Whoever approves meanwhile approves what they read, not the larger sum."""
    cast = make_cast()
    activity = an_activity(cast, open_cycle(cast))
    line, request = activity.cost_lines.get(), approving.ask(activity, by=cast.omar)
    at_once(
        lambda: approving.decide(request, verdict="approve", by=cast.layla),
        lambda: extending.ask_for_more(line, by=cast.omar, asked=Decimal(5000), why="A larger camera"),
    )
    line.refresh_from_db()
    assert line.asked == 5000 and line.approved in (0, 1000) and Cycle.objects.get().approved == line.approved
    assert ApprovalRequest.objects.get(state="waiting").amount == 5000
