"""More money for a cost line: going over needs a new approval, and this asks for it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import extending
from minassa.planning.access import cost_line_for
from minassa.planning.models import CostLine
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.budget import ExtensionForm
from minassa.web.refusing import refusals


@member(to=Ability.WRITE_PLAN)
def new(request: MemberRequest, cost_line_id: UUID) -> HttpResponse:
    line = cost_line_for(request.member, cost_line_id, to=Ability.WRITE_PLAN)
    return _page(request, line, ExtensionForm(request.company, initial={"asked": line.asked}))


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, cost_line_id: UUID) -> HttpResponse:
    line = cost_line_for(request.member, cost_line_id, to=Ability.WRITE_PLAN)
    form = ExtensionForm(request.company, request.POST)
    if form.is_valid():
        with refusals(form):
            asked = extending.ask_for_more(line, by=request.member, **form.cleaned_data)
            messages.success(request, _("The activity was submitted with the new sum."))
            return redirect("approval_requests:show", request.company.slug, asked.pk)
    return _page(request, line, form, status=422)


def _page(request: MemberRequest, line: CostLine, form: ExtensionForm, status: int = 200) -> HttpResponse:
    return framed(request, "extensions/new.html", line.cycle, "budget", status=status, line=line, form=form)
