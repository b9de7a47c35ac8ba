"""The meetings of a cycle."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import calendar_mail, meetings
from minassa.planning.access import cycle_for, meeting_for, meetings_of
from minassa.planning.models import Cycle, Meeting
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.meetings import MeetingForm
from minassa.web.meeting_page import page_of
from minassa.web.refusing import refusals


@member(to=Ability.SEE_PLAN)
def index(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    words: dict[str, Any] = {"meetings": meetings_of(cycle), "may_write": _may_write(request, cycle)}
    return framed(request, "meetings/index.html", cycle, "team", **words)


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    meeting = meeting_for(request.member, meeting_id, to=Ability.SEE_PLAN)
    words: dict[str, Any] = {"meeting": meeting, "may_write": _may_write(request, meeting.cycle)}
    words |= {"page": page_of(meeting), "has_mail": calendar_mail.is_possible()}
    return framed(request, "meetings/show.html", meeting.cycle, "team", **words)


@member(to=Ability.WRITE_PLAN)
def new(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    return _form_page(request, cycle, MeetingForm(request.member, cycle, purpose=request.GET.get("purpose", "")))


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    form = MeetingForm(request.member, cycle, request.POST)
    if form.is_valid():
        with refusals(form):
            made = meetings.call(cycle, by=request.member, **form.given())
            messages.success(request, _("The meeting has been called."))
            return redirect("meetings:show", request.company.slug, made.pk)
    return _form_page(request, cycle, form, status=422)


@member(to=Ability.WRITE_PLAN)
def edit(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    meeting = meeting_for(request.member, meeting_id, to=Ability.WRITE_PLAN)
    return _form_page(request, meeting.cycle, MeetingForm(request.member, meeting.cycle, meeting=meeting), meeting)


@member(to=Ability.WRITE_PLAN)
def update(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    meeting = meeting_for(request.member, meeting_id, to=Ability.WRITE_PLAN)
    form = MeetingForm(request.member, meeting.cycle, request.POST, meeting=meeting)
    if form.is_valid():
        with refusals(form):
            meetings.change(meeting, by=request.member, **form.given())
            messages.success(request, _("The meeting has been saved."))
            return redirect("meetings:show", request.company.slug, meeting.pk)
    return _form_page(request, meeting.cycle, form, meeting, status=422)


@member(to=Ability.WRITE_PLAN)
def destroy(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    meeting = meetings.cancel(meeting_for(request.member, meeting_id, to=Ability.WRITE_PLAN), by=request.member)
    messages.success(request, _("The meeting has been cancelled."))
    return redirect("meetings:show", request.company.slug, meeting.pk)


def _may_write(request: MemberRequest, cycle: Cycle) -> bool:
    return cycle.is_open and request.member.may(Ability.WRITE_PLAN)


def _form_page(
    request: MemberRequest, cycle: Cycle, form: MeetingForm, meeting: Meeting | None = None, *, status: int = 200
) -> HttpResponse:
    words: dict[str, Any] = {"form": form, "meeting": meeting, "has_mail": calendar_mail.is_possible()}
    return framed(request, "meetings/edit.html", cycle, "team", status=status, **words)
