"""Rows and columns pasted into the sheet."""

from __future__ import annotations

from uuid import UUID

from django.http import JsonResponse

from minassa.people.abilities import Ability
from minassa.planning.access import cycle_for
from minassa.web import plan_cells
from minassa.web.doors import MemberRequest, member


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, cycle_id: UUID) -> JsonResponse:
    return plan_cells.paste(request, cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN))
