"""A row of F-01 on its own page, and in the panel beside the sheet."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.access import parties_of
from minassa.people.companies import NotValid
from minassa.planning import activities
from minassa.planning.access import activity_for, cycle_for, initiative_for
from minassa.planning.models import Activity
from minassa.planning.sheets import row_of
from minassa.web.activity_page import facts_of
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.f01_names import Names
from minassa.web.forms.activities import NewActivityForm, RowForms
from minassa.web.plan_sheet import row_words
from minassa.web.refusing import refusals


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    activity = activity_for(request.member, activity_id, to=Ability.SEE_PLAN)
    return framed(request, "activities/show.html", activity.cycle, "plan", **facts_of(request, activity))


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    form = NewActivityForm(request.POST)
    if form.is_valid():
        initiative = initiative_for(request.member, form.cleaned_data["initiative"], to=Ability.WRITE_PLAN)
        with refusals(form):
            activity = activities.add(initiative, by=request.member, name=form.cleaned_data["name"])
            if _asks_json(request):
                return JsonResponse(row_words(request, activity, cycle), status=201)
            return redirect(f"{reverse('plan:show', args=[request.company.slug, cycle.pk])}#a-{activity.pk}")
    why = " ".join(str(said) for errors in form.errors.values() for said in errors)
    if _asks_json(request):
        return JsonResponse({"reason": why}, status=422)
    raise NotValid(why)


@member(to=Ability.WRITE_PLAN)
def edit(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    activity = activity_for(request.member, activity_id, to=Ability.WRITE_PLAN)
    return _page(request, activity, _forms(request, activity, None))


@member(to=Ability.WRITE_PLAN)
def update(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    activity = activity_for(request.member, activity_id, to=Ability.WRITE_PLAN)
    forms = _forms(request, activity, request.POST)
    if forms.is_valid():
        with refusals(forms.activity):
            changed = activities.change(activity, by=request.member, version=forms.version, **forms.given)
            if _asks_json(request):
                return JsonResponse(row_words(request, changed, activity.cycle))
            messages.success(request, _("Activity %(number)s has been saved.") % {"number": activity.number})
            return redirect("plan:show", request.company.slug, activity.cycle_id)
    return _page(request, activity, forms, status=422)


@member(to=Ability.WRITE_PLAN)
def destroy(request: MemberRequest, activity_id: UUID) -> HttpResponse:
    activity = activity_for(request.member, activity_id, to=Ability.WRITE_PLAN)
    activities.remove(activity, by=request.member)
    messages.success(request, _("“%(activity)s” has been removed from the plan.") % {"activity": activity.name})
    return redirect("plan:show", request.company.slug, activity.cycle_id)


def _asks_json(request: MemberRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")


def _forms(request: MemberRequest, activity: Activity, data: object) -> RowForms:
    return RowForms(
        data,
        cycle=activity.cycle,
        row=row_of(activity),
        names=Names(request.member),
        parties=list(parties_of(request.member)),
        with_money=request.member.may(Ability.SEE_MONEY),
    )


def _page(request: MemberRequest, activity: Activity, forms: RowForms, status: int = 200) -> HttpResponse:
    words = {"activity": activity, "forms": forms, "cycle": activity.cycle}
    if request.headers.get("X-Requested-With") == "plan-sheet":
        return render(request, "activities/_edit.html", words, status=status)
    return framed(
        request, "activities/edit.html", activity.cycle, "plan", status=status, activity=activity, forms=forms
    )
