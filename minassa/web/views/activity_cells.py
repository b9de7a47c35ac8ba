"""One cell of the sheet, saved as soon as it is left."""

from __future__ import annotations

from uuid import UUID

from django.http import JsonResponse

from minassa.people.abilities import Ability
from minassa.planning.access import activity_for
from minassa.web.doors import MemberRequest, member
from minassa.web.plan_cells import save_cell


@member(to=Ability.WRITE_PLAN)
def update(request: MemberRequest, activity_id: UUID) -> JsonResponse:
    activity = activity_for(request.member, activity_id, to=Ability.WRITE_PLAN)
    return save_cell(request, activity)
