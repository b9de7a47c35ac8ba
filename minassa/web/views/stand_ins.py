"""Who decides while somebody is away. Everybody names their own; the manager names anybody's, and the
officer anybody's but the manager's."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import rules
from minassa.planning.access import stand_in_for
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.approval_rules import StandInForm
from minassa.web.refusing import refusals
from minassa.web.rules_page import rules_page


@member(to=Ability.DO_WORK)
def create(request: MemberRequest) -> HttpResponse:
    form = StandInForm(request.member, request.POST)
    if form.is_valid():
        with refusals(form):
            rules.stand_in(by=request.member, **form.cleaned_data)
            messages.success(request, _("The stand-in is named."))
            return redirect("approval_rules:index", request.company.slug)
    return rules_page(request, stand_in_form=form, status=422)


@member(to=Ability.DO_WORK)
def destroy(request: MemberRequest, stand_in_id: UUID) -> HttpResponse:
    found = stand_in_for(request.member, stand_in_id, to=Ability.DO_WORK)
    rules.end_stand_in(found, by=request.member)
    messages.success(request, _("They no longer stand in."))
    return redirect("approval_rules:index", request.company.slug)
