"""Resources and money, along the company's own rules; nobody approves what they asked for."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from minassa.core.clock import now
from minassa.people import parties
from minassa.people.abilities import Role
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.planning import activities, approving, budgeting, linking, rules, turns
from minassa.planning.activities import CostOf
from minassa.planning.errors import EditedElsewhere, NotNow, NotReady, NotYours, OverBudget, OwnRequest
from minassa.planning.models import Activity, ApprovalRequest, CostLine, Cycle
from minassa.planning.rules import RuleOf
from minassa.testing.cast import Cast, make_member
from minassa.testing.planned import an_activity, approved, open_cycle

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return open_cycle(cast)


def fresh(activity: Activity) -> Activity:
    return Activity.objects.get(pk=activity.pk)


def test_without_rules_the_general_manager_approves(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle)
    request = approving.ask(activity, by=cast.omar)
    assert fresh(activity).approval == "asked"
    with pytest.raises(NotYours):
        approving.decide(request, verdict="approve", by=cast.huda)
    approving.decide(request, verdict="approve", by=cast.layla)
    assert fresh(activity).approval == "approved"
    assert CostLine.objects.get().approved == 1000
    assert Cycle.objects.get().approved == 1000


def test_nobody_approves_what_they_asked_for(cast: Cast, cycle: Cycle) -> None:
    request = approving.ask(an_activity(cast, cycle), by=cast.layla)
    with pytest.raises(OwnRequest):
        approving.decide(request, verdict="approve", by=cast.layla)
    approving.decide(request, verdict="approve", by=cast.omar)  # the next who may


def test_a_stand_in_does_not_decide_what_they_or_their_principal_asked_for(cast: Cast, cycle: Cycle) -> None:
    second = make_member(cast.company, "Dana", "manager")
    today = cast.company.local_now().date()
    request = approving.ask(an_activity(cast, cycle), by=cast.layla)
    rules.stand_in(by=cast.layla, stands_for=cast.layla, who=cast.huda, starts_on=today, ends_on=today)
    with pytest.raises(NotYours):
        approving.decide(request, verdict="approve", by=cast.huda)
    approving.decide(request, verdict="approve", by=second)


def test_the_rules_are_passed_in_order_up_to_the_one_that_covers_the_amount(cast: Cast, cycle: Cycle) -> None:
    rules.set_rules(by=cast.layla, rules=[RuleOf(Decimal(2000), "officer"), RuleOf(None, "manager")])
    small = approving.ask(an_activity(cast, cycle, "Small", 2000), by=cast.huda)
    large = approving.ask(an_activity(cast, cycle, "Large", 2001), by=cast.huda)
    approving.decide(small, verdict="approve", by=cast.omar)
    assert ApprovalRequest.objects.get(pk=small.pk).state == "approved"
    with pytest.raises(NotYours):
        approving.decide(large, verdict="approve", by=cast.layla)
    approving.decide(large, verdict="approve", by=cast.omar)
    assert ApprovalRequest.objects.get(pk=large.pk).state == "waiting"
    approving.decide(large, verdict="approve", by=cast.layla)
    assert ApprovalRequest.objects.get(pk=large.pk).granted == 2001


def test_only_the_manager_sets_the_rules(cast: Cast, cycle: Cycle) -> None:
    """Or the officer would approve any sum a colleague asks for, by a rule of the officer's own."""
    for by in (cast.omar, cast.huda):
        with pytest.raises(PermissionDenied):
            rules.set_rules(by=by, rules=[RuleOf(None, "officer")])
    request = approving.ask(an_activity(cast, cycle), by=cast.huda)
    with pytest.raises(NotYours):
        approving.decide(request, verdict="approve", by=cast.omar)


def test_the_officer_ends_no_absence_of_the_manager(cast: Cast) -> None:
    today = cast.company.local_now().date()
    days = {"starts_on": today, "ends_on": today}
    of_manager = rules.stand_in(by=cast.layla, stands_for=cast.layla, who=cast.huda, **days)
    of_member = rules.stand_in(by=cast.layla, stands_for=cast.huda, who=cast.omar, **days)
    with pytest.raises(PermissionDenied):
        rules.end_stand_in(of_manager, by=cast.omar)
    rules.end_stand_in(of_member, by=cast.omar)


