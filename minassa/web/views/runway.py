"""Content ahead: how far each platform of the plan is covered, and where the holes are."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from minassa.people.abilities import Ability
from minassa.planning.access import cycle_for
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.runway_rows import page_of


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    return framed(request, "runway/show.html", cycle, "runway", **page_of(request, cycle))
