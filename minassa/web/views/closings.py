"""The end of a cycle: from then on nothing of it changes."""

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


@member(to=Ability.CLOSE_CYCLE)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.CLOSE_CYCLE)
    reviewing.close(cycle, by=request.member)
    messages.success(request, _("The cycle is closed. What was learned goes on into the next one."))
    return redirect("review:show", request.company.slug, cycle.pk)
