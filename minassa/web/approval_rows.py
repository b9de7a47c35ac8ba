"""Requests for approval as their pages show them: what is asked, whose turn it is, what is left of the money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from minassa.people.models import Membership
from minassa.planning import approving
from minassa.planning.access import requests_of
from minassa.planning.models import Activity, ApprovalLink, ApprovalRequest, ApprovalStep, Cycle, Effort
from minassa.planning.models.kept import NOTHING

PER_PAGE = 30
_State = ApprovalRequest.State
PARTS: dict[str, tuple[str, ...]] = {
    "waiting": (_State.WAITING,),
    "approved": (_State.APPROVED,),
    "refused": (_State.POSTPONED, _State.SENT_BACK, _State.REJECTED, _State.WITHDRAWN),
}


def requests_page(member: Membership, cycle: Cycle, part: str, page: str | None) -> dict[str, Any]:
    """What waits for the reader is on top whatever part is looked at."""
    part = part if part in PARTS else "waiting"
    mine = [one.request_id for one in approving.waiting_for(member) if one.request.cycle_id == cycle.pk]
    every = requests_of(member, cycle)
    counts = dict(every.prefetch_related(None).order_by().values_list("state").annotate(Count("pk")))
    shown = Paginator(every.filter(state__in=PARTS[part]).exclude(pk__in=mine), PER_PAGE).get_page(page)
    shown.object_list = list(shown.object_list)
    return {
        "mine": list(every.filter(pk__in=mine).order_by("asked_at")) if mine else [],
        "page_obj": shown,
        "part": part,
        "parts": _parts(member, cycle, part, counts),
        "has_any": bool(counts),
    }


def _parts(member: Membership, cycle: Cycle, part: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    here = reverse("approval_requests:index", args=[member.company.slug, cycle.pk])
    labels = {"waiting": _("Waiting"), "approved": _("Approved"), "refused": _("Postponed, sent back, rejected")}
    return [
        {
            "label": labels[one],
            "url": f"{here}?in={one}",
            "current": one == part,
            "count": sum(counts.get(state, 0) for state in states),
        }
        for one, states in PARTS.items()
    ]


@dataclass(frozen=True)
class Line:
    """A cost line as it was asked for, beside what it has now."""

    what: str
    platform: str
    party: str
    asked: Decimal
    approved: Decimal


@dataclass(frozen=True)
class Paper:
    """What an approver reads, on the page and behind the link."""

    request: ApprovalRequest
    activity: Activity
    cycle: Cycle
    lines: list[Line]
    efforts: list[Effort]
    steps: list[ApprovalStep]
    links: list[ApprovalLink]

    @property
    def current(self) -> ApprovalStep | None:
        waits = self.request.state == _State.WAITING
        return next((one for one in self.steps if not one.verdict), None) if waits else None

    @property
    def asked_now(self) -> Decimal:
        """What the turn may approve at most: less, when a turn before it let less pass."""
        passed = [one.amount for one in self.steps if one.verdict and one.amount is not None]
        return passed[-1] if passed else self.request.amount

    @property
    def more(self) -> Decimal:
        """What approving adds to what is approved of the cycle's budget."""
        return self.asked_now - sum((one.approved for one in self.lines), NOTHING)

    @property
    def left(self) -> Decimal | None:
        return None if self.cycle.budget is None else self.cycle.budget - self.cycle.approved

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.more > self.left

    @property
    def left_after(self) -> Decimal:
        return (self.left or NOTHING) - self.more

    @property
    def over(self) -> Decimal:
        return self.more - (self.left or NOTHING)


def paper_of(request: ApprovalRequest) -> Paper:
    """Five queries."""
    activity, asked = request.activity, request.lines
    lines = activity.cost_lines.select_related("party")
    steps = list(request.steps.select_related("approver__user", "by", "stood_in_for__user"))
    current = next((one for one in steps if not one.verdict), None)
    waits = request.state == _State.WAITING and current is not None
    links = current.links.select_related("member__user").order_by("-made_at") if waits and current else []
    return Paper(
        request=request,
        activity=activity,
        cycle=request.cycle,
        lines=[
            Line(
                one.what,
                one.platform,
                one.party.name if one.party else "",
                Decimal(asked.get(str(one.pk), one.asked)),
                one.approved,
            )
            for one in lines
        ],
        efforts=list(activity.efforts.select_related("member__user")),
        steps=steps,
        links=_latest(links),
    )


def _latest(links: Any) -> list[ApprovalLink]:
    """The newest of each person."""
    found: dict[Any, ApprovalLink] = {}
    for one in links:
        found.setdefault(one.member_id, one)
    return list(found.values())
