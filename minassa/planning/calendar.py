"""A meeting as calendars read it (RFC 5545), and as a request that they answer (iTIP, RFC 5546)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from enum import StrEnum

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress

from minassa.core.clock import now
from minassa.people.signing_in import public
from minassa.planning.models import Attendee, Meeting

PRODUCT = "-//Minassa//Meetings//EN"


class Method(StrEnum):
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"  # to look at and keep, without being asked to answer


@dataclass(frozen=True)
class Asked:
    """Who is asked to a meeting, by name and e-mail."""

    name: str
    email: str
    is_inside: bool  # reaches the meeting's page


def who(attendee: Attendee) -> Asked:
    return Asked(attendee.name, attendee.email, attendee.member_id is not None)


def asked(attendees: Iterable[Attendee]) -> list[Asked]:
    """Those whom a calendar request can name: it names people by their e-mail."""
    return [who(one) for one in attendees if one.email]


def page_of(meeting: Meeting) -> str:
    return public("meetings:show", meeting.company.slug, str(meeting.pk))


def written(meeting: Meeting, method: Method, people: Iterable[Asked]) -> bytes:
    """The whole file: lines folded at 75 octets and ended by CRLF, in UTF-8."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    calendar.add_component(_event(meeting, method, people))
    file: bytes = calendar.to_ical()
    return file


def _event(meeting: Meeting, method: Method, people: Iterable[Asked]) -> Event:
    event, starts_at = Event(), _second(meeting.starts_at)
    is_off = meeting.cancelled_at is not None or method == Method.CANCEL
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", _second(now()))
    event.add("created", _second(meeting.called_at))
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + meeting.lasts)
    event.add("summary", meeting.title)
    event.add("description", _description(meeting))
    if place := meeting.place or meeting.link:
        event.add("location", place)
    event.add("url", meeting.link or page_of(meeting))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_off else "OPAQUE")
    event["organizer"] = _organizer(meeting)
    for one in people:
        event.add("attendee", _attendee(one, method))
    return event


def _organizer(meeting: Meeting) -> vCalAddress:
    """Who called it gets the answers; Minassa sends in their name."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return vCalAddress.new(meeting.called_by.email, cn=meeting.called_by.name, sent_by=sender)


def _attendee(one: Asked, method: Method) -> vCalAddress:
    is_asked = method == Method.REQUEST
    return vCalAddress.new(
        one.email,
        cn=one.name,
        cutype="INDIVIDUAL",
        role="REQ-PARTICIPANT",
        partstat="NEEDS-ACTION" if is_asked else None,
        rsvp=True if is_asked else None,
    )


def _description(meeting: Meeting) -> str:
    parts = (meeting.agenda.strip(), meeting.link)
    return "\n\n".join(part for part in parts if part)


def _second(moment: datetime) -> datetime:
    """Calendars know no part of a second; in UTC every one of them reads the same moment."""
    return moment.astimezone(UTC).replace(microsecond=0)
