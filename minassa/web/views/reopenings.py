"""A choice that is looked at again."""

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
from minassa.web.forms.decisions import ReopenForm
from minassa.web.refusing import refusals
from minassa.web.views.decisions import decision_page


@member(to=Ability.VOTE)
def create(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    decision = decision_for(request.member, decision_id, to=Ability.VOTE)
    form = ReopenForm(request.POST)
    if form.is_valid():
        with refusals(form):
            choosing.reopen(decision, by=request.member, reason=form.cleaned_data["reason"])
            messages.success(request, _("The decision is open again."))
            return redirect("decisions:show", request.company.slug, decision.pk)
    return decision_page(request, decision, 422, reopen=form)
