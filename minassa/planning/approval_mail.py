"""The mail that asks for a decision. Its job stands here: turns ask for it, and lie below the room's other jobs."""

from __future__ import annotations

from babel.numbers import get_currency_symbol
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.core.crypto import unseal
from minassa.jobs.face import job
from minassa.people.mailing import hand_over
from minassa.people.signing_in import digest, public
from minassa.planning import money
from minassa.planning.holding import tell
from minassa.planning.models import ApprovalLink


@job
def mail_approval_link(link_id: str, sealed_token: str) -> None:
    found = ApprovalLink.objects.select_related(
        "step__request__activity", "step__request__asked_by", "step__request__cycle__company", "member__user"
    )
    link = found.filter(pk=link_id).first()
    if link is not None:  # else its activity was removed meanwhile
        mail(link, unseal(sealed_token))


def mail(link: ApprovalLink, token: str) -> None:
    """Raises what may pass by itself, after noting it, so that the job comes again."""
    request = link.step.request
    if link.mailed_at or link.step.verdict or request.state != "waiting" or link.token_digest != digest(token):
        return  # told already, or nothing left to decide
    hand_over(_message(link, token), lambda refused: _note(link, refused))


@transaction.atomic
def _note(link: ApprovalLink, refused: str) -> None:
    mine = ApprovalLink.objects.filter(pk=link.pk, mailed_at__isnull=True)
    said = {"name": link.member.user.name, "activity": link.step.request.activity.name}
    if refused:
        if mine.exclude(mail_error=refused[:300]).update(mail_error=refused[:300]):
            tell("approval.mail_refused", link.step.request, None, said=refused[:300], **said)
    elif mine.update(mailed_at=now(), mail_error=""):
        tell("approval.mailed", link.step.request, None, **said)


def _message(link: ApprovalLink, token: str) -> EmailMessage:
    request = link.step.request
    company, again = request.cycle.company, link.is_reminder
    words = {"link": public("approval_links:show", token), "asked": request, "again": again, "member": link.member}
    currency = get_currency_symbol(company.currency, locale=link.member.user.language)
    words |= {"company": company, "sum": f"{money.said(request.amount)} {currency}"}
    with translation.override(link.member.user.language):
        first, reminder = _("For your decision: %(activity)s"), _("A reminder: “%(activity)s” waits for your decision")
        body = render_to_string("approval_requests/mail/turn.txt", words)
    subject = (reminder if again else first) % {"activity": " ".join(request.activity.name.split())[:120]}
    return EmailMessage(subject, body, to=[link.member.user.email])
