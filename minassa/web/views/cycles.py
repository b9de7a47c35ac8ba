"""The company's cycles, and one of them as a map of its ten steps."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minassa.manual.mapping import plan_of
from minassa.people.abilities import Ability
from minassa.planning import budgeting, cycles
from minassa.planning.access import current_cycle, cycle_for, cycles_of
from minassa.planning.models import Cycle
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.cycles import CycleForm, NewCycleForm
from minassa.web.refusing import refusals


@member(to=Ability.SEE_PLAN)
def index(request: MemberRequest) -> HttpResponse:
    """The way in: to the cycle of today. With ?all the list of them."""
    if "all" not in request.GET and (current := current_cycle(request.member)):
        return redirect("cycles:show", request.company.slug, current.pk)
    words = {"cycles": cycles_of(request.member), "may_write": request.member.may(Ability.WRITE_PLAN)}
    return render(request, "cycles/index.html", words)


@member(to=Ability.WRITE_PLAN)
def new(request: MemberRequest) -> HttpResponse:
    return render(request, "cycles/new.html", {"form": NewCycleForm(request.member)})


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest) -> HttpResponse:
    form = NewCycleForm(request.member, request.POST)
    if form.is_valid():
        with refusals(form):
            cycle = cycles.start(by=request.member, **form.given())
            messages.success(request, _("The cycle has begun. Its first step is the objectives."))
            return redirect("cycles:show", request.company.slug, cycle.pk)
    return render(request, "cycles/new.html", {"form": form}, status=422)


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    sums = budgeting.totals(cycle).whole if request.member.may(Ability.SEE_MONEY) else None
    may_write = request.member.may(Ability.WRITE_PLAN)
    the_map = plan_of(cycle, request.member)
    return framed(request, "cycles/show.html", cycle, "cycles", map=the_map, sums=sums, may_write=may_write)


@member(to=Ability.WRITE_PLAN)
def edit(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    if not cycle.is_open:
        return redirect("cycles:show", request.company.slug, cycle.pk)
    return _edit_page(request, cycle, CycleForm(request.member, cycle))


@member(to=Ability.WRITE_PLAN)
def update(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    form = CycleForm(request.member, cycle, request.POST)
    if form.is_valid():
        with refusals(form), transaction.atomic():
            cycles.change(cycle, by=request.member, **form.settings())
            if "budget" in form.fields and form.cleaned_data["budget"] != cycle.budget:
                budgeting.set_ceiling(cycle, by=request.member, budget=form.cleaned_data["budget"])
            messages.success(request, _("The settings of the cycle have been saved."))
            return redirect("cycles:show", request.company.slug, cycle.pk)
    return _edit_page(request, cycle, form, status=422)


def _edit_page(request: MemberRequest, cycle: Cycle, form: CycleForm, status: int = 200) -> HttpResponse:
    return framed(request, "cycles/edit.html", cycle, "cycles", form=form, status=status)
