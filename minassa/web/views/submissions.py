from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.posts import approving
from minassa.posts.access import post_for
from minassa.web.doors import MemberRequest, member
from minassa.web.posting import done


@member(to=Ability.WRITE_POSTS)
def create(request: MemberRequest, post_id: UUID) -> HttpResponse:
    post = post_for(request.member, post_id, to=Ability.WRITE_POSTS)
    said = _("Submitted. A colleague who may approve sees it now.")
    return done(request, post, lambda: approving.submit(post, by=request.member), said)
