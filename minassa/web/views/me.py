"""One's own account."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from minassa.people import profiles
from minassa.web.forms.profile import ProfileForm
from minassa.web.refusing import refusals
from minassa.web.themes import remember


@login_required
def show(request: Any) -> HttpResponse:
    return _page(request, ProfileForm(instance=request.user))


@login_required
def update(request: Any) -> HttpResponse:
    form = ProfileForm(request.POST)
    if form.is_valid():
        with refusals(form):
            user = profiles.change(request.user, **form.cleaned_data)
            with translation.override(user.language):
                messages.success(request, _("Your account has been saved."))
            return remember(redirect("account:show"), user.theme)
    return _page(request, form, status=422)


def _page(request: Any, form: ProfileForm, status: int = 200) -> HttpResponse:
    words = {"form": form, "has_second_factor": is_mfa_enabled(request.user), "memberships": request.memberships}
    return render(request, "me/show.html", words, status=status)
