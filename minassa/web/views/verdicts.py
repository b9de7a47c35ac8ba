"""What an approver says to a request whose turn is theirs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import approving
from minassa.planning.access import request_for
from minassa.web.deciding import request_page
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.approval_requests import VerdictForm
from minassa.web.refusing import refusals


@member(to=Ability.SEE_PLAN)  # the company's rules may name anybody; the verb knows whose turn it is
def create(request: MemberRequest, request_id: UUID) -> HttpResponse:
    found = request_for(request.member, request_id, to=Ability.SEE_PLAN)
    form = VerdictForm(request.company, request.POST)
    if form.is_valid():
        with refusals(form):
            approving.decide(found, by=request.member, **form.cleaned_data)
            messages.success(request, _("Your decision is on record."))
            return redirect("approval_requests:show", request.company.slug, found.pk)
    return request_page(request, request_for(request.member, request_id, to=Ability.SEE_PLAN), form, status=422)
