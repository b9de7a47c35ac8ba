"""Signing in by a link that works once: for the first time, for the demo, for who lost every other way."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minassa.core.clock import now
from minassa.core.errors import Sorry
from minassa.people.access import current_memberships
from minassa.people.models import SignInLink, User
from minassa.people.models.sign_in_link import OPEN_FOR
from minassa.people.telling import tell

SPENT = _("This sign-in link has been used or is older than a day. Ask for a new one, or sign in with your password.")


class LinkSpent(Sorry):
    code = "link_spent"


class Unknown(Sorry):
    code = "unknown"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def public(name: str, *ids: str) -> str:
    """The whole address of one of the product's pages, as people reach it."""
    return settings.PUBLIC_URL + reverse(name, args=ids)


def make_link(user: User) -> str:
    token = new_token()
    SignInLink.objects.create(user=user, token_digest=digest(token))
    return public("sign_in_links:show", token)


def link_for(email: str) -> str:
    """For the console: who lost every other way in is let in by whoever runs this installation."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise Unknown(_("Nobody has an account with this e-mail address. Check the spelling."))
    return make_link(user)


def open_link(token: str) -> SignInLink:
    """The open link with this token; looking at it does not use it up, since mail scanners look at links too."""
    link = SignInLink.objects.select_related("user").filter(token_digest=digest(token)).first()
    if link is None or not link.is_open or not link.user.is_active:
        raise LinkSpent(SPENT)
    return link


@transaction.atomic
def use(token: str) -> User:
    """Uses the link up. Of two who come at the same moment, one is let in."""
    link = open_link(token)
    taken = SignInLink.objects.filter(pk=link.pk, used_at__isnull=True, made_at__gt=now() - OPEN_FOR)
    if taken.update(used_at=now()) != 1:
        raise LinkSpent(SPENT)
    for membership in current_memberships(link.user):
        tell("person.signed_in_by_link", company=membership.company, subject=link.user.pk, by=link.user)
    return link.user
