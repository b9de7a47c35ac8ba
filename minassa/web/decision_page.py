"""What the page of one decision shows: the ranking, what would change it, and the reader's own scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import choosing
from minassa.planning.choosing import Ranking, Swing
from minassa.planning.models import Criterion, Decision, Option, Score
from minassa.planning.models.signature import Act
from minassa.web.doors import MemberRequest
from minassa.web.forms.decisions import ChoiceForm, ReopenForm, name_of
from minassa.web.signature_block import signature_block
from minassa.web.ui.reading import Reading, reading_in

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Mark:
    value: int
    is_given: bool


@dataclass(frozen=True)
class Cell:
    criterion: Criterion
    name: str
    marks: list[Mark]


@dataclass(frozen=True)
class Sheet:
    """One option on the reader's score sheet."""

    option: Option
    cells: list[Cell]


@dataclass(frozen=True)
class Line:
    """One option in the ranking."""

    rank: int
    option: Option
    total: Decimal
    means: list[tuple[Criterion, Decimal]]
    is_chosen: bool


def words_of(
    request: MemberRequest, decision: Decision, *, choice: ChoiceForm | None = None, reopen: ReopenForm | None = None
) -> dict[str, Any]:
    prefetch_related_objects([decision], "options", "criteria")
    options, criteria = list(decision.options.all()), list(decision.criteria.all())
    ranking, cycle = choosing.ranking(decision), decision.cycle
    is_settled = decision.state == Decision.State.SETTLED
    votes = cycle.is_open and request.member.may(Ability.VOTE)
    reading = reading_in(request)
    given = {"option": decision.chosen_id, "reason": decision.reason}
    return {
        "decision": decision,
        "options": options,
        "criteria": criteria,
        "lines": list(_lines(decision, ranking, criteria)) if ranking.voters else [],
        "swings": [_said(one, reading) for one in ranking.swings],
        "ballots": [(one.user.name, _ballot(ranking, one.pk, options, criteria)) for one in ranking.voters],
        "sheets": list(_sheets(options, criteria, ranking.scores.get(request.member.pk, {}))),
        "has_scored": request.member.pk in ranking.scores,
        "may_vote": votes and not is_settled,
        "may_reopen": votes and decision.state != Decision.State.OPEN,
        "may_see_money": request.member.may(Ability.SEE_MONEY),
        "is_settled": is_settled,
        "choice": choice or ChoiceForm(options, initial=given),
        "reopen": reopen or ReopenForm(),
        "signature": signature_block(request, cycle, Act.DECISION, decision),
    }


def pairs_of(decision: Decision) -> list[tuple[UUID, UUID]]:
    criteria = [one.pk for one in decision.criteria.all()]
    return [(option.pk, criterion) for option in decision.options.all() for criterion in criteria]


def _lines(decision: Decision, ranking: Ranking, criteria: list[Criterion]) -> Iterator[Line]:
    for rank, place in enumerate(ranking.places, start=1):
        means = [(one, place.by_criterion[one.pk].quantize(TENTH)) for one in criteria]
        yield Line(rank, place.option, place.total, means, place.option.pk == decision.chosen_id)


def _ballot(
    ranking: Ranking, voter: UUID, options: list[Option], criteria: list[Criterion]
) -> list[tuple[Option, list[tuple[Criterion, int | None]]]]:
    given = ranking.scores[voter]
    return [(option, [(one, given.get((option.pk, one.pk))) for one in criteria]) for option in options]


def _sheets(options: list[Option], criteria: list[Criterion], mine: dict[tuple[UUID, UUID], int]) -> Iterator[Sheet]:
    values = range(Score.LOWEST, Score.HIGHEST + 1)
    for option in options:
        cells = [
            Cell(one, name_of(option.pk, one.pk), [Mark(it, mine.get((option.pk, one.pk)) == it) for it in values])
            for one in criteria
        ]
        yield Sheet(option, cells)


def _said(swing: Swing, reading: Reading) -> str:
    """A sentence; the weights are whole numbers, so the point between two is said in full."""
    said = {
        "option": swing.option.name,
        "criterion": swing.criterion.name,
        "weight": reading.number(float(swing.weight)),
        "now": reading.number(swing.criterion.weight),
    }
    if swing.weight >= swing.criterion.weight:
        return (
            _("“%(option)s” would lead if “%(criterion)s” weighed more than %(weight)s; now it weighs %(now)s.") % said
        )
    return _("“%(option)s” would lead if “%(criterion)s” weighed less than %(weight)s; now it weighs %(now)s.") % said
