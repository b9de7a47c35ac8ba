from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.posts import scheduling
from minassa.posts.access import post_for
from minassa.web.doors import MemberRequest, member
from minassa.web.posting import done


@member(to=Ability.SCHEDULE_POSTS)
def create(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Out with it now."""
    post = post_for(request.member, post_id, to=Ability.SCHEDULE_POSTS)
    said = _("It goes out now.")
    return done(request, post, lambda: scheduling.publish_now(post, by=request.member), said)
