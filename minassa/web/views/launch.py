"""Step 9: the launch on the platforms."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from minassa.people.abilities import Ability
from minassa.planning.access import cycle_for
from minassa.planning.models import Cycle
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.ticks import TickForm
from minassa.web.launch_page import cards_of


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    return launch_page(request, cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN))


def launch_page(
    request: MemberRequest,
    cycle: Cycle,
    status: int = 200,
    *,
    channel: UUID | None = None,
    form: TickForm | None = None,
) -> HttpResponse:
    words = {
        "cards": cards_of(request, cycle, channel=channel, form=form),
        "may_tick": cycle.is_open and request.member.may(Ability.LAUNCH),
        "may_connect": cycle.is_open and request.member.may(Ability.MANAGE_CHANNELS),
        "may_write": cycle.is_open and request.member.may(Ability.WRITE_PLAN),
    }
    return framed(request, "launch/show.html", cycle, "launch", status=status, **words)
