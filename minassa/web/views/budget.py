"""The money of a cycle, and the bound of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import budgeting
from minassa.planning.access import cycle_for
from minassa.planning.models import Cycle
from minassa.web.budget_tables import budget_page
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.budget import CeilingForm
from minassa.web.refusing import refusals


@member(to=Ability.SEE_MONEY)
def show(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_MONEY)
    return framed(request, "budget/show.html", cycle, "budget", **budget_page(request.member, cycle))


@member(to=Ability.SEE_MONEY)
def edit(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_MONEY)
    if not request.member.may(Ability.SIGN_AS_MANAGER):
        messages.info(request, _("The general manager sets the budget of the cycle."))
        return redirect("budget:show", request.company.slug, cycle.pk)
    return _edit_page(request, cycle, CeilingForm(request.company, initial={"budget": cycle.budget}))


@member(to=Ability.SEE_MONEY)
def update(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SIGN_AS_MANAGER)
    form = CeilingForm(request.company, request.POST)
    if form.is_valid():
        with refusals(form):
            budgeting.set_ceiling(cycle, by=request.member, budget=form.cleaned_data["budget"])
            messages.success(request, _("The budget of the cycle has been saved."))
            return redirect("budget:show", request.company.slug, cycle.pk)
    return _edit_page(request, cycle, form, status=422)


def _edit_page(request: MemberRequest, cycle: Cycle, form: CeilingForm, status: int = 200) -> HttpResponse:
    return framed(request, "budget/edit.html", cycle, "budget", status=status, form=form)
