"""What each activity costs, line by line, and what can be done with its money."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from minassa.people.abilities import Ability
from minassa.planning.access import cycle_for
from minassa.web.budget_tables import listed
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member


@member(to=Ability.SEE_MONEY)
def index(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_MONEY)
    words = listed(request.member, cycle, "cost_lines:index", request.GET.get("page"))
    return framed(request, "cost_lines/index.html", cycle, "budget", **words)
