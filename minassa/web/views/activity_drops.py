"""An activity that will not be done, with the reason."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import activities
from minassa.planning.access import activity_for
from minassa.web.activity_page import facts_of
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.activities import DropForm
from minassa.web.refusing import refusals


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    activity = activity_for(request.member, activity_id, to=Ability.WRITE_PLAN)
    form = DropForm(request.POST)
    if form.is_valid():
        with refusals(form):
            activities.drop(activity, by=request.member, reason=form.cleaned_data["reason"])
            messages.success(request, _("“%(activity)s” has been dropped.") % {"activity": activity.name})
            return redirect("activities:show", request.company.slug, activity.pk)
    words = facts_of(request, activity, drop=form)
    return framed(request, "activities/show.html", activity.cycle, "plan", status=422, **words)
