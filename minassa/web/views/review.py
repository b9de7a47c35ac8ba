"""Step 10: objective by objective, reached or not and why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from minassa.people.abilities import Ability
from minassa.planning.access import cycle_for
from minassa.planning.models import Cycle
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.review_page import words_of


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    return review_page(request, cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN))


def review_page(request: MemberRequest, cycle: Cycle, status: int = 200, **forms: Any) -> HttpResponse:
    return framed(request, "review/show.html", cycle, "review", status=status, **words_of(request, cycle, **forms))
