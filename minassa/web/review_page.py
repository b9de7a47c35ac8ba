"""The review of a cycle as the page shows it: each objective with its figures, and what keeps the cycle open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from minassa.manual.ways import way
from minassa.people.abilities import Ability
from minassa.planning import readiness, reviewing
from minassa.planning.models import Cycle, Objective
from minassa.planning.models.signature import Act
from minassa.web.doors import MemberRequest
from minassa.web.forms.review import ConclusionForm, VerdictForm
from minassa.web.signature_block import signature_block


@dataclass(frozen=True)
class Row:
    objective: Objective
    form: VerdictForm | None
    missing: list[str]
    is_next: bool  # the first that is still to be reviewed: its form stands open

    @property
    def percent(self) -> int | None:
        """Of the way from baseline to target, for the bar."""
        share = self.objective.share_reached
        return None if share is None else max(0, min(100, round(share * 100)))

    @property
    def by_figures(self) -> bool | None:
        return reviewing.is_reached(self.objective)


def words_of(
    request: MemberRequest,
    cycle: Cycle,
    *,
    verdict: tuple[UUID, VerdictForm] | None = None,
    conclusion: ConclusionForm | None = None,
) -> dict[str, Any]:
    may_review = cycle.is_open and request.member.may(Ability.SET_OBJECTIVES)
    may_close = cycle.is_open and request.member.may(Ability.CLOSE_CYCLE)
    signature = signature_block(request, cycle, Act.REVIEW)
    given = dict([verdict]) if verdict else {}
    found = list(cycle.objectives.select_related("metric", "measured_by", "cycle__company"))
    first = next((one.pk for one in found if readiness.to_review(one)), None)
    forms = {one.pk: given.get(one.pk) or VerdictForm(one) for one in found} if may_review else {}
    rows = [Row(one, forms.get(one.pk), readiness.to_review(one), is_next=one.pk == first) for one in found]
    waiting = cycle.approval_requests.filter(state="waiting").count() if may_close else 0
    next_cycle = way("cycles:new", request.member) if request.member.may(Ability.WRITE_PLAN) else ""
    return {
        "rows": rows,
        "reached": sum(one.reached is True for one in found),
        "judged": sum(one.reached is not None for one in found),
        "signature": signature,
        "conclusion": conclusion or ConclusionForm(cycle) if may_close else None,
        "may_close": may_close,
        "is_ready": signature.is_whole and not waiting and not any(one.missing for one in rows),
        "waiting": waiting,
        "next_cycle": f"{next_cycle}?carry={cycle.pk}" if next_cycle and not cycle.is_open else "",
    }
