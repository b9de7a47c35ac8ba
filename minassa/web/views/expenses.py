"""Money spent, with its receipt; one entered by mistake is taken back and stays on record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.media.papers import upload_paper
from minassa.media.refusals import NotAccepted
from minassa.people.abilities import Ability
from minassa.planning import budgeting
from minassa.planning.access import cost_line_for, cycle_for, expense_for
from minassa.planning.models import CostLine, Expense
from minassa.web.budget_tables import listed
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.budget import ExpenseForm, TakeBackForm
from minassa.web.refusing import refusals


@member(to=Ability.SEE_MONEY)
def index(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_MONEY)
    words = listed(request.member, cycle, "expenses:index", request.GET.get("page"))
    return framed(request, "expenses/index.html", cycle, "budget", **words)


@member(to=Ability.SPEND)
def new(request: MemberRequest, cost_line_id: UUID) -> HttpResponse:
    line = cost_line_for(request.member, cost_line_id, to=Ability.SPEND)
    asked = request.GET.get("commitment", "")
    return _new_page(request, line, ExpenseForm(request.member, line, pays=asked))


@member(to=Ability.SPEND)
def create(request: MemberRequest, cost_line_id: UUID) -> HttpResponse:
    line = cost_line_for(request.member, cost_line_id, to=Ability.SPEND)
    form = ExpenseForm(request.member, line, request.POST, request.FILES)
    if form.is_valid() and _has_receipt(request, form):
        with refusals(form):
            budgeting.spend(line, by=request.member, **form.cleaned_data)
            messages.success(request, _("The expense is on record."))
            return redirect("expenses:index", request.company.slug, line.cycle_id)
    return _new_page(request, line, form, status=422)


@member(to=Ability.SEE_MONEY)
def show(request: MemberRequest, expense_id: UUID) -> HttpResponse:
    return _page(request, expense_for(request.member, expense_id, to=Ability.SEE_MONEY), TakeBackForm())


@member(to=Ability.SPEND)
def destroy(request: MemberRequest, expense_id: UUID) -> HttpResponse:
    expense = expense_for(request.member, expense_id, to=Ability.SPEND)
    form = TakeBackForm(request.POST)
    if form.is_valid():
        with refusals(form):
            budgeting.void(expense, by=request.member, why=form.cleaned_data["why"])
            messages.success(request, _("The expense is taken back. It stays on record and counts no more."))
            return redirect("expenses:show", request.company.slug, expense.pk)
    return _page(request, expense, form, status=422)


def _has_receipt(request: MemberRequest, form: ExpenseForm) -> bool:
    """The file in place of its name; one that is no receipt is said beside its field."""
    file = form.cleaned_data.get("receipt")
    try:
        kept = upload_paper(request.member, file=file, name=file.name or "") if file else None
    except NotAccepted as no:
        form.add_error("receipt", str(no))
        return False
    form.cleaned_data["receipt"] = kept
    return True


def _new_page(request: MemberRequest, line: CostLine, form: ExpenseForm, status: int = 200) -> HttpResponse:
    return framed(request, "expenses/new.html", line.cycle, "budget", status=status, line=line, form=form)


def _page(request: MemberRequest, expense: Expense, form: TakeBackForm, status: int = 200) -> HttpResponse:
    cycle = expense.cycle
    may_spend = cycle.is_open and expense.voided_at is None and request.member.may(Ability.SPEND)
    words = {"expense": expense, "form": form, "may_spend": may_spend}
    return framed(request, "expenses/show.html", cycle, "budget", status=status, **words)
