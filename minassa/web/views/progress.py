"""My activities: what I answer for in the open cycles, and how each goes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import activities
from minassa.planning.access import activity_for
from minassa.planning.models import Activity
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.progress import HowItGoesForm
from minassa.web.progress_rows import index_of
from minassa.web.refusing import refusals


@member(to=Ability.DO_WORK)
def index(request: MemberRequest) -> HttpResponse:
    return render(request, "progress/index.html", index_of(request))


@member(to=Ability.DO_WORK)
def edit(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    activity = activity_for(request.member, activity_id, to=Ability.DO_WORK)
    return _page(request, activity, HowItGoesForm.of(activity))


@member(to=Ability.DO_WORK)
def update(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    activity = activity_for(request.member, activity_id, to=Ability.DO_WORK)
    form = HowItGoesForm(request.POST, activity=activity)
    if form.is_valid():
        with refusals(form):
            activities.progress(activity, by=request.member, **form.given())
            messages.success(request, _("Kept: how “%(name)s” goes.") % {"name": activity.name})
            return redirect("progress:index", request.company.slug)
    return _page(request, activity, form, status=422)


def _page(request: MemberRequest, activity: Activity, form: HowItGoesForm, status: int = 200) -> HttpResponse:
    may_tell = activity.responsible_id == request.member.pk or request.member.may(Ability.WRITE_PLAN)
    words = {"activity": activity, "form": form, "may_tell": may_tell and activity.cycle.is_open}
    return render(request, "progress/edit.html", words, status=status)
