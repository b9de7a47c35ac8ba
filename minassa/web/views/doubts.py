"""Settling a doubt by looking: it is there, or it is not."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.posts import settling
from minassa.posts.access import delivery_for
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.schedules import SightingForm
from minassa.web.posting import done, show


@member(to=Ability.SCHEDULE_POSTS)
def create_sighting(request: MemberRequest, delivery_id: UUID) -> HttpResponse:
    delivery = delivery_for(request.member, delivery_id, to=Ability.SCHEDULE_POSTS)
    form = SightingForm(request.POST)
    if not form.is_valid():
        return show(request, delivery.post, sighting_form=form, status=422)
    url = form.cleaned_data["url"]
    said = _("Noted: it is published.")
    return done(request, delivery.post, lambda: settling.settle_as_live(delivery, url=url, by=request.member), said)


@member(to=Ability.SCHEDULE_POSTS)
def create_absence(request: MemberRequest, delivery_id: UUID) -> HttpResponse:
    delivery = delivery_for(request.member, delivery_id, to=Ability.SCHEDULE_POSTS)
    said = _("Noted: it was not there, so it goes out now.")
    return done(request, delivery.post, lambda: settling.settle_as_absent(delivery, by=request.member), said)
