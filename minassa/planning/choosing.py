"""Step 8: options reviewed against the objectives and requirements, and the fittest chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.planning.errors import NotNow
from minassa.planning.holding import again, hold, keep, tell
from minassa.planning.models import Criterion, Cycle, Decision, Objective, Option, Score
from minassa.planning.models.signature import Act
from minassa.planning.signing import settle

HEAVIEST = 100
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class OptionOf:
    name: str
    details: str = ""
    cost: Decimal | None = None
    id: UUID | None = None


@dataclass(frozen=True)
class CriterionOf:
    """With an objective and no weight of its own, the objective's weight counts."""

    name: str
    weight: int | None = None
    objective: Objective | None = None
    id: UUID | None = None


class Given(TypedDict, total=False):
    question: str
    requirements: str
    due_on: date | None
    options: Sequence[OptionOf]
    criteria: Sequence[CriterionOf]


@transaction.atomic
def open_decision(cycle: Cycle, *, by: Membership, **given: Unpack[Given]) -> Decision:
    demand(by, Ability.VOTE)
    cycle = hold(cycle, by)
    decision = Decision(company_id=cycle.company_id, cycle=cycle, opened_by=by.user)
    _keep(decision, {"question": "", **given})
    tell("decision.opened", decision, by, question=decision.question)
    return decision


@transaction.atomic
def change(decision: Decision, *, by: Membership, **given: Unpack[Given]) -> Decision:
    """Scores of options and criteria that stay are kept. Signatures fall with what they were put to."""
    demand(by, Ability.VOTE)
    cycle, decision = hold(decision.cycle_id, by), _unsettled(decision)
    _keep(decision, given)
    tell("decision.changed", decision, by, question=decision.question)
    settle(cycle, by, Act.DECISION)
    return decision


@transaction.atomic
def remove(decision: Decision, *, by: Membership) -> None:
    demand(by, Ability.VOTE)
    cycle, decision = hold(decision.cycle_id, by), _unsettled(decision)
    tell("decision.removed", decision, by, question=decision.question)
    Decision.objects.filter(pk=decision.pk).update(state=Decision.State.OPEN, chosen=None)
    decision.delete()
    settle(cycle, by, Act.DECISION)


@transaction.atomic
def score(decision: Decision, *, by: Membership, scores: Mapping[tuple[UUID, UUID], int]) -> None:
    """The voter's own scores, 1 to 5, by option and criterion; those not given stay as they are."""
    demand(by, Ability.VOTE)
    cycle, decision = hold(decision.cycle_id, by), _unsettled(decision)
    options = set(decision.options.values_list("pk", flat=True))
    criteria = set(decision.criteria.values_list("pk", flat=True))
    if any(option not in options or criterion not in criteria for option, criterion in scores):
        raise NotNow(_("Somebody changed the options meanwhile. Load the page again."))
    if any(not Score.LOWEST <= value <= Score.HIGHEST for value in scores.values()):
        raise NotValid(_("A score is 1 to 5."))
    of = {"company_id": cycle.company_id, "cycle": cycle, "decision": decision, "voter": by}
    Score.objects.bulk_create(
        [
            Score(option_id=option, criterion_id=criterion, value=value, **of)
            for (option, criterion), value in scores.items()
        ],
        update_conflicts=True,
        unique_fields=["voter", "option", "criterion"],
        update_fields=["value"],
    )
    tell("decision.scored", decision, by, question=decision.question)
    settle(cycle, by, Act.DECISION)


@transaction.atomic
def choose(decision: Decision, *, by: Membership, option: Option, reason: str) -> Decision:
    """Both then sign it, which settles it."""
    demand(by, Ability.VOTE)
    cycle, decision = hold(decision.cycle_id, by), _unsettled(decision)
    if option.decision_id != decision.pk:
        raise NotValid(_("This option belongs to another decision."))
    if not reason.strip():
        raise NotValid(_("Write why this option was chosen."))
    keep(decision, {"chosen": option, "reason": reason.strip(), "state": Decision.State.CHOSEN})
    tell("decision.chosen", decision, by, question=decision.question, option=option.name, reason=reason.strip())
    settle(cycle, by, Act.DECISION)
    return decision


@transaction.atomic
def reopen(decision: Decision, *, by: Membership, reason: str) -> Decision:
    """A settled choice is looked at again; its signatures fall."""
    demand(by, Ability.VOTE)
    cycle, decision = hold(decision.cycle_id, by), again(decision)
    if not reason.strip():
        raise NotValid(_("Write why the decision is opened again."))
    decision.state, decision.chosen, decision.reason, decision.settled_at = Decision.State.OPEN, None, "", None
    decision.save()
    tell("decision.reopened", decision, by, question=decision.question, reason=reason.strip())
    settle(cycle, by, Act.DECISION)
    return decision


@dataclass(frozen=True)
class Place:
    option: Option
    total: Decimal  # 1 to 5; 0 while nobody scored it
    by_criterion: dict[UUID, Decimal]  # the mean of the voters' scores