def test_the_askers_own_turn_goes_to_the_next_one_up(cast: Cast, cycle: Cycle) -> None:
    rules.set_rules(by=cast.layla, rules=[RuleOf(Decimal(5000), "officer"), RuleOf(None, "manager")])
    request = approving.ask(an_activity(cast, cycle), by=cast.omar)
    assert [one.role for one in request.steps.all()] == ["manager"]


def test_a_rule_of_a_kind_is_for_that_kind_only(cast: Cast, cycle: Cycle) -> None:
    rules.set_rules(
        by=cast.layla, rules=[RuleOf(None, approver=cast.huda, kind="advertising"), RuleOf(None, "manager")]
    )
    ads = approving.ask(an_activity(cast, cycle, "Ads", kind="advertising", responsible=cast.omar), by=cast.omar)
    film = approving.ask(an_activity(cast, cycle, "Film", responsible=cast.omar), by=cast.omar)
    assert approving.waiting_for(cast.huda) == [ads.steps.get()]
    assert approving.waiting_for(cast.layla) == [film.steps.get()]


def test_a_stand_in_decides_while_the_other_is_away_and_not_after(cast: Cast, cycle: Cycle) -> None:
    today = cast.company.local_now().date()
    request = approving.ask(an_activity(cast, cycle), by=cast.omar)
    tomorrow = today + timedelta(days=1)
    later = rules.stand_in(by=cast.layla, stands_for=cast.layla, who=cast.huda, starts_on=tomorrow, ends_on=tomorrow)
    assert not approving.may_decide(request.steps.get(), cast.huda)
    rules.end_stand_in(later, by=cast.layla)
    rules.stand_in(by=cast.layla, stands_for=cast.layla, who=cast.huda, starts_on=today, ends_on=today)
    assert [one.request for one in approving.waiting_for(cast.huda)] == [request]
    approving.decide(request, verdict="approve", by=cast.huda)
    assert request.steps.get().stood_in_for == cast.layla


def test_only_officer_and_manager_name_stand_ins_for_others(cast: Cast) -> None:
    today = cast.company.local_now().date()
    with pytest.raises(PermissionDenied):
        rules.stand_in(by=cast.huda, stands_for=cast.layla, who=cast.huda, starts_on=today, ends_on=today)


def test_the_officer_takes_no_turn_of_the_manager_by_naming_a_stand_in(cast: Cast, cycle: Cycle) -> None:
    """What only the manager may approve stays the manager's, also while they are away: they say who decides."""
    today = cast.company.local_now().date()
    days = {"starts_on": today, "ends_on": today}
    for who in (cast.omar, cast.huda):
        with pytest.raises(PermissionDenied):
            rules.stand_in(by=cast.omar, stands_for=cast.layla, who=who, **days)
    rules.stand_in(by=cast.omar, stands_for=cast.omar, who=cast.huda, **days)
    rules.stand_in(by=cast.layla, stands_for=cast.layla, who=cast.omar, **days)


def test_nobody_stands_in_for_who_is_in_the_company_no_more(cast: Cast, cycle: Cycle) -> None:
    today = cast.company.local_now().date()
    request = approving.ask(an_activity(cast, cycle), by=cast.omar)
    rules.stand_in(by=cast.layla, stands_for=cast.layla, who=cast.huda, starts_on=today, ends_on=today)
    step = request.steps.get()
    assert approving.may_decide(step, cast.huda) and cast.huda in turns.approvers(step)
    Membership.objects.filter(pk=cast.layla.pk).update(ended_at=now())
    assert not approving.may_decide(step, cast.huda) and not approving.waiting_for(cast.huda)
    assert cast.huda not in turns.approvers(step)


