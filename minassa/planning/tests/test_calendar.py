"""Meetings by mail, against a real mail server of our own on 127.0.0.1."""

from __future__ import annotations

import json
import smtplib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from icalendar import Calendar

from minassa.core.clock import now
from minassa.events.models import Event
from minassa.jobs.face import JOBS
from minassa.planning import meetings
from minassa.planning.calendar import Method, asked, written
from minassa.planning.models import Attendee, Meeting
from minassa.testing.cast import Cast, make_cast
from minassa.testing.mail import MailServer
from minassa.testing.planned import open_cycle
from minassa.testing.workers import WorkerProcess, wait_until

TITLE = "اجتماع تشكيل فريق العمل لخطة الربع الرابع، ومناقشة الاستعانة بالمختصين في التصميم والتصوير"
AGENDA = "١. التخصصات المطلوبة؛ ٢. الجهات الخارجية, والعقود\n٣. الخطوة التالية"
START = datetime(2027, 1, 5, 7, 30, tzinfo=UTC)
GUEST = ("دانة المصممة", "Dana@Studio.example")


def call(cast: Cast, **given: Any) -> Meeting:
    whole: dict[str, Any] = {
        "title": TITLE,
        "starts_at": START,
        "lasts": timedelta(minutes=90),
        "place": "قاعة الاجتماعات، الدور الثاني",
        "agenda": AGENDA,
        "members": [cast.huda, cast.layla],
        "guests": [GUEST],
    }
    return meetings.call(open_cycle(cast), by=cast.omar, **(whole | given))


def waiting(name: str = "planning.mail_request") -> list[list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT convert_from(payload, 'UTF8') FROM pgqueuer WHERE entrypoint = %s AND status = 'queued' ORDER BY id",
            [name],
        )
        return [json.loads(row[0])["args"] for row in cursor.fetchall()]


def work_off() -> None:
    """What was asked for, done once, as a worker does."""
    for name in ("planning.mail_request", "planning.mail_withdrawal", "planning.warn_of_end"):
        for args in waiting(name):
            JOBS[name](*args)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM pgqueuer")


def parts(message: EmailMessage, kind: str) -> list[Any]:
    return [part for part in message.walk() if part.get_content_type() == kind]


def read(message: EmailMessage) -> Any:
    """The event of the calendar part; the attached file is the same."""
    [part], [file] = parts(message, "text/calendar"), parts(message, "application/ics")
    said = part.get_payload(decode=True)
    assert said == file.get_payload(decode=True) and file.get_filename() == "invite.ics"
    calendar: Any = Calendar.from_ical(said)
    assert part.get_param("method") == calendar["METHOD"] and part.get_content_charset() == "utf-8"
    [event] = calendar.walk("VEVENT")
    return calendar, event


def to(taken: Sequence[EmailMessage], email: str) -> EmailMessage:
    [found] = [one for one in taken if one["To"] == email]
    return found


def test_calling_a_meeting_asks_for_a_mail_to_each(cast: Cast, mail_server: MailServer) -> None:
    meeting = call(cast)
    assert len(waiting()) == 3 and {args[1] for args in waiting()} == {meeting.sequence}
    assert not Attendee.objects.filter(mailed_at__isnull=False).exists()


def test_the_request_says_all_a_calendar_needs(cast: Cast, mail_server: MailServer) -> None:
    meeting = call(cast)
    work_off()
    message = to(mail_server.taken, "huda@example.com")
    calendar, event = read(message)
    assert (calendar["VERSION"], calendar["CALSCALE"], calendar["METHOD"]) == ("2.0", "GREGORIAN", "REQUEST")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (f"{meeting.pk}@minassa", 0, "CONFIRMED")
    assert (event["SUMMARY"], event["DESCRIPTION"], event["LOCATION"]) == (TITLE, AGENDA, meeting.place)
    assert event["DTSTART"].to_ical() == b"20270105T073000Z" and event["DTEND"].to_ical() == b"20270105T090000Z"
    assert event["DTSTAMP"].to_ical().endswith(b"Z") and event["URL"].endswith(f"/c/noor/meetings/{meeting.pk}/")
    organizer, people = event["ORGANIZER"], event["ATTENDEE"]
    assert organizer == "mailto:omar@example.com" and organizer.params["CN"] == "Omar"
    assert organizer.params["SENT-BY"].startswith("mailto:minassa@")
    assert {str(one) for one in people} == {
        "mailto:huda@example.com",
        "mailto:layla@example.com",
        "mailto:dana@studio.example",
    }
    for one in people:
        given = one.params
        assert (given["RSVP"], given["PARTSTAT"], given["ROLE"]) == ("TRUE", "NEEDS-ACTION", "REQ-PARTICIPANT")
    assert message["Reply-To"] == "omar@example.com" and TITLE in message["Subject"]


def test_the_calendar_part_stands_beside_the_words_and_again_as_a_file(cast: Cast, mail_server: MailServer) -> None:
    call(cast)
    work_off()
    message: Any = mail_server.taken[0]
    assert message.get_content_type() == "multipart/mixed"
    either, file = message.get_payload()
    assert either.get_content_type() == "multipart/alternative"
    kinds = [one.get_content_type() for one in either.get_payload()]
    assert kinds == ["text/plain", "text/calendar"] and file.get_content_disposition() == "attachment"


def test_its_lines_are_folded_and_arabic_survives(cast: Cast) -> None:
    meeting = call(cast)
    file = written(meeting, Method.REQUEST, asked(meeting.attendees.all()))
    lines = file.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75 and b"\n" not in b"".join(lines)
    assert TITLE.encode() in file.replace(b"\r\n ", b"") and b"\\n" in file
    for line in lines:
        line.decode()  # no letter is cut in two


