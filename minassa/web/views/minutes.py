"""What a meeting said and decided, who was there, and who took on what."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import meetings
from minassa.planning.access import meeting_for
from minassa.planning.models import Meeting
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.meetings import MinutesForm
from minassa.web.refusing import refusals


@member(to=Ability.WRITE_PLAN)
def edit(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    meeting = meeting_for(request.member, meeting_id, to=Ability.WRITE_PLAN)
    return _page(request, meeting, MinutesForm(request.member, meeting))


@member(to=Ability.WRITE_PLAN)
def update(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    meeting = meeting_for(request.member, meeting_id, to=Ability.WRITE_PLAN)
    form = MinutesForm(request.member, meeting, request.POST)
    if form.is_valid():
        with refusals(form):
            meetings.keep_minutes(meeting, by=request.member, **form.given())
            messages.success(request, _("The minutes have been saved."))
            return redirect("meetings:show", request.company.slug, meeting.pk)
    return _page(request, meeting, form, status=422)


def _page(request: MemberRequest, meeting: Meeting, form: MinutesForm, *, status: int = 200) -> HttpResponse:
    return framed(request, "meetings/minutes.html", meeting.cycle, "team", status=status, meeting=meeting, form=form)