def test_who_stands_in_for_two_decides_for_the_one_who_did_not_ask(cast: Cast, cycle: Cycle) -> None:
    today = cast.company.local_now().date()
    other = make_member(cast.company, "Samar", Role.MANAGER)
    for away in (cast.layla, other):
        rules.stand_in(by=away, stands_for=away, who=cast.huda, starts_on=today, ends_on=today)
    for asker in (cast.layla, other):
        step = approving.ask(an_activity(cast, cycle, f"Of {asker.user.name}"), by=asker).steps.get()
        assert approving.may_decide(step, cast.huda)


def test_less_is_divided_over_the_lines_to_the_last_hundredth(cast: Cast, cycle: Cycle) -> None:
    costs = [CostOf(name, Decimal(100)) for name in ("one", "two", "three")]
    activity = an_activity(cast, cycle, costs=costs)
    request = approving.ask(activity, by=cast.omar)
    with pytest.raises(NotValid):
        approving.decide(request, verdict="less", amount=Decimal(300), by=cast.layla)
    approving.decide(request, verdict="less", amount=Decimal(200), words="Two thirds", by=cast.layla)
    assert sum(one.approved for one in activity.cost_lines.all()) == 200
    assert all(one.approved <= one.asked for one in activity.cost_lines.all())


@pytest.mark.parametrize(
    ("verdict", "becomes"), [("postpone", "postponed"), ("reject", "rejected"), ("send_back", "draft")]
)
def test_a_refusal_is_in_words(cast: Cast, cycle: Cycle, verdict: str, becomes: str) -> None:
    activity = an_activity(cast, cycle)
    request = approving.ask(activity, by=cast.omar)
    with pytest.raises(NotValid):
        approving.decide(request, verdict=verdict, by=cast.layla)
    approving.decide(request, verdict=verdict, words="Not this quarter", by=cast.layla)
    assert fresh(activity).approval == becomes
    assert Cycle.objects.get().approved == 0


def test_a_request_falls_when_what_was_read_changes(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle)
    request = approving.ask(activity, by=cast.omar)
    activities.change(activity, by=cast.omar, costs=[CostOf("Camera", Decimal(5000))])
    assert ApprovalRequest.objects.get().state == "withdrawn" and fresh(activity).approval == "draft"
    with pytest.raises(NotNow):
        approving.decide(request, verdict="approve", by=cast.layla)


def test_a_change_behind_the_verbs_is_not_approved_either(cast: Cast, cycle: Cycle) -> None:
    request = approving.ask(an_activity(cast, cycle), by=cast.omar)
    CostLine.objects.update(asked=9000)
    with pytest.raises(EditedElsewhere):
        approving.decide(request, verdict="approve", by=cast.layla)


def test_what_is_not_whole_is_not_submitted(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle, responsible=None)
    with pytest.raises(NotReady):
        approving.ask(activity, by=cast.omar)


def test_going_over_needs_a_new_approval(cast: Cast, cycle: Cycle) -> None:
    activity = approved(cast, an_activity(cast, cycle))
    line = activity.cost_lines.get()
    today = cycle.starts_on
    budgeting.spend(line, by=cast.omar, what="Rent", amount=Decimal(900), on=today)
    with pytest.raises(OverBudget):
        budgeting.spend(line, by=cast.omar, what="Lens", amount=Decimal(101), on=today)
    activities.change(activity, by=cast.omar, costs=[CostOf("Camera", Decimal(1200), id=line.pk)])
    with pytest.raises(OverBudget):  # asking is not having
        budgeting.spend(line, by=cast.omar, what="Lens", amount=Decimal(101), on=today)
    approving.decide(approving.ask(activity, by=cast.omar, why="A lens"), verdict="approve", by=cast.layla)
    budgeting.spend(line, by=cast.omar, what="Lens", amount=Decimal(101), on=today)
    whole = budgeting.totals(cycle).whole
    assert [whole.asked, whole.approved, whole.spent, whole.left] == [1200, 1200, 1001, 199]
    assert [one.round for one in activity.requests.order_by("round")] == [1, 2]


