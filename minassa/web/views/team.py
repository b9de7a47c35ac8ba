"""Step 3: the work team, from inside the company or outsourced for a fixed term."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import standing, team
from minassa.planning.access import assignment_for, cycle_for, meetings_of
from minassa.planning.models import Cycle, TeamAssignment
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.team import AssignmentForm
from minassa.web.refusing import refusals
from minassa.web.team_rows import lacking, load_rows, places


@member(to=Ability.SEE_PLAN)
def index(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    rows = load_rows(team.workload(cycle))
    found = places(cycle, request.company)
    words: dict[str, Any] = {
        "places": found,
        "lacking": lacking(found),
        "loads": rows,
        "weeks": [cell.week for cell in rows[0].cells] if rows else [],
        "meetings": meetings_of(cycle)[:4],
        "missing": standing.of_cycle(cycle).steps[3].missing if cycle.is_open else [],
        "may_write": cycle.is_open and request.member.may(Ability.WRITE_PLAN),
        "may_see_money": request.member.may(Ability.SEE_MONEY),
        "may_invite": request.member.may(Ability.MANAGE_PEOPLE),
    }
    return framed(request, "team/index.html", cycle, "team", **words)


@member(to=Ability.WRITE_PLAN)
def new(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    form = AssignmentForm(request.member, cycle, specialty=request.GET.get("specialty", ""))
    return _form_page(request, cycle, form)


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    form = AssignmentForm(request.member, cycle, request.POST)
    if form.is_valid():
        with refusals(form):
            return _saved(request, team.assign(cycle, by=request.member, **form.given()))
    return _form_page(request, cycle, form, status=422)


@member(to=Ability.WRITE_PLAN)
def edit(request: MemberRequest, assignment_id: UUID) -> HttpResponse:
    assignment = assignment_for(request.member, assignment_id, to=Ability.WRITE_PLAN)
    form = AssignmentForm(request.member, assignment.cycle, assignment=assignment)
    return _form_page(request, assignment.cycle, form, assignment)


@member(to=Ability.WRITE_PLAN)
def update(request: MemberRequest, assignment_id: UUID) -> HttpResponse:
    assignment = assignment_for(request.member, assignment_id, to=Ability.WRITE_PLAN)
    form = AssignmentForm(request.member, assignment.cycle, request.POST, assignment=assignment)
    if form.is_valid():
        with refusals(form):
            return _saved(request, team.change(assignment, by=request.member, **form.given()))
    return _form_page(request, assignment.cycle, form, assignment, status=422)


@member(to=Ability.WRITE_PLAN)
def destroy(request: MemberRequest, assignment_id: UUID) -> HttpResponse:
    assignment = assignment_for(request.member, assignment_id, to=Ability.WRITE_PLAN)
    team.remove(assignment, by=request.member)
    messages.success(request, _("%(name)s is no longer in this team.") % {"name": assignment.name})
    return redirect("team:index", request.company.slug, assignment.cycle_id)


def _saved(request: MemberRequest, assignment: TeamAssignment) -> HttpResponse:
    messages.success(request, _("The place of %(name)s has been saved.") % {"name": assignment.name})
    return redirect("team:index", request.company.slug, assignment.cycle_id)


def _form_page(
    request: MemberRequest,
    cycle: Cycle,
    form: AssignmentForm,
    assignment: TeamAssignment | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    words = {"form": form, "assignment": assignment, "may_invite": request.member.may(Ability.MANAGE_PEOPLE)}
    return framed(request, "team/edit.html", cycle, "team", status=status, **words)
