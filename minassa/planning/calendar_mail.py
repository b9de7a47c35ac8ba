"""Mailing the calendar requests of a meeting. One counts as mailed when a mail server took it, and not before."""

from __future__ import annotations

from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.mailing import hand_over
from minassa.planning import calendar
from minassa.planning.calendar import Asked, Method
from minassa.planning.holding import tell
from minassa.planning.models import Attendee, Meeting


def mail(attendee: Attendee, sequence: int) -> None:
    """The request as it is at this count of changes. Raises what may pass by itself, so that the job comes again."""
    meeting = attendee.meeting
    if not attendee.email or meeting.sequence != sequence or attendee.mailed_sequence == sequence:
        return  # a newer change has its own mail
    if not meeting.cycle.is_open:
        return
    method = Method.CANCEL if meeting.cancelled_at else Method.REQUEST
    asked_for = message(meeting, method, calendar.who(attendee), language=language_of(attendee))
    hand_over(asked_for, lambda refused: _note(attendee, sequence, refused))


def mail_withdrawal(meeting: Meeting, who: Asked, language: str) -> None:
    """To somebody who is no longer asked: it leaves their calendar."""
    message(meeting, Method.CANCEL, who, language=language).send()


def message(meeting: Meeting, method: Method, to: Asked, *, language: str) -> EmailMessage:
    """Words for a person, the same as a calendar part for the mail program, and the file for every other calendar."""
    if method == Method.REQUEST and to.email == meeting.called_by.email:
        method = Method.PUBLISH  # nobody is asked to answer their own invitation
    people = [to] if method == Method.CANCEL else calendar.asked(meeting.attendees.select_related("member__user"))
    written = calendar.written(meeting, method, people)
    with translation.override(language), timezone.override(meeting.company.zoneinfo):
        subject, body = _subject(meeting, method), _body(meeting, method, to)
    made = EmailMessage(subject, "", to=[to.email], reply_to=[meeting.called_by.email])
    made.attach(_either(body, written, method))
    made.attach("invite.ics", written, "application/ics")
    return made


def _either(body: str, written: bytes, method: Method) -> MIMEBase:
    """Outlook and Google show their buttons for a calendar part that stands beside the words and names its method."""
    either = MIMEMultipart("alternative")
    either.attach(MIMEText(body, "plain", "utf-8"))
    part = MIMEText(written.decode(), "calendar", "utf-8")
    part.set_param("method", method.value)
    either.attach(part)
    return either


def language_of(attendee: Attendee) -> str:
    return attendee.member.user.language if attendee.member is not None else attendee.company.language


def _subject(meeting: Meeting, method: Method) -> str:
    said = {"title": meeting.title, "company": meeting.company.name}
    if method == Method.CANCEL:
        return _("Cancelled: %(title)s (%(company)s)") % said
    if meeting.sequence:
        return _("Changed: %(title)s (%(company)s)") % said
    return _("Invitation: %(title)s (%(company)s)") % said


def _body(meeting: Meeting, method: Method, to: Asked) -> str:
    said = {"name": meeting.called_by.name, "title": meeting.title}
    match method:
        case Method.CANCEL:
            opening = _("This meeting is off, or you are no longer asked to it: %(title)s.") % said
        case Method.PUBLISH:
            opening = _("You called this meeting: %(title)s. Add it to your calendar.") % said
        case _:
            opening = _("%(name)s invites you to a meeting: %(title)s. Accept or decline it in your calendar.") % said
    lines = [_("When: %(when)s") % {"when": _when(meeting)}]
    lines += [_("Where: %(place)s") % {"place": meeting.place}] if meeting.place else []
    lines += [_("Link: %(link)s") % {"link": meeting.link}] if meeting.link else []
    agenda = [_("Agenda:"), meeting.agenda] if meeting.agenda.strip() and method != Method.CANCEL else []
    page = [_("In Minassa: %(page)s") % {"page": calendar.page_of(meeting)}] if to.is_inside else []
    parts = ["\n".join(lines), "\n".join(agenda), *page]
    return "\n\n".join([opening, *(part for part in parts if part)]) + "\n"


def _when(meeting: Meeting) -> str:
    starts_at = timezone.localtime(meeting.starts_at)
    said = {"when": date_format(starts_at, "DATETIME_FORMAT"), "zone": meeting.company.zone}
    return _("%(when)s (time of %(zone)s)") % said


@transaction.atomic
def _note(attendee: Attendee, sequence: int, refused: str) -> None:
    mine = Attendee.objects.filter(pk=attendee.pk).exclude(mailed_sequence=sequence)
    if refused:
        if mine.exclude(mail_error=refused[:300]).update(mail_error=refused[:300]):
            tell("meeting.mail_refused", attendee.meeting, None, title=attendee.meeting.title, said=refused)
    else:
        mine.update(mailed_sequence=sequence, mailed_at=now(), mail_error="")


def is_possible() -> bool:
    return bool(settings.EMAIL_HOST)
