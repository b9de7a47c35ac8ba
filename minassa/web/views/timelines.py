"""The plan as a picture of its days."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from minassa.people.abilities import Ability
from minassa.planning.access import cycle_for
from minassa.planning.sheets import sheet_of
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.plan_timeline import picture, undated
from minassa.web.ui.reading import reading_in


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    sheet, today = sheet_of(cycle), request.company.local_now().date()
    drawn = picture(sheet, reading_in(request), today)
    return framed(request, "plan/timeline.html", cycle, "plan", sheet=sheet, picture=drawn, undated=undated(sheet))
