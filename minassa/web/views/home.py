from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from minassa.manual.acts import next_acts
from minassa.manual.progress import procedures_for
from minassa.people.abilities import Ability
from minassa.web.doors import MemberRequest, member


@member(to=Ability.SEE_HOME)
def show(request: MemberRequest) -> HttpResponse:
    words = {
        "acts": next_acts(request.member),
        "procedures": procedures_for(request.member),
        "may_write": request.member.may(Ability.WRITE_POSTS),
    }
    return render(request, "home/show.html", words)
