"""Against a real mail server of our own on 127.0.0.1."""

from __future__ import annotations

import smtplib

import pytest
from django.conf import LazySettings
from django.db import connection

from minassa.core.crypto import seal
from minassa.events.models import Event
from minassa.people import inviting
from minassa.people.abilities import Role
from minassa.people.jobs import mail_invitation
from minassa.people.models import Invitation
from minassa.testing.cast import Cast, make_cast
from minassa.testing.mail import MailServer
from minassa.testing.workers import WorkerProcess, wait_until


def invite(cast: Cast) -> tuple[Invitation, str]:
    invitation, link = inviting.invite(cast.omar, email="dana@example.com", name="دانة", role=Role.MEMBER)
    return invitation, link.rstrip("/").rpartition("/")[2]


def asked_for() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT convert_from(payload, 'UTF8') FROM pgqueuer WHERE entrypoint = 'people.mail_invitation'")
        return [row[0] for row in cursor.fetchall()]


def test_a_mail_is_asked_for_and_its_link_is_sealed_in_the_queue(cast: Cast, mail_server: MailServer) -> None:
    _invitation, token = invite(cast)
    assert len(asked_for()) == 1 and token not in asked_for()[0]


def test_without_a_mail_server_none_is_asked_for(cast: Cast) -> None:
    invitation, _token = invite(cast)
    assert asked_for() == [] and invitation.mailed_at is None and invitation.mail_error == ""


def test_it_counts_as_mailed_when_a_server_took_it(cast: Cast, mail_server: MailServer) -> None:
    invitation, token = invite(cast)
    assert Invitation.objects.get(pk=invitation.pk).mailed_at is None
    mail_invitation(str(invitation.pk), seal(token))
    assert Invitation.objects.get(pk=invitation.pk).mailed_at is not None
    [message] = mail_server.taken
    assert message["To"] == "dana@example.com" and token in message.get_content()
    assert Event.objects.filter(verb="invitation.mailed", by=None).count() == 1


def test_a_job_that_starts_twice_mails_once(cast: Cast, mail_server: MailServer) -> None:
    invitation, token = invite(cast)
    for _ in range(2):
        mail_invitation(str(invitation.pk), seal(token))
    assert len(mail_server.taken) == 1


def test_a_final_no_is_shown_in_the_servers_words(cast: Cast, mail_server: MailServer) -> None:
    invitation, token = invite(cast)
    mail_server.answer = "550 no such user here"
    mail_invitation(str(invitation.pk), seal(token))
    kept = Invitation.objects.get(pk=invitation.pk)
    assert kept.mailed_at is None and kept.mail_error == "550 no such user here"
    assert Event.objects.get(verb="invitation.mail_refused").facts["said"] == "550 no such user here"


def test_a_busy_server_is_asked_again(cast: Cast, mail_server: MailServer) -> None:
    invitation, token = invite(cast)
    mail_server.answer = "451 come back later"
    with pytest.raises(smtplib.SMTPException):  # so that the job is repeated
        mail_invitation(str(invitation.pk), seal(token))
    assert "451" in Invitation.objects.get(pk=invitation.pk).mail_error
    mail_server.answer = ""
    mail_invitation(str(invitation.pk), seal(token))
    kept = Invitation.objects.get(pk=invitation.pk)
    assert kept.mailed_at is not None and kept.mail_error == ""


def test_a_server_that_is_not_there_is_said_and_asked_again(
    cast: Cast, settings: LazySettings, mail_server: MailServer
) -> None:
    invitation, token = invite(cast)
    settings.EMAIL_PORT = 1
    with pytest.raises(OSError, match="refused"):
        mail_invitation(str(invitation.pk), seal(token))
    kept = Invitation.objects.get(pk=invitation.pk)
    assert kept.mailed_at is None and "refused" in kept.mail_error


def test_an_old_link_is_not_mailed_any_more(cast: Cast, mail_server: MailServer) -> None:
    invitation, old = invite(cast)
    inviting.renew_link(invitation, cast.omar)
    mail_invitation(str(invitation.pk), seal(old))
    assert mail_server.taken == [] and Invitation.objects.get(pk=invitation.pk).mailed_at is None


@pytest.mark.django_db(transaction=True)
def test_a_worker_mails_it(mail_server: MailServer, settings: LazySettings) -> None:
    invitation, token = invite(make_cast())
    settled = {"MINASSA_MAIL_HOST": "127.0.0.1", "MINASSA_MAIL_PORT": str(settings.EMAIL_PORT)}
    with WorkerProcess(**settled, MINASSA_MAIL_STARTTLS="0") as worker:
        wait_until(lambda: Invitation.objects.get(pk=invitation.pk).mailed_at, 20, worker.said)
    assert token in mail_server.taken[0].get_content()
