"""Where a post stands on each of its channels, and what follows from it; asked again and again while it moves."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from minassa.people.abilities import Ability
from minassa.posts.access import post_for
from minassa.web.doors import MemberRequest, member
from minassa.web.posting import page_of


@member(to=Ability.SEE_POSTS)
def index(request: MemberRequest, post_id: UUID) -> HttpResponse:
    post = post_for(request.member, post_id, to=Ability.SEE_POSTS)
    page = page_of(request, post)
    answer = render(request, "deliveries/_live.html", page)
    if not page["is_live"]:
        answer["X-Live"] = "done"
    return answer
