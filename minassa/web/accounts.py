"""Signing in, as allauth does it, with this product's rules."""

from __future__ import annotations

import logging
import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from minassa.core.crypto import seal, unseal
from minassa.core.errors import Sorry

log = logging.getLogger(__name__)


class NoMail(Sorry):
    code = "no_mail"


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is wrong. Check both and try again."),
        "too_many_login_attempts": _("Too many wrong passwords. Wait five minutes, then try again."),
        "account_inactive": _("This account has been switched off. Ask an officer of your company."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is wrong or has run out. Enter the newest one."),
        "invalid_password_reset": _("This link has been used or has run out. Ask for a new one."),
        "invalid_login": _("The e-mail address or the password is wrong. Check both and try again."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by invitation only."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *a: Any, **k: Any
    ) -> None:
        """allauth greets at every step; only what a person would miss is said."""
        if message_template and message_template.startswith(("account/messages/logged", "account/messages/email")):
            return
        super().add_message(request, level, message_template, *a, **k)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Whoever asked is never told that a mail is on its way when no server took it."""
        if not settings.EMAIL_HOST:
            raise NoMail(_("No mail server is set up here. Ask whoever runs this installation for a sign-in link."))
        try:
            super().send_mail(template_prefix, email, context)
        except (smtplib.SMTPException, OSError) as trouble:
            log.warning("The mail server did not take a message: %s", type(trouble).__name__)
            raise NoMail(
                _("The mail server did not take the message. Try again later, or ask for a sign-in link.")
            ) from trouble


class SecondFactors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is wrong or has run out. Enter the newest one."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
