"""Choosing the fittest option."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import choosing
from minassa.planning.access import decision_for
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.decisions import ChoiceForm
from minassa.web.refusing import refusals
from minassa.web.views.decisions import decision_page


@member(to=Ability.VOTE)
def create(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    decision = decision_for(request.member, decision_id, to=Ability.VOTE)
    form = ChoiceForm(list(decision.options.all()), request.POST)
    if form.is_valid():
        with refusals(form):
            choosing.choose(decision, by=request.member, option=form.option, reason=form.cleaned_data["reason"])
            messages.success(request, _("The option is chosen. Both signatures settle it."))
            return redirect("decisions:show", request.company.slug, decision.pk)
    return decision_page(request, decision, 422, choice=form)
