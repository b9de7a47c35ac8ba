"""Signing a person in without a password: by a link that proves who they are."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from minassa.people.models import User


def enter(request: HttpRequest, user: User) -> None:
    """The session is listed among the person's devices, and counts as freshly proved, as after a password."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, method="link", reauthenticated=True)
    user_logged_in.send(User, request=request, user=user)
