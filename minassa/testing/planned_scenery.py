"""Of the demo's cycle: what its addresses are visited with, and all that people typed into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import CharField, TextField

from minassa.people.abilities import Role
from minassa.people.models import Company, Membership
from minassa.planning import turns
from minassa.planning.models import (
    ActionItem,
    Activity,
    ApprovalRequest,
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


def ids_of(company: Company) -> dict[str, object]:
    named: dict[str, Any] = {
        "cycle_id": Cycle.objects,
        "objective_id": Objective.objects,
        "mechanism_id": Mechanism.objects,
        "assignment_id": TeamAssignment.objects,
        "meeting_id": Meeting.objects.exclude(minutes=""),
        "action_id": ActionItem.objects,
        "initiative_id": Initiative.objects,
        "activity_id": Activity.objects,
        "request_id": ApprovalRequest.objects.filter(state=ApprovalRequest.State.WAITING),
        "cost_line_id": CostLine.objects.filter(spent__gt=0),
        "commitment_id": Commitment.objects.filter(released_at=None),
        "expense_id": Expense.objects.filter(voided_at=None),
        "stand_in_id": StandIn.objects,
        "report_id": ProgressReport.objects.filter(state=ProgressReport.State.DRAFT),
        "item_id": LaunchItem.objects,
        "metric_id": Metric.objects,
        "override_id": Override.objects,
        "decision_id": Decision.objects.filter(state=Decision.State.OPEN),
    }
    found: dict[str, object] = {name: rows.filter(company=company)[0].pk for name, rows in named.items()}
    turn = ApprovalStep.objects.filter(company=company, request__state=ApprovalRequest.State.WAITING, verdict="")[0]
    manager = Membership.objects.select_related("company", "user").get(company=company, role=Role.MANAGER)
    _link, token = turns.make_link(turn, manager)
    return {**found, "plan:kind": "xlsx", "reports:kind": "pdf", "step": 6, "approval_links:token": token}


def also(company: Company) -> list[str]:
    """The same pages with records in other states."""
    pages = [f"approval-requests/{one.pk}/" for one in _each(ApprovalRequest, company)]
    pages += [f"reports/{one.pk}/" for one in _each(ProgressReport, company)]
    pages += [f"decisions/{one.pk}/" for one in _each(Decision, company)]
    pages += [f"meetings/{one.pk}/" for one in Meeting.objects.filter(company=company)]
    return [*pages, "cycles/?all"]


def _each(model: Any, company: Company) -> Iterator[Any]:
    """One of each state."""
    yield from model.objects.filter(company=company).order_by("state").distinct("state")


def typed() -> Iterator[str]:
    for model in apps.get_app_config("planning").get_models():
        fields = [one.name for one in model._meta.concrete_fields if isinstance(one, CharField | TextField)]
        for row in model._default_manager.values_list(*fields) if fields else ():
            yield from (str(one) for one in row if one)
