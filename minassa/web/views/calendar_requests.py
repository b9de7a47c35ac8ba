"""A meeting's invitation as a file for any calendar, and mailing it again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minassa.people.abilities import Ability
from minassa.planning import calendar, meetings
from minassa.planning.access import meeting_for
from minassa.web.doors import MemberRequest, member


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    meeting = meeting_for(request.member, meeting_id, to=Ability.SEE_PLAN)
    method = calendar.Method.CANCEL if meeting.cancelled_at else calendar.Method.PUBLISH
    people = calendar.asked(meeting.attendees.select_related("member__user"))
    answer = HttpResponse(
        calendar.written(meeting, method, people), content_type=f"text/calendar; method={method}; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="meeting-{meeting.starts_at:%Y-%m-%d}.ics"'
    return answer


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    meeting = meeting_for(request.member, meeting_id, to=Ability.WRITE_PLAN)
    count = meetings.mail_again(meeting, by=request.member)
    said = ngettext(
        "The invitation is on its way to %(count)s person.", "The invitation is on its way to %(count)s people.", count
    )
    messages.success(request, said % {"count": count} if count else _("There is nobody to mail it to."))
    return redirect("meetings:show", request.company.slug, meeting.pk)
