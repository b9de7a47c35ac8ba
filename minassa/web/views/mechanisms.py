"""Step 2: how each platform serves the objectives."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import mechanisms
from minassa.planning.access import cycle_for, mechanism_for
from minassa.planning.models import Cycle, Mechanism
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.mechanisms import MechanismForm
from minassa.web.mechanism_cards import cards, slices
from minassa.web.refusing import refusals


@member(to=Ability.SEE_PLAN)
def index(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    board = mechanisms.board(cycle)
    words: dict[str, Any] = {
        "cards": cards(request, cycle, board),
        "unserved": board.unserved,
        "may_write": cycle.is_open and request.member.may(Ability.WRITE_PLAN),
    }
    return framed(request, "mechanisms/index.html", cycle, "mechanisms", **words)


@member(to=Ability.WRITE_PLAN)
def new(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    return _form_page(request, cycle, MechanismForm(request.member, cycle))


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    form = MechanismForm(request.member, cycle, request.POST)
    if form.is_valid():
        with refusals(form):
            made = mechanisms.add(cycle, form.cleaned_data["platform"], by=request.member, **form.given())
            return _saved(request, made)
    return _form_page(request, cycle, form, status=422)


@member(to=Ability.WRITE_PLAN)
def edit(request: MemberRequest, mechanism_id: UUID) -> HttpResponse:
    mechanism = mechanism_for(request.member, mechanism_id, to=Ability.WRITE_PLAN)
    form = MechanismForm(request.member, mechanism.cycle, mechanism=mechanism)
    return _form_page(request, mechanism.cycle, form, mechanism)


@member(to=Ability.WRITE_PLAN)
def update(request: MemberRequest, mechanism_id: UUID) -> HttpResponse:
    mechanism = mechanism_for(request.member, mechanism_id, to=Ability.WRITE_PLAN)
    form = MechanismForm(request.member, mechanism.cycle, request.POST, mechanism=mechanism)
    if form.is_valid():
        with refusals(form):
            return _saved(request, mechanisms.change(mechanism, by=request.member, **form.given()))
    return _form_page(request, mechanism.cycle, form, mechanism, status=422)


@member(to=Ability.WRITE_PLAN)
def destroy(request: MemberRequest, mechanism_id: UUID) -> HttpResponse:
    mechanism = mechanism_for(request.member, mechanism_id, to=Ability.WRITE_PLAN)
    mechanisms.remove(mechanism, by=request.member)
    said = _("The mechanism of %(platform)s has been removed.") % {"platform": mechanism.platform_title}
    messages.success(request, said)
    return redirect("mechanisms:index", request.company.slug, mechanism.cycle_id)


def _saved(request: MemberRequest, mechanism: Mechanism) -> HttpResponse:
    said = _("The mechanism of %(platform)s has been saved.") % {"platform": mechanism.platform_title}
    messages.success(request, said)
    return redirect("mechanisms:index", request.company.slug, mechanism.cycle_id)


def _form_page(
    request: MemberRequest, cycle: Cycle, form: MechanismForm, mechanism: Mechanism | None = None, *, status: int = 200
) -> HttpResponse:
    bar = slices(form.divided)
    words: dict[str, Any] = {"form": form, "mechanism": mechanism, "slices": bar, "sum": sum(one.share for one in bar)}
    return framed(request, "mechanisms/edit.html", cycle, "mechanisms", status=status, **words)
