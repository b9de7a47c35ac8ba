"""The stage: a rehearsed post as its audience would see it, for the company's own eyes."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from minassa.people.abilities import Ability
from minassa.posts.access import delivery_for
from minassa.posts.frozen import frozen_pictures
from minassa.web.doors import MemberRequest, member


@member(to=Ability.SEE_POSTS)
def show(request: MemberRequest, delivery_id: UUID) -> HttpResponse:
    delivery = delivery_for(request.member, delivery_id, to=Ability.SEE_POSTS)
    if delivery.channel.kind != "rehearsal":
        raise Http404
    given = {"delivery": delivery, "pictures": frozen_pictures(delivery)}
    answer = render(request, "rehearsals/show.html", given)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "private, no-store"
    return answer
