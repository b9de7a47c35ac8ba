"""The pages of a cycle stand side by side, in the manual's order."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from minassa.manual.ways import way
from minassa.people.abilities import Ability
from minassa.planning.models import Cycle
from minassa.web.doors import MemberRequest


def framed(
    request: MemberRequest, template: str, cycle: Cycle, here: str, *, status: int = 200, **words: Any
) -> HttpResponse:
    """Render a page of this cycle; `here` is the noun whose tab is the current one."""
    given = {"cycle": cycle, "cycle_tabs": _tabs(request, cycle, here), **words}
    return render(request, template, given, status=status)


def _tabs(request: MemberRequest, cycle: Cycle, here: str) -> list[dict[str, Any]]:
    pages = [
        ("cycles", "cycles:show", _("The map"), Ability.SEE_PLAN),
        ("objectives", "objectives:index", _("Objectives"), Ability.SEE_PLAN),
        ("mechanisms", "mechanisms:index", _("Mechanisms"), Ability.SEE_PLAN),
        ("team", "team:index", _("Team"), Ability.SEE_PLAN),
        ("plan", "plan:show", _("F-01"), Ability.SEE_PLAN),
        ("priorities", "priorities:index", _("Priorities"), Ability.SEE_PLAN),
        ("approval_requests", "approval_requests:index", _("Approval"), Ability.SEE_MONEY),
        ("budget", "budget:show", _("Budget"), Ability.SEE_MONEY),
        ("runway", "runway:show", _("Content ahead"), Ability.SEE_PLAN),
        ("reports", "reports:index", _("Reports"), Ability.SEE_PLAN),
        ("decisions", "decisions:index", _("Options"), Ability.SEE_PLAN),
        ("launch", "launch:show", _("Launch"), Ability.SEE_PLAN),
        ("review", "review:show", pgettext("of a cycle", "Review"), Ability.SEE_PLAN),
    ]
    ways = [(noun, way(name, request.member, cycle.pk), label, ability) for noun, name, label, ability in pages]
    return [
        {"label": label, "url": url, "current": here == noun}
        for noun, url, label, ability in ways
        if url and request.member.may(ability)
    ]
