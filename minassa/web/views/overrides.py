"""The officer lets a gating step pass, or takes that back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.manual.mapping import plan_of
from minassa.people.abilities import Ability
from minassa.planning import overriding
from minassa.planning.access import cycle_for, override_for
from minassa.planning.models import Cycle
from minassa.planning.standing import GATING
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.overrides import OverrideForm
from minassa.web.refusing import refusals


@member(to=Ability.OVERRIDE_GATE)
def new(request: MemberRequest, cycle_id: UUID, step: int) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.OVERRIDE_GATE)
    return _page(request, cycle, step, OverrideForm())


@member(to=Ability.OVERRIDE_GATE)
def create(request: MemberRequest, cycle_id: UUID, step: int) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.OVERRIDE_GATE)
    form = OverrideForm(request.POST)
    if form.is_valid():
        with refusals(form):
            overriding.override(cycle, step, reason=form.cleaned_data["reason"], by=request.member)
            messages.success(request, _("The step is let pass, and your reason is on record."))
            return redirect("cycles:show", request.company.slug, cycle.pk)
    return _page(request, cycle, step, form, status=422)


@member(to=Ability.OVERRIDE_GATE)
def destroy(request: MemberRequest, override_id: UUID) -> HttpResponse:
    override = override_for(request.member, override_id, to=Ability.OVERRIDE_GATE)
    overriding.withdraw(override, by=request.member)
    messages.success(request, _("Taken back. The step gates publishing again."))
    return redirect("cycles:show", request.company.slug, override.cycle_id)


def _page(request: MemberRequest, cycle: Cycle, step: int, form: OverrideForm, status: int = 200) -> HttpResponse:
    if step not in GATING:
        raise Http404
    stage = plan_of(cycle, request.member).stage("SM-P1", step)
    return framed(request, "overrides/new.html", cycle, "cycles", stage=stage, form=form, status=status)
