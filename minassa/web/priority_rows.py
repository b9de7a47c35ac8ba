"""The activities of a cycle in the order in which they matter, as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Sum
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from minassa.people.abilities import Ability
from minassa.people.models import Membership
from minassa.planning import priorities
from minassa.planning.access import cost_lines_of
from minassa.planning.models import Activity, Cycle
from minassa.planning.priorities import Move
from minassa.web.forms.priorities import EFFORT, IMPACT, NOT_YET, URGENCY

PER_PAGE = 50
_SUBMITTED = {Activity.Approval.ASKED, Activity.Approval.APPROVED}


@dataclass(frozen=True)
class PriorityRow:
    activity: Activity
    move: Move | None
    asked: Decimal | None  # None: the reader does not see money

    @property
    def may_be_submitted(self) -> bool:
        return self.activity.approval not in _SUBMITTED

    @property
    def lightness(self) -> int:
        return 6 - (self.activity.effort or 0)

    @property
    def impacts(self) -> SafeString:
        return _options(IMPACT, self.activity.impact)

    @property
    def urgencies(self) -> SafeString:
        return _options(URGENCY, self.activity.urgency)

    @property
    def efforts(self) -> SafeString:
        return _options(EFFORT, self.activity.effort)


def priority_page(member: Membership, cycle: Cycle, page: str | None) -> dict[str, Any]:
    every = priorities.ranked(cycle)
    shown: Page[Any] = Paginator(every, PER_PAGE).get_page(page)
    return {
        "page_obj": shown,
        "rows": priority_rows(member, cycle, list(shown)),
        "count": len(every),
        "rated": sum(one.score is not None for one in every),
        "may_write": cycle.is_open and member.may(Ability.WRITE_PLAN),
    }


def priority_rows(member: Membership, cycle: Cycle, activities: list[Activity]) -> list[PriorityRow]:
    moves, sums = priorities.moves(activities), {}
    if member.may(Ability.SEE_MONEY):
        lines = cost_lines_of(member, cycle).filter(activity__in=activities).order_by("activity")
        sums = dict(lines.values_list("activity").annotate(Sum("asked")))
        sums = {one.pk: sums.get(one.pk, Decimal(0)) for one in activities}
    return [PriorityRow(one, moves.get(one.pk), sums.get(one.pk)) for one in activities]


def _options(choices: list[Any], chosen: int | None) -> SafeString:
    """ "4 · Much": the figure that counts in the score, and its word."""
    said = [
        (value, SafeString(" selected") if value == str(chosen or "") else "", _said(value, word))
        for value, word in [NOT_YET, *choices]
    ]
    return format_html_join("", '<option value="{}"{}>{}</option>', said)


def _said(value: str, word: object) -> str:
    return format_html("{} · {}", value, word) if value else str(word)
