"""The doctor names what is wrong, and only that."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pytest_django import Settings

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.house import doctor
from minassa.jobs.models import Worker
from minassa.testing.cast import make_company

pytestmark = pytest.mark.django_db


def finding(part: str) -> doctor.Finding:
    [found] = [each for each in doctor.examine() if each.part.startswith(part)]
    return found


def test_a_database_that_answers_is_well() -> None:
    assert finding("Database").is_well


def test_no_worker_is_a_fault_that_says_what_to_start() -> None:
    assert not finding("Worker").is_well
    assert "minassa worker" in finding("Worker").words


def test_a_beating_worker_is_well() -> None:
    Worker.objects.create(host="here", process=1)
    assert finding("Worker").is_well


def test_a_worker_that_fell_silent_is_not() -> None:
    Worker.objects.create(host="here", process=1, beat_at=now() - timedelta(minutes=5))
    assert not finding("Worker").is_well


def test_a_clock_that_differs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert finding("Clock").is_well
    monkeypatch.setattr(doctor, "now", lambda: now() - timedelta(seconds=90))
    assert not finding("Clock").is_well
    assert "90 seconds" in finding("Clock").words


def test_a_media_folder_that_cannot_be_written_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    assert finding("Media").is_well
    (tmp_path / "file").write_bytes(b"")
    settings.MEDIA_ROOT = tmp_path / "file/media"
    assert not finding("Media").is_well


def test_no_public_address_is_said_but_no_fault() -> None:
    assert finding("Public").is_well
    assert "MINASSA_URL" in finding("Public").words


@pytest.fixture
def mail(settings: Settings) -> Iterator[Controller]:
    """A real mail server that refuses the password `wrong`."""

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword) -> AuthResult:
        return AuthResult(success=data.password != b"wrong", handled=False)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(object(), hostname="127.0.0.1", port=port, authenticator=check, auth_require_tls=False)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "minassa", "right"
    yield server
    server.stop()


def test_a_mail_server_that_answers_is_well(mail: Controller) -> None:
    assert finding("Mail").is_well


def test_a_refused_password_is_named(mail: Controller, settings: Settings) -> None:
    settings.EMAIL_HOST_PASSWORD = "wrong"
    assert not finding("Mail").is_well
    assert "MINASSA_MAIL_PASSWORD" in finding("Mail").words


def test_a_mail_server_that_is_not_there_is_named(mail: Controller, settings: Settings) -> None:
    settings.EMAIL_PORT = 9  # nothing listens there
    assert not finding("Mail").is_well
    assert "MINASSA_MAIL_HOST" in finding("Mail").words


@pytest.mark.parametrize(
    ("facts", "is_well"),
    [
        ({"checked_at": "now"}, True),
        ({}, True),
        ({"state": Channel.State.DISCONNECTED}, False),
        ({"expires_at": now() - timedelta(days=1)}, False),
        ({"expires_at": now() + timedelta(days=1)}, True),
    ],
)
def test_a_channel_is_judged_by_its_last_check(facts: dict[str, object], is_well: bool) -> None:
    if facts.get("checked_at"):
        facts = facts | {"checked_at": now()}
    Channel.objects.create(company=make_company(), kind="rehearsal", name="تجربة", account="1", **facts)
    assert finding("Channel").is_well == is_well
