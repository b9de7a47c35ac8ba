"""The doors to a company's planning. A stranger and a ghost are the same 404."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import Http404

from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership
from minassa.planning.models import (
    ActionItem,
    Activity,
    ApprovalRequest,
    ApprovalRule,
    ApprovalStep,
    Commitment,
    CostLine,
    Cycle,
    Decision,
    Expense,
    Initiative,
    LaunchItem,
    Mechanism,
    Meeting,
    Metric,
    Objective,
    Override,
    ProgressReport,
    StandIn,
    TeamAssignment,
)

R = TypeVar("R", bound=Any)


def cycles_of(member: Membership) -> QuerySet[Cycle]:
    """The latest on top."""
    return Cycle.objects.filter(company=member.company).select_related("company", "opened_by", "closed_by")


def current_cycle(member: Membership) -> Cycle | None:
    """The open cycle of today, else the next open one, else the last of all."""
    today = member.company.local_now().date()
    every = list(cycles_of(member))
    open_ones = [one for one in every if one.is_open]
    of_today = [one for one in open_ones if one.starts_on <= today <= one.ends_on]
    ahead = [one for one in open_ones if one.starts_on > today]
    past = [one for one in open_ones if one.ends_on < today]
    for found in (of_today, past, ahead[::-1], every):
        if found:
            return found[0]
    return None


def cycle_for(member: Membership, cycle_id: UUID, *, to: Ability) -> Cycle:
    return _one(cycles_of(member), member, cycle_id, to)


def metric_for(member: Membership, metric_id: UUID, *, to: Ability) -> Metric:
    return _one(Metric.objects.all(), member, metric_id, to)


def objective_for(member: Membership, objective_id: UUID, *, to: Ability) -> Objective:
    return _one(Objective.objects.select_related("cycle__company", "metric"), member, objective_id, to)


def override_for(member: Membership, override_id: UUID, *, to: Ability) -> Override:
    return _one(Override.objects.select_related("cycle__company", "by"), member, override_id, to)


def mechanism_for(member: Membership, mechanism_id: UUID, *, to: Ability) -> Mechanism:
    found = Mechanism.objects.select_related("cycle__company", "escalate_to__user")
    return _one(found, member, mechanism_id, to)


def assignment_for(member: Membership, assignment_id: UUID, *, to: Ability) -> TeamAssignment:
    found = TeamAssignment.objects.select_related("cycle__company", "member__user", "invitation", "party")
    return _one(found, member, assignment_id, to)


def meeting_for(member: Membership, meeting_id: UUID, *, to: Ability) -> Meeting:
    found = Meeting.objects.select_related("company", "cycle__company", "called_by", "minutes_by")
    return _one(found, member, meeting_id, to)


def action_for(member: Membership, action_id: UUID, *, to: Ability) -> ActionItem:
    return _one(ActionItem.objects.select_related("meeting", "person__user"), member, action_id, to)


def initiative_for(member: Membership, initiative_id: UUID, *, to: Ability) -> Initiative:
    return _one(Initiative.objects.select_related("cycle__company", "objective"), member, initiative_id, to)


def activity_for(member: Membership, activity_id: UUID, *, to: Ability) -> Activity:
    found = Activity.objects.select_related("cycle__company", "initiative", "responsible__user")
    return _one(found, member, activity_id, to)


def cost_line_for(member: Membership, cost_line_id: UUID, *, to: Ability) -> CostLine:
    return _one(CostLine.objects.select_related("cycle__company", "activity", "party"), member, cost_line_id, to)


def commitment_for(member: Membership, commitment_id: UUID, *, to: Ability) -> Commitment:
    return _one(Commitment.objects.select_related("cycle__company", "cost_line", "party"), member, commitment_id, to)


def expense_for(member: Membership, expense_id: UUID, *, to: Ability) -> Expense:
    found = Expense.objects.select_related("cycle__company", "cost_line", "party", "receipt")
    return _one(found, member, expense_id, to)


def request_for(member: Membership, request_id: UUID, *, to: Ability) -> ApprovalRequest:
    found = ApprovalRequest.objects.select_related("cycle__company", "activity__initiative", "asked_by")
    return _one(found, member, request_id, to)


def report_for(member: Membership, report_id: UUID, *, to: Ability) -> ProgressReport:
    return _one(ProgressReport.objects.select_related("cycle__company", "writer__user"), member, report_id, to)


def decision_for(member: Membership, decision_id: UUID, *, to: Ability) -> Decision:
    return _one(Decision.objects.select_related("cycle__company", "chosen"), member, decision_id, to)


def launch_item_for(member: Membership, item_id: UUID, *, to: Ability) -> LaunchItem:
    return _one(LaunchItem.objects.select_related("cycle__company", "channel"), member, item_id, to)


def stand_in_for(member: Membership, stand_in_id: UUID, *, to: Ability) -> StandIn:
    return _one(StandIn.objects.select_related("who__user", "stands_for__user"), member, stand_in_id, to)


def catalogue_of(member: Membership) -> QuerySet[Metric]:
    """Every indicator, those retired too: the product's first, then the company's own by name."""
    return Metric.objects.filter(company=member.company).order_by("own_name", "id")


def metrics_of(member: Membership) -> QuerySet[Metric]:
    """Those on offer."""
    return Metric.objects.filter(company=member.company, retired_at__isnull=True)


def requests_of(member: Membership, cycle: Cycle) -> QuerySet[ApprovalRequest]:
    """The newest on top, each with its turns. Who does not see money sees those they have a part in."""
    found = ApprovalRequest.objects.filter(company=member.company, cycle=cycle)
    if not member.may(Ability.SEE_MONEY):
        turns = ApprovalStep.objects.filter(Q(approver=member) | Q(by=member.user), company=member.company)
        found = found.filter(Q(asked_by=member.user) | Q(pk__in=turns.values("request")))
    found = found.select_related("activity__initiative", "asked_by")
    return found.prefetch_related(Prefetch("steps", ApprovalStep.objects.select_related("approver__user", "by")))


def expenses_of(member: Membership, cycle: Cycle) -> QuerySet[Expense]:
    found = Expense.objects.filter(company=member.company, cycle=cycle)
    return found.select_related("cost_line__activity", "party", "receipt", "by", "voided_by")


def commitments_of(member: Membership, cycle: Cycle) -> QuerySet[Commitment]:
    found = Commitment.objects.filter(company=member.company, cycle=cycle)
    return found.select_related("cost_line__activity", "party", "by")


def cost_lines_of(member: Membership, cycle: Cycle) -> QuerySet[CostLine]:
    """In the order of F-01."""
    found = CostLine.objects.filter(company=member.company, cycle=cycle)
    return found.select_related("activity__initiative", "party").order_by("activity__number", "position", "id")


def rules_of(member: Membership) -> QuerySet[ApprovalRule]:
    return ApprovalRule.objects.filter(company=member.company).select_related("approver__user")


def stand_ins_of(member: Membership) -> QuerySet[StandIn]:
    return StandIn.objects.filter(company=member.company).select_related("who__user", "stands_for__user")


def meetings_of(cycle: Cycle) -> QuerySet[Meeting]:
    """The latest on top."""
    return Meeting.objects.filter(cycle=cycle).annotate(asked=Count("attendees")).order_by("-starts_at")


def actions_of(member: Membership) -> QuerySet[ActionItem]:
    """What the member took on in meetings and has not done yet, in every cycle."""
    return ActionItem.objects.filter(person=member, done_at__isnull=True).select_related("meeting")


def actions_done_by(member: Membership) -> QuerySet[ActionItem]:
    """The latest on top."""
    done = ActionItem.objects.filter(person=member, done_at__isnull=False).select_related("meeting")
    return done.order_by("-done_at")


def activities_of(member: Membership) -> QuerySet[Activity]:
    """What the member answers for in the open cycles, the nearest deadline first."""
    found = Activity.objects.filter(responsible=member, cycle__state=Cycle.State.OPEN)
    found = found.exclude(state=Activity.State.DROPPED).select_related("cycle__company", "initiative")
    return found.order_by(F("deadline").asc(nulls_last=True), "number")


def _one(found: QuerySet[R], member: Membership, pk: UUID, to: Ability) -> R:
    one = found.filter(company=member.company, pk=pk).first()
    if one is None:
        raise Http404
    demand(member, to)
    return one
