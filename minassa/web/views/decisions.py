"""Step 8: the options reviewed, and the fittest chosen."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import choosing
from minassa.planning.access import cycle_for, decision_for
from minassa.planning.models import Cycle, Decision
from minassa.web.cycling import framed
from minassa.web.decision_page import words_of
from minassa.web.decision_rows import rows_of
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.decisions import ChoiceForm, DecisionForm, ReopenForm
from minassa.web.refusing import refusals


@member(to=Ability.SEE_PLAN)
def index(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    rows, may_open = rows_of(request.member, cycle), cycle.is_open and request.member.may(Ability.VOTE)
    return framed(request, "decisions/index.html", cycle, "decisions", rows=rows, may_open=may_open)


@member(to=Ability.VOTE)
def new(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.VOTE)
    if not cycle.is_open:
        return redirect("decisions:index", request.company.slug, cycle.pk)
    return _form_page(request, cycle, DecisionForm(request.member, cycle))


@member(to=Ability.VOTE)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.VOTE)
    form = DecisionForm(request.member, cycle, request.POST)
    if form.is_valid():
        with refusals(form):
            decision = choosing.open_decision(cycle, by=request.member, **form.given())
            messages.success(request, _("The decision is open. Give your scores."))
            return redirect("decisions:show", request.company.slug, decision.pk)
    return _form_page(request, cycle, form, status=422)


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    decision = decision_for(request.member, decision_id, to=Ability.SEE_PLAN)
    return decision_page(request, decision)


@member(to=Ability.VOTE)
def edit(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    decision = decision_for(request.member, decision_id, to=Ability.VOTE)
    if not decision.cycle.is_open or decision.state == Decision.State.SETTLED:
        return redirect("decisions:show", request.company.slug, decision.pk)
    form = DecisionForm(request.member, decision.cycle, decision=decision)
    return _form_page(request, decision.cycle, form, decision=decision)


@member(to=Ability.VOTE)
def update(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    decision = decision_for(request.member, decision_id, to=Ability.VOTE)
    form = DecisionForm(request.member, decision.cycle, request.POST, decision=decision)
    if form.is_valid():
        with refusals(form):
            choosing.change(decision, by=request.member, **form.given())
            messages.success(request, _("The decision has been saved."))
            return redirect("decisions:show", request.company.slug, decision.pk)
    return _form_page(request, decision.cycle, form, decision=decision, status=422)


@member(to=Ability.VOTE)
def destroy(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    decision = decision_for(request.member, decision_id, to=Ability.VOTE)
    choosing.remove(decision, by=request.member)
    messages.success(request, _("The decision has been removed."))
    return redirect("decisions:index", request.company.slug, decision.cycle_id)


def decision_page(
    request: MemberRequest,
    decision: Decision,
    status: int = 200,
    *,
    choice: ChoiceForm | None = None,
    reopen: ReopenForm | None = None,
) -> HttpResponse:
    words = words_of(request, decision, choice=choice, reopen=reopen)
    return framed(request, "decisions/show.html", decision.cycle, "decisions", status=status, **words)


def _form_page(
    request: MemberRequest, cycle: Cycle, form: DecisionForm, *, decision: Decision | None = None, status: int = 200
) -> HttpResponse:
    words = {"form": form, "decision": decision}
    return framed(request, "decisions/edit.html", cycle, "decisions", status=status, **words)