def test_the_words_are_in_the_readers_language_and_the_companys_time(cast: Cast, mail_server: MailServer) -> None:
    call(cast)
    work_off()
    [words] = parts(to(mail_server.taken, "huda@example.com"), "text/plain")
    assert "Omar invites you" in words.get_content() and "10:30 a.m." in words.get_content()
    assert "/meetings/" in words.get_content()
    [guests] = parts(to(mail_server.taken, "dana@studio.example"), "text/plain")
    assert "/meetings/" not in guests.get_content()  # who has no account is not sent to a page


def test_a_change_counts_up_and_goes_to_all(cast: Cast, mail_server: MailServer) -> None:
    meeting = call(cast)
    work_off()
    mail_server.taken.clear()
    meetings.change(meeting, by=cast.omar, starts_at=START + timedelta(hours=1))
    work_off()
    assert len(mail_server.taken) == 3
    calendar, event = read(to(mail_server.taken, "layla@example.com"))
    assert calendar["METHOD"] == "REQUEST" and event["SEQUENCE"] == 1 and event["UID"] == meeting.uid
    assert event["DTSTART"].to_ical() == b"20270105T083000Z"
    assert set(meeting.attendees.values_list("mailed_sequence", flat=True)) == {1}


def test_cancelling_takes_it_out_of_their_calendars(cast: Cast, mail_server: MailServer) -> None:
    meeting = call(cast)
    work_off()
    mail_server.taken.clear()
    meetings.cancel(meeting, by=cast.omar)
    work_off()
    assert len(mail_server.taken) == 3
    calendar, event = read(to(mail_server.taken, "huda@example.com"))
    assert calendar["METHOD"] == "CANCEL" and event["STATUS"] == "CANCELLED" and event["SEQUENCE"] == 1
    assert event["UID"] == meeting.uid and [str(event["ATTENDEE"])] == ["mailto:huda@example.com"]


def test_who_never_heard_of_it_does_not_hear_that_it_is_off(cast: Cast, mail_server: MailServer) -> None:
    meetings.cancel(call(cast), by=cast.omar)
    work_off()
    assert mail_server.taken == []


def test_who_is_no_longer_asked_is_told_and_nobody_else_twice(cast: Cast, mail_server: MailServer) -> None:
    meeting = call(cast)
    work_off()
    mail_server.taken.clear()
    meetings.change(meeting, by=cast.omar, members=[cast.layla], guests=[GUEST])
    work_off()
    calendar, event = read(to(mail_server.taken, "huda@example.com"))
    assert calendar["METHOD"] == "CANCEL" and str(event["ATTENDEE"]) == "mailto:huda@example.com"
    assert {one["To"] for one in mail_server.taken} == {"huda@example.com", "layla@example.com", "dana@studio.example"}


def test_who_called_it_is_not_asked_to_answer(cast: Cast, mail_server: MailServer) -> None:
    call(cast, members=[cast.omar], guests=[])
    work_off()
    calendar, event = read(mail_server.taken[0])
    assert calendar["METHOD"] == "PUBLISH" and "RSVP" not in event["ATTENDEE"].params


def test_a_job_that_starts_twice_mails_once(cast: Cast, mail_server: MailServer) -> None:
    call(cast, members=[cast.huda], guests=[])
    for args in waiting() * 2:
        JOBS["planning.mail_request"](*args)
    assert len(mail_server.taken) == 1


def test_it_counts_as_mailed_when_a_server_took_it(cast: Cast, mail_server: MailServer) -> None:
    meeting = call(cast, members=[cast.huda], guests=[])
    [args] = waiting()
    mail_server.answer = "451 come back later"
    with pytest.raises(smtplib.SMTPException):  # so that the job is repeated
        JOBS["planning.mail_request"](*args)
    before = meeting.attendees.get()
    assert before.mailed_at is None and "451" in before.mail_error
    assert Event.objects.filter(verb="meeting.mail_refused").count() == 1
    mail_server.answer = ""
    JOBS["planning.mail_request"](*args)
    after = meeting.attendees.get()
    assert (after.mailed_sequence, after.mail_error) == (0, "") and after.mailed_at is not None


def test_a_refused_one_can_be_sent_again(cast: Cast, mail_server: MailServer) -> None:
    meeting = call(cast, members=[cast.huda], guests=[])
    mail_server.answer = "550 no such user"
    work_off()
    assert meeting.attendees.get().mail_error == "550 no such user"
    mail_server.answer = ""
    assert meetings.mail_again(meeting, by=cast.omar) == 1
    work_off()
    assert len(mail_server.taken) == 1 and meetings.mail_again(meeting, by=cast.omar) == 0


def test_without_a_mail_server_none_is_asked_for(cast: Cast) -> None:
    call(cast)
    assert waiting() == []


def test_a_meeting_that_is_over_is_not_announced(cast: Cast, mail_server: MailServer) -> None:
    call(cast, starts_at=now() - timedelta(days=1))
    assert waiting() == []


@pytest.mark.django_db(transaction=True)
def test_a_worker_mails_it(mail_server: MailServer, settings: LazySettings) -> None:
    meeting = call(make_cast(), guests=[])
    settled = {"MINASSA_MAIL_HOST": "127.0.0.1", "MINASSA_MAIL_PORT": str(settings.EMAIL_PORT)}
    with WorkerProcess(**settled, MINASSA_MAIL_STARTTLS="0") as worker:
        wait_until(lambda: meeting.attendees.filter(mailed_sequence=0).count() == 2, 20, worker.said)
    assert {one["To"] for one in mail_server.taken} == {"huda@example.com", "layla@example.com"}
