"""The company's own procedure of approval."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.core.errors import Sorry
from minassa.people.abilities import Ability
from minassa.planning import rules
from minassa.planning.access import rules_of
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.approval_rules import RulesForm
from minassa.web.rules_page import rules_page


@member(to=Ability.SEE_PLAN)
def index(request: MemberRequest) -> HttpResponse:
    return rules_page(request)


@member(to=Ability.SET_RULES)
def update(request: MemberRequest) -> HttpResponse:
    form = RulesForm(request.member, list(rules_of(request.member)), request.POST)
    if form.is_valid():
        try:
            rules.set_rules(by=request.member, rules=form.rules)
        except Sorry as no:
            form.errors.append(str(no))
        else:
            messages.success(request, _("The rules have been saved. Requests that already wait keep the old ones."))
            return redirect("approval_rules:index", request.company.slug)
    return rules_page(request, form=form, status=422)
