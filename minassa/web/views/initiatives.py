"""What groups the activities of F-01."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.companies import NotValid
from minassa.planning import initiatives
from minassa.planning.access import cycle_for, initiative_for
from minassa.planning.models import Initiative
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.initiatives import InitiativeForm, NewInitiativeForm, arranged
from minassa.web.refusing import refusals


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    form = NewInitiativeForm(request.POST)
    if not form.is_valid():
        raise NotValid(" ".join(str(said) for errors in form.errors.values() for said in errors))
    initiatives.add(cycle, by=request.member, name=form.cleaned_data["name"])
    return redirect("plan:show", request.company.slug, cycle.pk)


@member(to=Ability.WRITE_PLAN)
def edit(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    initiative = initiative_for(request.member, initiative_id, to=Ability.WRITE_PLAN)
    return _page(request, initiative, InitiativeForm(initiative=initiative))


@member(to=Ability.WRITE_PLAN)
def update(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    initiative = initiative_for(request.member, initiative_id, to=Ability.WRITE_PLAN)
    form = InitiativeForm(request.POST, initiative=initiative)
    if form.is_valid():
        with refusals(form):
            name, objective = form.cleaned_data["name"], form.cleaned_data["objective"]
            initiatives.change(initiative, by=request.member, name=name, objective=objective)
            order = arranged(initiative, form.cleaned_data["place"])
            if order is not None:
                initiatives.arrange(initiative.cycle, by=request.member, order=order)
            messages.success(request, _("The initiative has been saved."))
            return redirect("plan:show", request.company.slug, initiative.cycle_id)
    return _page(request, initiative, form, status=422)


@member(to=Ability.WRITE_PLAN)
def destroy(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    initiative = initiative_for(request.member, initiative_id, to=Ability.WRITE_PLAN)
    initiatives.remove(initiative, by=request.member)
    messages.success(request, _("“%(initiative)s” has been removed from the plan.") % {"initiative": initiative.name})
    return redirect("plan:show", request.company.slug, initiative.cycle_id)


def _page(request: MemberRequest, initiative: Initiative, form: InitiativeForm, status: int = 200) -> HttpResponse:
    words = {"initiative": initiative, "form": form, "is_empty": not initiative.activities.exists()}
    return framed(request, "initiatives/edit.html", initiative.cycle, "plan", status=status, **words)
