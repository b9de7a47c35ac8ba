"""Step 1: what the platforms are expected to bring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.planning import readiness
from minassa.planning.errors import NotNow
from minassa.planning.holding import again, hold, keep, tell
from minassa.planning.models import Cycle, Metric, Objective
from minassa.planning.models.decision import Criterion
from minassa.planning.models.signature import Act
from minassa.planning.signing import settle

ACTS = (Act.OBJECTIVES, Act.PLAN, Act.REVIEW)


class Given(TypedDict, total=False):
    statement: str
    metric: Metric | None
    baseline: Decimal | None
    target: Decimal | None
    due_on: date | None
    weight: int


@transaction.atomic
def add(cycle: Cycle, *, by: Membership, **given: Unpack[Given]) -> Objective:
    """Kept also while it cannot be measured or is not dated yet: `lacks` says so, and it cannot be signed."""
    demand(by, Ability.SET_OBJECTIVES)
    cycle = hold(cycle, by)
    last = cycle.objectives.aggregate(last=Max("position"))["last"]
    objective = Objective(company_id=cycle.company_id, cycle=cycle, position=0 if last is None else last + 1)
    keep(objective, _clean(given, needs_statement=True))
    tell("objective.added", objective, by, statement=objective.statement)
    settle(cycle, by, *ACTS)
    return objective


@transaction.atomic
def change(objective: Objective, *, by: Membership, **given: Unpack[Given]) -> Objective:
    demand(by, Ability.SET_OBJECTIVES)
    cycle, objective = hold(objective.cycle_id, by), again(objective)
    changed = keep(objective, _clean(given))
    if changed:
        tell("objective.changed", objective, by, statement=objective.statement, changed=changed)
        settle(cycle, by, *ACTS)
    return objective


@transaction.atomic
def remove(objective: Objective, *, by: Membership) -> None:
    demand(by, Ability.SET_OBJECTIVES)
    cycle, objective = hold(objective.cycle_id, by), again(objective)
    if Criterion.objects.filter(objective=objective).exists():
        raise NotNow(_("A decision weighs its options by this objective. Take it out of the decision first."))
    if objective.carried_into.exists():
        raise NotNow(_("This objective was carried into a later cycle, so it stays."))
    tell("objective.removed", cycle, by, statement=objective.statement)  # whose history is still there to be read
    objective.delete()
    settle(cycle, by, *ACTS, Act.MECHANISM)


def lacks(objective: Objective) -> list[str]:
    """What keeps it from being signed, in sentences: not measurable, not dated."""
    return readiness.of_objective(objective)


def _clean(given: Given, *, needs_statement: bool = False) -> Given:
    if "statement" in given:
        given["statement"] = one_line(given["statement"])
    if not given.get("statement", "" if needs_statement else "kept"):
        raise NotValid(_("Write the objective in a sentence."))
    return given
