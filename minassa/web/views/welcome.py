"""An invitation, as the invited person sees it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from minassa.people import inviting
from minassa.people.access import has_account
from minassa.people.inviting import InvitationClosed
from minassa.people.models import Invitation, Membership
from minassa.web.entering import enter
from minassa.web.forms.setup import WelcomeForm
from minassa.web.refusing import refusals


def show(request: Any, token: str) -> HttpResponse:
    try:
        invitation = inviting.open_invitation(token)
    except InvitationClosed as no:
        return render(request, "welcome/closed.html", {"sorry": no}, status=410)
    return _page(request, invitation, WelcomeForm(invitation, initial={"name": invitation.name}))


def create(request: Any, token: str) -> HttpResponse:
    try:
        invitation = inviting.open_invitation(token)
    except InvitationClosed as no:
        return render(request, "welcome/closed.html", {"sorry": no}, status=410)
    user = request.user if request.user.is_authenticated else None
    form = WelcomeForm(invitation, request.POST, signed_in=user is not None)
    if form.is_valid():
        with refusals(form):
            membership = inviting.accept(token, user=user, **form.cleaned_data)
            if user is None:
                enter(request, membership.user)
            return _inside(request, membership)
    return _page(request, invitation, form, status=422)


def _inside(request: Any, membership: Membership) -> HttpResponse:
    if membership.is_current():
        return redirect("home:show", membership.company.slug)
    return render(request, "welcome/later.html", {"membership": membership})


def _page(request: Any, invitation: Invitation, form: WelcomeForm, status: int = 200) -> HttpResponse:
    who = request.user if request.user.is_authenticated else None
    case = "theirs" if who and who.email == invitation.email else "other" if who else ""
    case = case or ("known" if has_account(invitation.email) else "new")
    return render(request, "welcome/show.html", {"invitation": invitation, "form": form, "case": case}, status=status)
