from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.posts import approving
from minassa.posts.access import post_for
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.schedules import ApprovalForm
from minassa.web.posting import done, show


@member(to=Ability.APPROVE_POSTS)
def create(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Approves the version that the page showed, and no other."""
    post = post_for(request.member, post_id, to=Ability.APPROVE_POSTS)
    form = ApprovalForm(request.POST)
    if not form.is_valid():
        return show(
            request, post, problem=_("The page was incomplete. Read the post again, then approve it."), status=422
        )
    version = form.cleaned_data["version"]
    return done(request, post, lambda: approving.approve(post, version=version, by=request.member), _("Approved."))
