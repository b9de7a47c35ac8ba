from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.posts import settling
from minassa.posts.access import delivery_for
from minassa.web.doors import MemberRequest, member
from minassa.web.posting import done


@member(to=Ability.SCHEDULE_POSTS)
def create(request: MemberRequest, delivery_id: UUID) -> HttpResponse:
    """The one button of a failed delivery."""
    delivery = delivery_for(request.member, delivery_id, to=Ability.SCHEDULE_POSTS)
    said = _("It is tried again now.")
    return done(request, delivery.post, lambda: settling.retry(delivery, by=request.member), said)
