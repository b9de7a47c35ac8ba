"""The company's catalogue of performance indicators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import metrics
from minassa.planning.access import catalogue_of, metric_for
from minassa.planning.models import Metric
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.objectives import MetricForm
from minassa.web.refusing import refusals


@member(to=Ability.SEE_PLAN)
def index(request: MemberRequest) -> HttpResponse:
    every = list(catalogue_of(request.member))
    words = {
        "metrics": [one for one in every if one.retired_at is None],
        "retired": [one for one in every if one.retired_at is not None],
        "may_set": request.member.may(Ability.SET_OBJECTIVES),
    }
    return render(request, "metrics/index.html", words)


@member(to=Ability.SET_OBJECTIVES)
def new(request: MemberRequest) -> HttpResponse:
    return render(request, "metrics/new.html", {"form": MetricForm()})


@member(to=Ability.SET_OBJECTIVES)
def create(request: MemberRequest) -> HttpResponse:
    form = MetricForm(request.POST)
    if form.is_valid():
        with refusals(form):
            metric = metrics.add(by=request.member, **form.cleaned_data)
            messages.success(request, _("%(name)s has been added.") % {"name": metric.name})
            return redirect("metrics:index", request.company.slug)
    return render(request, "metrics/new.html", {"form": form}, status=422)


@member(to=Ability.SET_OBJECTIVES)
def edit(request: MemberRequest, metric_id: UUID) -> HttpResponse:
    metric = metric_for(request.member, metric_id, to=Ability.SET_OBJECTIVES)
    if metric.code:
        return redirect("metrics:index", request.company.slug)
    return _edit_page(request, metric, MetricForm.of(metric))


@member(to=Ability.SET_OBJECTIVES)
def update(request: MemberRequest, metric_id: UUID) -> HttpResponse:
    metric = metric_for(request.member, metric_id, to=Ability.SET_OBJECTIVES)
    form = MetricForm(request.POST)
    if form.is_valid():
        with refusals(form):
            metrics.change(metric, by=request.member, **form.cleaned_data)
            messages.success(request, _("The indicator has been saved."))
            return redirect("metrics:index", request.company.slug)
    return _edit_page(request, metric, form, status=422)


@member(to=Ability.SET_OBJECTIVES)
def destroy(request: MemberRequest, metric_id: UUID) -> HttpResponse:
    metric = metric_for(request.member, metric_id, to=Ability.SET_OBJECTIVES)
    metrics.retire(metric, by=request.member)
    messages.success(request, _("It is offered no more. Objectives that use it keep it."))
    return redirect("metrics:index", request.company.slug)


def _edit_page(request: MemberRequest, metric: Metric, form: MetricForm, status: int = 200) -> HttpResponse:
    return render(request, "metrics/edit.html", {"metric": metric, "form": form}, status=status)
