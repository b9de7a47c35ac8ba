"""A submitted post goes back to its writer, with words."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.posts import approving
from minassa.posts.access import post_for
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.schedules import ReturnForm
from minassa.web.posting import done, show


@member(to=Ability.APPROVE_POSTS)
def create(request: MemberRequest, post_id: UUID) -> HttpResponse:
    post = post_for(request.member, post_id, to=Ability.APPROVE_POSTS)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return show(request, post, return_form=form, status=422)
    note = form.cleaned_data["note"]
    said = _("Sent back to its writer with your words.")
    return done(request, post, lambda: approving.send_back(post, note=note, by=request.member), said)
