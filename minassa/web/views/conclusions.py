"""What the cycle taught, in words, before both sign its review."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import reviewing
from minassa.planning.access import cycle_for
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.review import ConclusionForm
from minassa.web.refusing import refusals
from minassa.web.views.review import review_page


@member(to=Ability.CLOSE_CYCLE)
def update(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.CLOSE_CYCLE)
    form = ConclusionForm(cycle, request.POST)
    if form.is_valid():
        with refusals(form):
            reviewing.conclude(cycle, by=request.member, words=form.cleaned_data["closing_words"])
            messages.success(request, _("The closing words have been saved."))
            return redirect("review:show", request.company.slug, cycle.pk)
    return review_page(request, cycle, 422, conclusion=form)
