"""Invitations, as those who invite see them."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minassa.people import inviting
from minassa.people.abilities import Ability
from minassa.people.access import invitation_for
from minassa.people.models import Invitation
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.people import InviteForm
from minassa.web.refusing import refusals

# A link is known only when it is made; it is kept for its one showing, in the session of who made it.
FRESH_LINK = "fresh_invitation_link"


@member(to=Ability.MANAGE_PEOPLE)
def new(request: MemberRequest) -> HttpResponse:
    return render(request, "invitations/new.html", {"form": InviteForm(request.member)})


@member(to=Ability.MANAGE_PEOPLE)
def create(request: MemberRequest) -> HttpResponse:
    form = InviteForm(request.member, request.POST)
    if form.is_valid():
        with refusals(form):
            invitation, link = inviting.invite(request.member, **form.cleaned_data)
            return _show_once(request, invitation, link)
    return render(request, "invitations/new.html", {"form": form}, status=422)


@member(to=Ability.MANAGE_PEOPLE)
def show(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    invitation = invitation_for(request.member, invitation_id, to=Ability.MANAGE_PEOPLE)
    fresh = request.session.pop(FRESH_LINK, {}) if request.headers.get("HX-Request") is None else {}
    words = {"invitation": invitation, "has_mail": bool(settings.EMAIL_HOST), "link": fresh.get(str(invitation.pk), "")}
    if request.headers.get("HX-Request"):
        return render(request, "invitations/_mail.html", words)
    return render(request, "invitations/show.html", words)


@member(to=Ability.MANAGE_PEOPLE)
def update(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """A new link; the old one ends."""
    invitation = invitation_for(request.member, invitation_id, to=Ability.MANAGE_PEOPLE)
    return _show_once(request, invitation, inviting.renew_link(invitation, request.member))


@member(to=Ability.MANAGE_PEOPLE)
def destroy(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    invitation = invitation_for(request.member, invitation_id, to=Ability.MANAGE_PEOPLE)
    inviting.withdraw(invitation, request.member)
    messages.success(request, _("The invitation of %(name)s has been withdrawn.") % {"name": invitation.name})
    return redirect("people:index", request.company.slug)


def _show_once(request: MemberRequest, invitation: Invitation, link: str) -> HttpResponse:
    request.session[FRESH_LINK] = {str(invitation.pk): link}
    return redirect("invitations:show", request.company.slug, invitation.pk)