@pytest.mark.parametrize("words", [{"what": "A party"}, {"party": True}, {"platform": "x"}], ids=str)
def test_money_approved_for_one_thing_is_not_approved_for_another(
    cast: Cast, cycle: Cycle, words: dict[str, Any]
) -> None:
    activity = approved(cast, an_activity(cast, cycle))
    line = activity.cost_lines.get()
    given = {"what": line.what, "platform": line.platform} | words
    if "party" in words:
        given["party"] = cast.agency
    changed = CostOf(asked=line.asked, id=line.pk, **given)
    activities.change(activity, by=cast.omar, costs=[changed])
    assert fresh(activity).approval == "draft"
    assert CostLine.objects.get().approved == Cycle.objects.get(pk=cycle.pk).approved == 0
    with pytest.raises(OverBudget):
        budgeting.spend(line, by=cast.omar, what="Rent", amount=Decimal(1), on=cycle.starts_on)


@pytest.mark.parametrize("use", [budgeting.commit, budgeting.spend])
def test_a_line_with_money_promised_or_spent_stays_what_it_is_for(cast: Cast, cycle: Cycle, use: Any) -> None:
    """Else the money would be free again for the other thing when the promise is released, the expense taken back."""
    activity = approved(cast, an_activity(cast, cycle))
    line = activity.cost_lines.get()
    use(line, by=cast.omar, what="Rent", amount=Decimal(1000), on=cycle.starts_on)
    with pytest.raises(NotNow):
        activities.change(activity, by=cast.omar, costs=[CostOf("A party", line.asked, id=line.pk)])
    with pytest.raises(NotNow):
        activities.change(activity, by=cast.omar, kind="advertising")
    assert (fresh(activity).approval, fresh(activity).kind) == ("approved", activity.kind)


@pytest.mark.parametrize("use", [budgeting.commit, budgeting.spend])
def test_money_approved_for_one_party_is_not_paid_to_another(cast: Cast, cycle: Cycle, use: Any) -> None:
    theirs = [CostOf("Campaign", Decimal(900), party=cast.agency)]
    line = approved(cast, an_activity(cast, cycle, costs=theirs)).cost_lines.get()
    other = parties.add(cast.omar, name="Another", kind="outside", notify_by="email", email="a@b.example")
    given: dict[str, Any] = {"by": cast.omar, "what": "Fee", "amount": Decimal(1), "on": cycle.starts_on}
    with pytest.raises(NotValid):
        use(line, party=other, **given)
    assert use(line, **given).party == cast.agency


def test_another_kind_asked_for_while_more_money_is_wanted_brings_none_of_the_first(cast: Cast, cycle: Cycle) -> None:
    activity = approved(cast, an_activity(cast, cycle))
    line = activity.cost_lines.get()
    activities.change(activity, by=cast.omar, costs=[CostOf("Camera", Decimal(1001), id=line.pk)])
    activities.change(activity, by=cast.omar, kind="advertising")
    assert CostLine.objects.get().approved == 0
    approving.decide(approving.ask(activity, by=cast.omar), verdict="reject", words="No ads", by=cast.layla)
    assert fresh(activity).approval == "rejected"


def test_nobody_takes_anothers_turn_by_their_own_word(cast: Cast) -> None:
    today = cast.company.local_now().date()
    days = {"starts_on": today, "ends_on": today}
    with pytest.raises(NotValid):
        rules.stand_in(by=cast.omar, stands_for=cast.huda, who=cast.omar, **days)
    rules.stand_in(by=cast.huda, stands_for=cast.huda, who=cast.omar, **days)
    rules.stand_in(by=cast.layla, stands_for=cast.omar, who=cast.layla, **days)


def test_another_kind_is_approved_by_the_rules_of_that_kind(cast: Cast, cycle: Cycle) -> None:
    activity = approved(cast, an_activity(cast, cycle))
    activities.change(activity, by=cast.omar, kind="advertising")
    assert fresh(activity).approval == "draft" and Cycle.objects.get(pk=cycle.pk).approved == 0


