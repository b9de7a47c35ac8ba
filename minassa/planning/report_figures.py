"""What a progress report finds in the records of its period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from minassa.planning.budgeting import totals
from minassa.planning.models import Activity, Cycle, ProgressReport, ReportLine
from minassa.planning.models.kept import NOTHING

Figures = Callable[[Cycle, date, date], Mapping[str, Any]]
FIGURES: list[Figures] = []  # a room above adds what it knows of a period: published against planned


def is_late(activity: Activity, today: date) -> bool:
    over = activity.state in (Activity.State.DONE, Activity.State.DROPPED)
    return not over and activity.deadline is not None and activity.deadline < today


def of_period(cycle: Cycle, report: ProgressReport) -> list[Activity]:
    """What should have been worked on by the end of the period, or was, and was not over before the period began."""
    found = cycle.activities.exclude(state=Activity.State.DROPPED).exclude(approval=Activity.Approval.REJECTED)
    return [
        one
        for one in found.exclude(done_on__lt=report.starts_on)
        if one.state != Activity.State.PLANNED or one.starts_on is None or one.starts_on <= report.ends_on
    ]


def figures(cycle: Cycle, report: ProgressReport, lines: Sequence[ReportLine]) -> dict[str, Any]:
    """As they are at this moment; money from the beginning of the plan, spent by the end of the period."""
    budget, later = totals(cycle), _spent_later(cycle, report.ends_on)
    found: dict[str, Any] = {
        "done": sum(one.state == Activity.State.DONE for one in lines),
        "late": sum(one.is_late for one in lines),
        "activities": len(lines),
        "approved": str(budget.whole.approved),
        "spent": str(budget.whole.spent - sum(later.values(), NOTHING)),
        "initiatives": [
            {"initiative": name, "approved": str(sums.approved), "spent": str(sums.spent - later.get(name, NOTHING))}
            for name, sums in budget.by_initiative.items()
        ],
        "indicators": _indicators(cycle, report.ends_on),
    }
    for known in FIGURES:
        found |= known(cycle, report.starts_on, report.ends_on)
    return found


def _spent_later(cycle: Cycle, last: date) -> dict[str, Decimal]:
    """By initiative: a report that is written late does not speak of the next period's money."""
    found = cycle.expenses.filter(voided_at__isnull=True, on__gt=last).order_by()
    return dict(found.values_list("cost_line__activity__initiative__name").annotate(Sum("amount")))


def _indicators(cycle: Cycle, last: date) -> list[dict[str, Any]]:
    """What was last measured of each objective, when it was by the end of the period."""
    return [
        {
            "statement": one.statement,
            "metric": one.metric.name,
            "unit": str(one.metric.unit),
            "target": None if one.target is None else str(one.target),
            "value": str(one.measured) if is_known else None,
            "on": one.measured_on.isoformat() if is_known and one.measured_on else None,
        }
        for one in cycle.objectives.select_related("metric")
        if one.metric is not None
        for is_known in [one.measured is not None and (one.measured_on is None or one.measured_on <= last)]
    ]