@dataclass(frozen=True)
class Swing:
    """The weight of this criterion from which on another option would lead."""

    criterion: Criterion
    weight: Decimal
    option: Option


@dataclass(frozen=True)
class Ranking:
    places: list[Place]  # the fittest first
    swings: list[Swing]
    voters: list[Membership]
    scores: dict[UUID, dict[tuple[UUID, UUID], int]]  # of each voter, by option and criterion


def ranking(decision: Decision) -> Ranking:
    """The options by their weighted mean scores, and what would change the first place."""
    options, criteria = list(decision.options.all()), list(decision.criteria.select_related("objective"))
    given: dict[tuple[UUID, UUID], list[int]] = defaultdict(list)
    voters: dict[UUID, Membership] = {}
    scores: dict[UUID, dict[tuple[UUID, UUID], int]] = defaultdict(dict)
    for one in decision.scores.select_related("voter__user"):
        given[one.option_id, one.criterion_id].append(one.value)
        voters[one.voter_id] = one.voter
        scores[one.voter_id][one.option_id, one.criterion_id] = one.value
    whole = sum(one.weight for one in criteria)
    places = []
    for option in options:
        means = {one.pk: _mean(given[option.pk, one.pk]) for one in criteria}
        total = sum((means[one.pk] * one.weight for one in criteria), Decimal(0)) / whole if whole else Decimal(0)
        places.append(Place(option, total.quantize(HUNDREDTH), means))
    places.sort(key=lambda one: (-one.total, one.option.position))
    by_name = sorted(voters.values(), key=lambda one: one.user.name)
    return Ranking(places, _swings(places, criteria) if voters else [], by_name, dict(scores))


def _swings(places: list[Place], criteria: list[Criterion]) -> list[Swing]:
    """Raising or lowering one weight alone: the nearest point at which another option passes the first."""
    if not places:
        return []
    first, found = places[0], []
    for criterion in criteria:
        nearest: Swing | None = None
        for other in places[1:]:
            ahead = sum(
                ((first.by_criterion[one.pk] - other.by_criterion[one.pk]) * one.weight for one in criteria), Decimal(0)
            )
            slope = first.by_criterion[criterion.pk] - other.by_criterion[criterion.pk]
            if slope == 0:
                continue
            weight = (criterion.weight - ahead / slope).quantize(HUNDREDTH)
            if 0 <= weight <= HEAVIEST and (
                nearest is None or abs(weight - criterion.weight) < abs(nearest.weight - criterion.weight)
            ):
                nearest = Swing(criterion, weight, other.option)
        if nearest is not None:
            found.append(nearest)
    return found


def _mean(values: list[int]) -> Decimal:
    return Decimal(sum(values)) / len(values) if values else Decimal(0)


def _unsettled(decision: Decision) -> Decision:
    decision = again(decision)
    if decision.state == Decision.State.SETTLED:
        raise NotNow(_("This decision is settled. Open it again, with a reason, to change it."))
    return decision


def _keep(decision: Decision, given: Given) -> None:
    fields = {name: value for name, value in given.items() if name not in ("options", "criteria")}
    if "question" in given:
        fields["question"] = one_line(given["question"])
        if not fields["question"]:
            raise NotValid(_("Write the question that is to be decided."))
    keep(decision, fields)
    if "options" in given:
        _set_options(decision, given["options"])
    if "criteria" in given:
        _set_criteria(decision, given["criteria"])


def _set_options(decision: Decision, given: Sequence[OptionOf]) -> None:
    has = {one.pk: one for one in decision.options.all()}
    names = [one_line(one.name) for one in given]
    if not all(names) or len(set(names)) < len(names):
        raise NotValid(_("Each option has a name of its own."))
    gone = set(has) - {one.id for one in given}
    if decision.chosen_id in gone:
        raise NotNow(_("This option is chosen. Choose another one before you take it away."))
    decision.options.filter(pk__in=gone).delete()
    for place, one in enumerate(given):
        option = has.get(one.id) if one.id else None
        option = option or Option(company_id=decision.company_id, cycle_id=decision.cycle_id, decision=decision)
        keep(option, {"position": place, "name": names[place], "details": one.details.strip(), "cost": one.cost})


def _set_criteria(decision: Decision, given: Sequence[CriterionOf]) -> None:
    has = {one.pk: one for one in decision.criteria.all()}
    names = [one_line(one.name) for one in given]
    if not all(names) or len(set(names)) < len(names):
        raise NotValid(_("Each criterion has a name of its own."))
    decision.criteria.exclude(pk__in=[one.id for one in given if one.id]).delete()
    for place, one in enumerate(given):
        criterion = has.get(one.id) if one.id else None
        criterion = criterion or Criterion(
            company_id=decision.company_id, cycle_id=decision.cycle_id, decision=decision
        )
        weight = one.weight if one.weight is not None else (one.objective.weight if one.objective else 1)
        if not 1 <= weight <= HEAVIEST:
            raise NotValid(_("The weight of a criterion is 1 to 100."))
        keep(criterion, {"position": place, "name": names[place], "weight": weight, "objective": one.objective})
