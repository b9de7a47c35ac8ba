"""Mailing an invitation. It counts as mailed when a mail server took it, and not before."""

from __future__ import annotations

import smtplib
from collections.abc import Callable

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.models import Invitation
from minassa.people.signing_in import digest, public
from minassa.people.telling import tell


def mail(invitation: Invitation, token: str) -> None:
    """Raises what may pass by itself (no connection, a busy server), after noting it, so that the job comes again."""
    if not invitation.is_open or invitation.mailed_at or invitation.token_digest != digest(token):
        return
    hand_over(_message(invitation, token), lambda refused: _note(invitation, token, refused))


def hand_over(message: EmailMessage, note: Callable[[str], None]) -> None:
    """Gives a message to the mail server. `note` hears "" when it was taken, else what the server said; what may pass
    by itself is raised after that, so that the job comes again."""
    try:
        message.send()
    except smtplib.SMTPResponseException as refusal:
        note(f"{refusal.smtp_code} {_text(refusal.smtp_error)}")
        if refusal.smtp_code < 500:
            raise
    except smtplib.SMTPRecipientsRefused as refusal:
        said, code = next(((_text(said), code) for code, said in refusal.recipients.values()), ("", 550))
        note(f"{code} {said}")
        if code < 500:
            raise
    except (smtplib.SMTPException, OSError) as trouble:
        note(str(trouble) or type(trouble).__name__)
        raise
    else:
        note("")


@transaction.atomic
def _note(invitation: Invitation, token: str, refused: str = "") -> None:
    """What the server said belongs to the link it was said of; a newer link has its own mail."""
    mine = Invitation.objects.filter(pk=invitation.pk, token_digest=digest(token), mailed_at__isnull=True)
    if refused:
        if mine.exclude(mail_error=refused[:300]).update(mail_error=refused[:300]):
            _tell("mail_refused", invitation, said=refused[:300])
    elif mine.update(mailed_at=now(), mail_error=""):
        _tell("mailed", invitation)


def _tell(what: str, invitation: Invitation, **facts: str) -> None:
    tell(
        f"invitation.{what}",
        company=invitation.company,
        subject=invitation.pk,
        by=None,
        email=invitation.email,
        **facts,
    )


def _message(invitation: Invitation, token: str) -> EmailMessage:
    words = {"invitation": invitation, "company": invitation.company, "link": public("welcome:show", token)}
    with translation.override(invitation.company.language):
        subject = _("%(company)s invites you to Minassa") % {"company": invitation.company.name}
        body = render_to_string("people/mail/invitation.txt", words)
    return EmailMessage(subject, body, to=[invitation.email])


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
