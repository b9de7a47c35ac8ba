"""Money promised to a party: an order, a contract."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import budgeting
from minassa.planning.access import commitment_for, cost_line_for, cycle_for
from minassa.planning.models import CostLine
from minassa.web.budget_tables import listed
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.budget import CommitmentForm
from minassa.web.refusing import refusals


@member(to=Ability.SEE_MONEY)
def index(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_MONEY)
    words = listed(request.member, cycle, "commitments:index", request.GET.get("page"))
    return framed(request, "commitments/index.html", cycle, "budget", **words)


@member(to=Ability.SPEND)
def new(request: MemberRequest, cost_line_id: UUID) -> HttpResponse:
    line = cost_line_for(request.member, cost_line_id, to=Ability.SPEND)
    return _page(request, line, CommitmentForm(request.member, line))


@member(to=Ability.SPEND)
def create(request: MemberRequest, cost_line_id: UUID) -> HttpResponse:
    line = cost_line_for(request.member, cost_line_id, to=Ability.SPEND)
    form = CommitmentForm(request.member, line, request.POST)
    if form.is_valid():
        with refusals(form):
            budgeting.commit(line, by=request.member, **form.cleaned_data)
            messages.success(request, _("The commitment is on record."))
            return redirect("commitments:index", request.company.slug, line.cycle_id)
    return _page(request, line, form, status=422)


@member(to=Ability.SPEND)
def destroy(request: MemberRequest, commitment_id: UUID) -> HttpResponse:
    one = commitment_for(request.member, commitment_id, to=Ability.SPEND)
    budgeting.release(one, by=request.member)
    messages.success(request, _("What was not paid of it is free again."))
    return redirect("commitments:index", request.company.slug, one.cycle_id)


def _page(request: MemberRequest, line: CostLine, form: CommitmentForm, status: int = 200) -> HttpResponse:
    return framed(request, "commitments/new.html", line.cycle, "budget", status=status, line=line, form=form)
