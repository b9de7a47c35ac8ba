"""What the platforms would say of a draft, before anybody is asked to approve it. Keeps nothing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from minassa.core.clock import now
from minassa.people.abilities import Ability
from minassa.posts import composing
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.posts import PostForm
from minassa.web.held_back import held_back


@member(to=Ability.WRITE_POSTS)
def create(request: MemberRequest) -> HttpResponse:
    form = PostForm(request.POST, member=request.member)
    if not form.is_valid():
        return render(request, "posts/_checks.html", {"form": form}, status=422)
    judged = composing.judge(request.member, form.draft(), form.known)
    held = held_back(request.member, [one.channel for one in judged])
    moment, warning = form.moment or (None, "")
    is_past = moment is not None and moment < now()
    given = {"judged": judged, "held": held, "moment": moment, "warning": warning, "is_past": is_past, "form": form}
    return render(request, "posts/_checks.html", given)
