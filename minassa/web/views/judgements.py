"""What an objective brought, and whether that is what was expected."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import reviewing
from minassa.planning.access import objective_for
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.review import VerdictForm
from minassa.web.refusing import refusals
from minassa.web.views.review import review_page


@member(to=Ability.SET_OBJECTIVES)
def create(request: MemberRequest, objective_id: UUID) -> HttpResponse:
    objective = objective_for(request.member, objective_id, to=Ability.SET_OBJECTIVES)
    form = VerdictForm(objective, request.POST)
    if form.is_valid():
        with refusals(form), transaction.atomic():
            given, by = form.cleaned_data, request.member
            if given["measured"] is not None:
                at = {"value": given["measured"], "on": given["measured_on"], "source": given["measured_from"]}
                reviewing.measure(objective, by=by, **at)
            if form.verdict is not None:
                words = {"why": given["why"], "carry_on": given["carry_on"]}
                reviewing.judge(objective, by=by, reached=form.verdict, **words)
            messages.success(request, _("The objective has been reviewed."))
            page = reverse("review:show", args=[request.company.slug, objective.cycle_id])
            return redirect(f"{page}#objective-{objective.pk}")
    return review_page(request, objective.cycle, 422, verdict=(objective.pk, form))
