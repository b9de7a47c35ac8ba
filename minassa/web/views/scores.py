"""A voter's scores of the options of a decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import choosing
from minassa.planning.access import decision_for
from minassa.planning.errors import NotNow
from minassa.web.decision_page import pairs_of
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.decisions import ScoresForm


@member(to=Ability.VOTE)
def update(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    decision = decision_for(request.member, decision_id, to=Ability.VOTE)
    form = ScoresForm(pairs_of(decision), request.POST)
    if not form.is_valid():
        raise NotNow(_("A score is 1 to 5."))
    if not form.scores():
        raise NotNow(_("Give at least one score before you save them."))
    choosing.score(decision, by=request.member, scores=form.scores())
    messages.success(request, _("Your scores have been saved."))
    return redirect("decisions:show", request.company.slug, decision.pk)
