"""Step 10: objective by objective, reached or not and why; then the cycle closes and never changes again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.planning import gates, readiness
from minassa.planning.errors import NotNow, NotReady
from minassa.planning.holding import again, hold, keep, tell
from minassa.planning.models import ApprovalRequest, Cycle, Objective
from minassa.planning.models.metric import Metric
from minassa.planning.models.signature import Act
from minassa.planning.signing import is_signed_by_both, settle


@transaction.atomic
def measure(
    objective: Objective,
    *,
    by: Membership,
    value: Decimal,
    on: date | None = None,
    source: str = Objective.Source.BY_HAND,
) -> Objective:
    """What its indicator shows, today or on that day."""
    demand(by, Ability.SET_OBJECTIVES)
    cycle, objective = hold(objective.cycle_id, by), again(objective)
    day = on or cycle.company.local_now().date()
    given = {"measured": value, "measured_on": day, "measured_from": source, "measured_by": by.user}
    if keep(objective, given):
        tell("objective.measured", objective, by, statement=objective.statement, value=value, on=day)
        settle(cycle, by, Act.REVIEW)
    return objective


@transaction.atomic
def judge(objective: Objective, *, by: Membership, reached: bool, why: str, carry_on: bool = False) -> Objective:
    """Reached or not, why, and whether it goes on into the next cycle."""
    demand(by, Ability.SET_OBJECTIVES)
    cycle, objective = hold(objective.cycle_id, by), again(objective)
    if not why.strip():
        raise NotValid(_("Write why it was reached or not."))
    if keep(objective, {"reached": reached, "why": why.strip(), "is_carried_on": carry_on}):
        tell("objective.judged", objective, by, statement=objective.statement, reached=reached, why=objective.why)
        settle(cycle, by, Act.REVIEW)
    return objective


@transaction.atomic
def conclude(cycle: Cycle, *, by: Membership, words: str) -> Cycle:
    """What was learned, in words, before both sign the review."""
    demand(by, Ability.CLOSE_CYCLE)
    cycle = hold(cycle, by)
    if keep(cycle, {"closing_words": words.strip()}):
        tell("cycle.concluded", cycle, by, name=cycle.name)
        settle(cycle, by, Act.REVIEW)
    return cycle


@transaction.atomic
def close(cycle: Cycle, *, by: Membership) -> Cycle:
    """With both signatures under the review. From here on the database refuses every change to it."""
    demand(by, Ability.CLOSE_CYCLE)
    cycle = hold(cycle, by)
    missing = lacks(cycle)
    if missing:
        raise NotReady(" ".join(missing))
    if cycle.approval_requests.filter(state=ApprovalRequest.State.WAITING).exists():
        raise NotNow(_("An activity still waits for approval. Decide on it or withdraw the request first."))
    cycle.state, cycle.closed_at, cycle.closed_by = Cycle.State.CLOSED, now(), by.user
    cycle.save()
    tell("cycle.closed", cycle, by, name=cycle.name)
    gates.refresh(cycle.company_id, by)
    return cycle


def lacks(cycle: Cycle) -> list[str]:
    """What keeps the cycle from closing, in sentences."""
    missing = readiness.of_review(cycle)
    if not missing and not is_signed_by_both(Act.REVIEW, cycle.pk):
        missing.append(_("The general manager and the marketing officer both sign the review first."))
    return missing


def is_reached(objective: Objective) -> bool | None:
    """What the figures alone say; None while it is not measured."""
    if objective.measured is None or objective.target is None:
        return None
    up = objective.metric is None or objective.metric.better == Metric.Better.UP
    return objective.measured >= objective.target if up else objective.measured <= objective.target
