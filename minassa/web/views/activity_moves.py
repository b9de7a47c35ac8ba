"""A row to another place of the sheet."""

from __future__ import annotations

from uuid import UUID

from django.http import JsonResponse

from minassa.core.errors import Sorry
from minassa.people.abilities import Ability
from minassa.people.companies import NotValid
from minassa.planning.access import activity_for, initiative_for
from minassa.planning.sheet_editing import move
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.activities import MoveForm
from minassa.web.plan_sheet import numbers


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, activity_id: UUID) -> JsonResponse:
    activity = activity_for(request.member, activity_id, to=Ability.WRITE_PLAN)
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise NotValid(form.errors.as_text())
    initiative, before = form.cleaned_data["initiative"], form.cleaned_data["before"]
    to = initiative_for(request.member, initiative, to=Ability.WRITE_PLAN)
    ahead_of = activity_for(request.member, before, to=Ability.WRITE_PLAN) if before else None
    try:
        move(activity, by=request.member, initiative=to, before=ahead_of)
    except Sorry as no:
        return JsonResponse({"reason": str(no)}, status=422)
    return JsonResponse({"numbers": numbers(activity.cycle, request)})
