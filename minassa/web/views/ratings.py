"""Impact, urgency and effort of one activity, saved as soon as one of them is chosen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import priorities
from minassa.planning.access import activity_for
from minassa.planning.errors import NotNow
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.priorities import RatingForm
from minassa.web.priority_rows import priority_rows


@member(to=Ability.WRITE_PLAN)
def update(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    activity = activity_for(request.member, activity_id, to=Ability.WRITE_PLAN)
    form = RatingForm(request.POST)
    if not form.is_valid():
        raise NotNow(_("Impact, urgency and effort are 1 to 5."))
    was = activity.rank
    activity = priorities.rate(activity, by=request.member, **form.cleaned_data)
    if not request.headers.get("HX-Request"):
        return redirect("priorities:index", request.company.slug, activity.cycle_id)
    [row] = priority_rows(request.member, activity.cycle, [activity])
    words = {"row": row, "may_write": True, "cycle": activity.cycle, "has_moved": was != activity.rank}
    return render(request, "priorities/_rated.html", words)
