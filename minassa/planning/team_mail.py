"""Telling by mail that somebody's contract is about to end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minassa.events.models import Event
from minassa.people.abilities import Role
from minassa.people.mailing import hand_over
from minassa.people.models import Membership
from minassa.people.signing_in import public
from minassa.planning.holding import tell
from minassa.planning.models import TeamAssignment

MAILED = "assignment.mailed"


def told(assignment: TeamAssignment) -> Iterator[tuple[str, str]]:
    """The officers and the person, each once: e-mail and language."""
    officers = Membership.objects.filter(company=assignment.company_id, role=Role.OFFICER)
    people = [one for one in officers.select_related("user", "company") if one.is_current()]
    found = {one.user.email: one.user.language for one in people}
    if assignment.member is not None:
        found[assignment.member.user.email] = assignment.member.user.language
    elif assignment.invitation is not None:
        found[assignment.invitation.email] = assignment.company.language
    yield from found.items()


def warn(assignment: TeamAssignment, email: str, language: str, mark: int) -> None:
    """`mark`: the warning that is due, in days. A job may start twice: each is mailed once. Raises what may pass by
    itself, so that the job comes again."""
    left = (assignment.ends_on - assignment.company.local_now().date()).days
    mailed = Event.objects.filter(company=assignment.company_id, subject_id=assignment.pk, verb=MAILED)
    if left < 0 or mailed.filter(facts__contains=_which(assignment, email, mark)).exists():
        return
    hand_over(_message(assignment, left, email, language), lambda refused: _note(assignment, email, mark, refused))


@transaction.atomic
def _note(assignment: TeamAssignment, email: str, mark: int, refused: str) -> None:
    if refused:
        tell("assignment.mail_refused", assignment, None, name=assignment.name, email=email, said=refused)
    else:
        tell(MAILED, assignment, None, name=assignment.name, **_which(assignment, email, mark))


def _which(assignment: TeamAssignment, email: str, mark: int) -> dict[str, Any]:
    """Tells one warning from another."""
    return {"email": email, "ends_on": assignment.ends_on.isoformat(), "mark": mark}


def _message(assignment: TeamAssignment, left: int, email: str, language: str) -> EmailMessage:
    is_theirs = assignment.member is not None and assignment.member.user.email == email
    with translation.override(language):
        said = {
            "name": assignment.name,
            "specialty": assignment.get_specialty_display(),
            "company": assignment.company.name,
            "day": date_format(assignment.ends_on, "DATE_FORMAT"),
            "days": left,
        }
        subject = _("The contract of %(name)s ends on %(day)s") % said
        if is_theirs:
            subject = _("Your contract with %(company)s ends on %(day)s") % said
        body = ngettext(
            "%(name)s (%(specialty)s) works for %(company)s until %(day)s: %(days)s more day.",
            "%(name)s (%(specialty)s) works for %(company)s until %(day)s: %(days)s more days.",
            left,
        )
        lines = [body % said]
        if not is_theirs:
            page = public("team:edit", assignment.company.slug, str(assignment.pk))
            lines.append(_("To go on, give the assignment a later day here:") + f"\n{page}")
    return EmailMessage(subject, "\n\n".join(lines) + "\n", to=[email])
