from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from minassa.manual.acts import next_acts
from minassa.manual.glance import glance
from minassa.manual.mapping import map_of
from minassa.manual.step_acts import step_acts
from minassa.people.abilities import Ability
from minassa.web.doors import MemberRequest, member


@member(to=Ability.SEE_HOME)
def show(request: MemberRequest) -> HttpResponse:
    seen = glance(request.member)
    the_map = map_of(request.member, seen)
    words = {
        "acts": [*next_acts(request.member, seen), *step_acts(the_map)],
        "map": the_map,
        "may_write": request.member.may(Ability.WRITE_POSTS),
        "may_work": request.member.may(Ability.DO_WORK),
    }
    return render(request, "home/show.html", words)
