"""What is planned does not go out: every channel of a post, or one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.posts import withdrawing
from minassa.posts.access import delivery_for, post_for
from minassa.web.doors import MemberRequest, member
from minassa.web.posting import done


@member(to=Ability.SCHEDULE_POSTS)
def create(request: MemberRequest, post_id: UUID) -> HttpResponse:
    post = post_for(request.member, post_id, to=Ability.SCHEDULE_POSTS)
    said = _("Cancelled. What has already left stays as it is.")
    return done(request, post, lambda: withdrawing.cancel_all(post, by=request.member), said)


@member(to=Ability.SCHEDULE_POSTS)
def create_one(request: MemberRequest, delivery_id: UUID) -> HttpResponse:
    delivery = delivery_for(request.member, delivery_id, to=Ability.SCHEDULE_POSTS)
    said = _("It will not go out on %(channel)s.") % {"channel": delivery.channel}
    return done(request, delivery.post, lambda: withdrawing.cancel(delivery, by=request.member), said)
