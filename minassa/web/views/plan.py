"""F-01 on the screen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse

from minassa.people.abilities import Ability
from minassa.planning.access import cycle_for
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.f01_names import Names
from minassa.web.plan_sheet import page_of


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    return framed(request, "plan/show.html", cycle, "plan", **page_of(request, cycle))


@member(to=Ability.WRITE_PLAN)
def names(request: MemberRequest, cycle_id: UUID) -> JsonResponse:
    """Who may be named in a cell, for the list under it."""
    cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    known = Names(request.member)
    return JsonResponse({"people": [known.written(one) for one in known.people if not one.is_over]})
