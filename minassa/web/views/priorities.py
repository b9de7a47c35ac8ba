"""Which activities matter most: rated, ranked, and submitted for approval together."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from minassa.people.abilities import Ability
from minassa.planning.access import cycle_for
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.priorities import AskForm
from minassa.web.priority_rows import priority_page


@member(to=Ability.SEE_PLAN)
def index(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    words = priority_page(request.member, cycle, request.GET.get("page"))
    return framed(request, "priorities/index.html", cycle, "priorities", ask_form=AskForm(cycle), **words)
