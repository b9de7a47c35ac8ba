"""Step 1: what the platforms are expected to bring."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import objectives
from minassa.planning.access import cycle_for, objective_for
from minassa.planning.models import Cycle, Objective
from minassa.planning.models.signature import Act
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.objectives import ObjectiveForm
from minassa.web.objective_rows import history, rows
from minassa.web.refusing import refusals
from minassa.web.signature_block import signature_block


@member(to=Ability.SEE_PLAN)
def index(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    found, block = rows(cycle), signature_block(request, cycle, Act.OBJECTIVES)
    words = {
        "rows": found,
        "weights": sum(row.objective.weight for row in found),
        "signing": block,
        "history": history(request.member, cycle, found, block),
        "may_set": cycle.is_open and request.member.may(Ability.SET_OBJECTIVES),
    }
    return framed(request, "objectives/index.html", cycle, "objectives", status=200, **words)


@member(to=Ability.SET_OBJECTIVES)
def new(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SET_OBJECTIVES)
    return _new_page(request, cycle, ObjectiveForm(request.member, cycle))


@member(to=Ability.SET_OBJECTIVES)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SET_OBJECTIVES)
    form = ObjectiveForm(request.member, cycle, request.POST)
    if form.is_valid():
        with refusals(form):
            objectives.add(cycle, by=request.member, **form.given())
            messages.success(request, _("The objective has been added."))
            again = "objectives:new" if "another" in request.POST else "objectives:index"
            return redirect(again, request.company.slug, cycle.pk)
    return _new_page(request, cycle, form, status=422)


@member(to=Ability.SET_OBJECTIVES)
def edit(request: MemberRequest, objective_id: UUID) -> HttpResponse:
    objective = objective_for(request.member, objective_id, to=Ability.SET_OBJECTIVES)
    if not objective.cycle.is_open:
        return redirect("objectives:index", request.company.slug, objective.cycle_id)
    form = ObjectiveForm(request.member, objective.cycle, objective=objective)
    return _edit_page(request, objective, form)


@member(to=Ability.SET_OBJECTIVES)
def update(request: MemberRequest, objective_id: UUID) -> HttpResponse:
    objective = objective_for(request.member, objective_id, to=Ability.SET_OBJECTIVES)
    form = ObjectiveForm(request.member, objective.cycle, request.POST, objective=objective)
    if form.is_valid():
        with refusals(form):
            objectives.change(objective, by=request.member, **form.given())
            messages.success(request, _("The objective has been saved."))
            return redirect("objectives:index", request.company.slug, objective.cycle_id)
    return _edit_page(request, objective, form, status=422)


@member(to=Ability.SET_OBJECTIVES)
def destroy(request: MemberRequest, objective_id: UUID) -> HttpResponse:
    objective = objective_for(request.member, objective_id, to=Ability.SET_OBJECTIVES)
    objectives.remove(objective, by=request.member)
    messages.success(request, _("The objective has been removed."))
    return redirect("objectives:index", request.company.slug, objective.cycle_id)


def _new_page(request: MemberRequest, cycle: Cycle, form: ObjectiveForm, status: int = 200) -> HttpResponse:
    words = {"form": form, "is_signed": _is_signed(request, cycle)}
    return framed(request, "objectives/new.html", cycle, "objectives", status=status, **words)


def _edit_page(request: MemberRequest, objective: Objective, form: ObjectiveForm, status: int = 200) -> HttpResponse:
    cycle = objective.cycle
    words = {"form": form, "objective": objective, "is_signed": _is_signed(request, cycle)}
    return framed(request, "objectives/edit.html", cycle, "objectives", status=status, **words)


def _is_signed(request: MemberRequest, cycle: Cycle) -> bool:
    return any(place.signature for place in signature_block(request, cycle, Act.OBJECTIVES).places)
