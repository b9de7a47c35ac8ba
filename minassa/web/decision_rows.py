"""A cycle's decisions as a list: what was chosen, or what is still to do and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from minassa.people.models import Membership
from minassa.planning.models import Cycle, Decision
from minassa.planning.models.signature import Act, Capacity

TONES = {Decision.State.OPEN: "", Decision.State.CHOSEN: "warning", Decision.State.SETTLED: "success"}
ICONS = {Decision.State.OPEN: "circle-dashed", Decision.State.CHOSEN: "pen-line", Decision.State.SETTLED: "badge-check"}


@dataclass(frozen=True)
class Row:
    decision: Decision
    is_late: bool
    to_do: str

    @property
    def tone(self) -> str:
        return TONES[Decision.State(self.decision.state)]

    @property
    def icon(self) -> str:
        return ICONS[Decision.State(self.decision.state)]


def rows_of(member: Membership, cycle: Cycle) -> list[Row]:
    """What is open first, the latest on top. In two queries."""
    today = member.company.local_now().date()
    signed: dict[object, set[str]] = {}
    for one in cycle.signatures.filter(act=Act.DECISION, fallen_at__isnull=True):
        signed.setdefault(one.subject_id, set()).add(one.capacity)
    found = cycle.decisions.select_related("chosen").annotate(voters=Count("scores__voter", distinct=True))
    return [
        Row(
            one,
            is_late=one.due_on is not None and one.due_on < today and one.state != Decision.State.SETTLED,
            to_do=_to_do(one, signed.get(one.pk, set())) if cycle.is_open else "",
        )
        for one in sorted(found, key=lambda one: one.state == Decision.State.SETTLED)
    ]


def _to_do(decision: Decision, signed: set[str]) -> str:
    match decision.state:
        case Decision.State.SETTLED:
            return ""
        case Decision.State.CHOSEN if Capacity.MANAGER in signed:
            return _("The marketing officer has still to sign.")
        case Decision.State.CHOSEN if Capacity.OFFICER in signed:
            return _("The general manager has still to sign.")
        case Decision.State.CHOSEN:
            return _("The general manager and the marketing officer have still to sign.")
    return (
        _("Scores are given: choose the fittest.")
        if getattr(decision, "voters", 0)
        else _("Nobody has scored the options yet.")
    )
