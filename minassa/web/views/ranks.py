"""An activity put elsewhere than its score puts it, by a person who says why."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import priorities
from minassa.planning.access import activity_for
from minassa.planning.models import Activity
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.priorities import RankForm
from minassa.web.refusing import refusals


@member(to=Ability.WRITE_PLAN)
def edit(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    activity = activity_for(request.member, activity_id, to=Ability.WRITE_PLAN)
    return _page(request, activity, RankForm(initial={"to": activity.rank, "reason": activity.rank_reason}))


@member(to=Ability.WRITE_PLAN)
def update(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    activity = activity_for(request.member, activity_id, to=Ability.WRITE_PLAN)
    form = RankForm(request.POST)
    if form.is_valid():
        with refusals(form):
            activity = priorities.move(activity, by=request.member, **form.cleaned_data)
            said = _("%(name)s has place %(place)s now. The reason is kept.")
            messages.success(request, said % {"name": activity.name, "place": activity.rank})
            return redirect("priorities:index", request.company.slug, activity.cycle_id)
    return _page(request, activity, form, status=422)


@member(to=Ability.WRITE_PLAN)
def destroy(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    """Back to where its score puts it."""
    activity = activity_for(request.member, activity_id, to=Ability.WRITE_PLAN)
    activity = priorities.move(activity, by=request.member, to=activity.rank or 1, reason="")
    said = _("%(name)s stands where its score puts it.")
    messages.success(request, said % {"name": activity.name})
    return redirect("priorities:index", request.company.slug, activity.cycle_id)


def _page(request: MemberRequest, activity: Activity, form: RankForm, status: int = 200) -> HttpResponse:
    words = {"activity": activity, "form": form}
    return framed(request, "ranks/edit.html", activity.cycle, "priorities", status=status, **words)
