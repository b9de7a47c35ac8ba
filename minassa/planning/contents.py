"""What exactly is signed: the content of each act as plain data, the same however its records were loaded."""

from __future__ import annotations

from hashlib import sha256
from json import dumps
from typing import Any
from uuid import UUID

from django.db.models import Model

from minassa.planning.models import (
    Activity,
    CostLine,
    Criterion,
    Cycle,
    Decision,
    Dependency,
    Effort,
    Initiative,
    Mechanism,
    Objective,
    Option,
    Pillar,
    Score,
    Service,
)
from minassa.planning.models.signature import Act

# With what its indicator means: a company may change the name, unit and direction of its own.
_METRIC = ("metric_id", "metric__own_name", "metric__unit", "metric__better")
_OBJECTIVE = ("id", "position", "statement", *_METRIC, "baseline", "target", "due_on", "weight")
_REVIEW = (*_OBJECTIVE, "measured", "measured_on", "measured_from", "reached", "why", "is_carried_on")
_MECHANISM = (
    "platform", "audience", "posts_per_week", "hours", "languages", "tone", "respond_within", "answers_from",
    "answers_to", "answer_days", "escalate_to_id", "escalate_what",
)  # fmt: skip
_ACTIVITY = (
    "id", "initiative_id", "number", "name", "kind", "platforms", "responsible_id", "starts_on", "deadline",
    "expected", "approval", "rank",
)  # fmt: skip
_EFFORT = ("activity_id", "position", "member_id", "who", "people", "hours")
_COST = ("activity_id", "position", "what", "platform", "party_id", "asked", "approved")


def content(act: Act | str, cycle: Cycle, subject: UUID) -> Any:
    of_cycle = {"cycle": cycle.pk}
    match Act(act):
        case Act.OBJECTIVES:
            return _rows(Objective, _OBJECTIVE, **of_cycle)
        case Act.MECHANISM:
            return [
                _rows(Mechanism, _MECHANISM, pk=subject),
                _rows(Pillar, ("position", "name", "share"), mechanism=subject),
                _rows(Service, ("objective_id",), mechanism=subject),
            ]
        case Act.PLAN:
            return [
                _rows(Cycle, ("name", "starts_on", "ends_on"), pk=cycle.pk),
                _rows(Objective, _OBJECTIVE, **of_cycle),
                _rows(Initiative, ("id", "position", "name", "objective_id"), **of_cycle),
                _rows(Activity, _ACTIVITY, **of_cycle),
                _rows(Activity, ("id",), state=Activity.State.DROPPED, **of_cycle),
                _rows(Effort, _EFFORT, **of_cycle),
                _rows(CostLine, _COST, **of_cycle),
                _rows(Dependency, ("activity_id", "before_id"), **of_cycle),
            ]
        case Act.DECISION:
            return [
                _rows(Decision, ("question", "requirements", "chosen_id", "reason"), pk=subject),
                _rows(Option, ("id", "position", "name", "details", "cost"), decision=subject),
                _rows(Criterion, ("id", "position", "name", "objective_id", "weight"), decision=subject),
                _rows(Score, ("voter_id", "option_id", "criterion_id", "value"), decision=subject),
            ]
        case Act.REVIEW:
            return [
                _rows(Cycle, ("name", "starts_on", "ends_on", "closing_words"), pk=cycle.pk),
                _rows(Objective, _REVIEW, **of_cycle),
            ]


def digest(act: Act | str, cycle: Cycle, subject: UUID) -> str:
    return sha256(dumps(content(act, cycle, subject), ensure_ascii=False, default=str).encode()).hexdigest()


def _rows(model: type[Model], fields: tuple[str, ...], **where: Any) -> list[Any]:
    return list(model._default_manager.filter(**where).order_by(*fields).values_list(*fields))