def test_more_money_refused_leaves_what_was_approved(cast: Cast, cycle: Cycle) -> None:
    activity = approved(cast, an_activity(cast, cycle))
    line = activity.cost_lines.get()
    activities.change(activity, by=cast.omar, costs=[CostOf("Camera", Decimal(1200), id=line.pk)])
    approving.decide(approving.ask(activity, by=cast.omar), verdict="reject", words="Enough", by=cast.layla)
    assert fresh(activity).approval == "approved" and CostLine.objects.get().approved == 1000


def test_the_budget_of_the_cycle_is_a_ceiling(cast: Cast, cycle: Cycle) -> None:
    with pytest.raises(PermissionDenied):
        budgeting.set_ceiling(cycle, by=cast.omar, budget=Decimal(1500))
    budgeting.set_ceiling(cycle, by=cast.layla, budget=Decimal(1500))
    approved(cast, an_activity(cast, cycle, "First"))
    request = approving.ask(an_activity(cast, cycle, "Second"), by=cast.omar)
    with pytest.raises(OverBudget):
        approving.decide(request, verdict="approve", by=cast.layla)
    approving.decide(request, verdict="less", amount=Decimal(500), by=cast.layla)
    with pytest.raises(OverBudget):
        budgeting.set_ceiling(cycle, by=cast.layla, budget=Decimal(1000))


def test_a_link_decides_once_and_opening_it_decides_nothing(cast: Cast, cycle: Cycle) -> None:
    request = approving.ask(an_activity(cast, cycle), by=cast.omar)
    _link, token = linking.make_link(request.steps.get(), cast.layla)
    assert linking.link_of(token) is not None and linking.link_of(token) is not None
    assert ApprovalRequest.objects.get().state == "waiting"
    linking.decide(token, verdict="approve")
    assert ApprovalRequest.objects.get().state == "approved"
    assert linking.link_of(token) is None
    with pytest.raises(NotNow):
        linking.decide(token, verdict="approve")
    assert linking.link_of("not a token") is None


def test_a_link_of_somebody_else_is_refused_like_on_the_page(cast: Cast, cycle: Cycle) -> None:
    request = approving.ask(an_activity(cast, cycle), by=cast.omar)
    _link, token = linking.make_link(request.steps.get(), cast.omar)
    with pytest.raises(OwnRequest):
        linking.decide(token, verdict="approve")


def test_what_was_spent_is_not_taken_away(cast: Cast, cycle: Cycle) -> None:
    activity = approved(cast, an_activity(cast, cycle))
    line = activity.cost_lines.get()
    budgeting.commit(line, by=cast.omar, what="Order", amount=Decimal(400), on=cycle.starts_on)
    with pytest.raises(NotNow):
        activities.change(activity, by=cast.omar, costs=[])
    with pytest.raises(NotNow):
        activities.change(activity, by=cast.omar, costs=[CostOf("Camera", Decimal(399), id=line.pk)])
    activities.drop(activity, by=cast.omar, reason="The store moves")
    assert CostLine.objects.get().approved == 400 and Cycle.objects.get().approved == 400


def test_a_commitment_is_paid_and_the_rest_released(cast: Cast, cycle: Cycle) -> None:
    line = approved(cast, an_activity(cast, cycle)).cost_lines.get()
    order = budgeting.commit(line, by=cast.omar, what="Order", amount=Decimal(800), on=cycle.starts_on)
    paid = budgeting.spend(
        line, by=cast.omar, what="First part", amount=Decimal(500), on=cycle.starts_on, commitment=order
    )
    line.refresh_from_db()
    assert [line.committed, line.spent, line.left] == [300, 500, 200]
    budgeting.release(order, by=cast.omar)
    budgeting.void(paid, by=cast.omar, why="Entered twice")
    line.refresh_from_db()
    assert [line.committed, line.spent, line.left] == [0, 0, 1000]
