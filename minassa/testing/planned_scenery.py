"""Of the demo's cycle: what its addresses are visited with, and all that people typed into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import CharField, TextField

from minassa.people.models import Company
from minassa.planning.models import (
    ActionItem,
    Activity,
    ApprovalRequest,
    Commitment,
    CostLine,
    Cycle,
    Decision,
    Expense,
    Initiative,
    Mechanism,
    Meeting,
    Objective,
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
        "decision_id": Decision.objects.filter(state=Decision.State.OPEN),
    }
    found: dict[str, object] = {name: rows.filter(company=company)[0].pk for name, rows in named.items()}
    return {**found, "plan:kind": "xlsx"}


def typed() -> Iterator[str]:
    for model in apps.get_app_config("planning").get_models():
        fields = [one.name for one in model._meta.concrete_fields if isinstance(one, CharField | TextField)]
        for row in model._default_manager.values_list(*fields) if fields else ():
            yield from (str(one) for one in row if one)
