"""`minassa doctor`: looks at every part and says in words what is wrong and what to do."""

from __future__ import annotations

import os
import smtplib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.house.words import _
from minassa.jobs.models import Worker

CLOCKS_MAY_DIFFER = timedelta(seconds=2)
EXPIRES_SOON = timedelta(days=7)
CHECKED_LATELY = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Finding:
    part: str
    words: str
    is_well: bool = True

    def __str__(self) -> str:
        return f"{'✓' if self.is_well else '✗'} {self.part}: {self.words}"


def examine() -> list[Finding]:
    """Without the database nothing else can be asked."""
    found = list(_database())
    if all(finding.is_well for finding in found):
        for look in LOOKS:
            found += look()
    return found


def _database() -> Iterator[Finding]:
    part = _("Database")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version')")
            version = cursor.fetchone()[0]
    except DatabaseError as error:
        said = str(error).strip()
        yield Finding(
            part, _("cannot be reached. Check DATABASE_URL. It said: {said}").format(said=said), is_well=False
        )
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        words = _("belongs to an older version of Minassa. Run: minassa migrate")
        yield Finding(part, words, is_well=False)
        return
    yield Finding(part, _("PostgreSQL {version} answers.").format(version=version))


def _worker() -> Iterator[Finding]:
    beating = [
        worker for worker in Worker.objects.filter(stopped_at=None).order_by("-beat_at")[:50] if worker.is_beating
    ]
    part = _("Worker")
    if beating:
        yield Finding(part, _("at work on {host}.").format(host=beating[0].host))
    else:
        words = _("none is at work, so nothing is published. Start one with: minassa worker (or minassa up)")
        yield Finding(part, words, is_well=False)


def _clock() -> Iterator[Finding]:
    part = _("Clock")
    before = now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        there = cursor.fetchone()[0]
    apart = there - (before + (now() - before) / 2)
    if abs(apart) <= CLOCKS_MAY_DIFFER:
        yield Finding(part, _("agrees with the database's."))
    else:
        words = _(
            "differs from the database's by {seconds} seconds, so posts would go out at the wrong moment. "
            "Let both machines take the time from the network (NTP)."
        ).format(seconds=round(abs(apart).total_seconds()))
        yield Finding(part, words, is_well=False)


def _media() -> Iterator[Finding]:
    yield from _media_bucket() if settings.MEDIA_BUCKET else _media_folder()


def _media_bucket() -> Iterator[Finding]:
    part, bucket = _("Media bucket"), settings.MEDIA_BUCKET
    from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]  # large: only now

    try:
        default_storage.delete(default_storage.save(f".probe-{os.getpid()}", ContentFile(b"")))
    except (BotoCoreError, ClientError, ValueError) as error:
        words = _(
            "cannot be written: {bucket}. Check MINASSA_S3_BUCKET, MINASSA_S3_ENDPOINT, MINASSA_S3_REGION "
            "and the keys. It said: {said}"
        )
        yield Finding(part, words.format(bucket=bucket, said=error), is_well=False)
    else:
        yield Finding(part, _("can be written: {bucket}").format(bucket=bucket))


def _media_folder() -> Iterator[Finding]:
    part, folder = _("Media folder"), settings.MEDIA_ROOT
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        words = _("cannot be written: {folder} ({reason}). Let Minassa's account write there, or set MINASSA_MEDIA.")
        yield Finding(part, words.format(folder=folder, reason=error.strerror), is_well=False)
    else:
        yield Finding(part, _("can be written: {folder}").format(folder=folder))


def _public_address() -> Iterator[Finding]:
    part = _("Public address")
    if os.environ.get("MINASSA_URL"):
        yield Finding(part, settings.PUBLIC_URL)
    else:
        words = _(
            "not set, so links lead to {address} and open on this machine only. "
            "Set MINASSA_URL to the address under which people reach Minassa."
        ).format(address=settings.PUBLIC_URL)
        yield Finding(part, words)


def _mail() -> Iterator[Finding]:
    part = _("Mail")
    if not settings.EMAIL_HOST:
        words = _("not set up: invitations have links to copy instead. To send mail, set MINASSA_MAIL_HOST.")
        yield Finding(part, words)
        return
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    line = get_connection()
    try:
        line.open()
    except smtplib.SMTPAuthenticationError as error:
        words = _(
            "{place} refuses the user name or the password. Check MINASSA_MAIL_USER and MINASSA_MAIL_PASSWORD ({code})."
        )
        yield Finding(part, words.format(place=place, code=error.smtp_code), is_well=False)
    except (OSError, smtplib.SMTPException) as error:
        words = _(
            "{place} does not answer as a mail server. Check MINASSA_MAIL_HOST and MINASSA_MAIL_PORT. It said: {said}"
        )
        yield Finding(part, words.format(place=place, said=error), is_well=False)
    else:
        yield Finding(part, _("{place} answers.").format(place=place))
    finally:
        with suppress(OSError, smtplib.SMTPException):
            line.close()


def _channels() -> Iterator[Finding]:
    for channel in (
        Channel.objects.exclude(state=Channel.State.REMOVED).select_related("company").order_by("company__name", "name")
    ):
        part = _("Channel {name} of {company}").format(name=channel.name, company=channel.company.name)
        well, words = _condition(channel)
        yield Finding(part, words, well)


def _condition(channel: Channel) -> tuple[bool, str]:
    if not channel.is_connected:
        return False, _("not connected any more. Open the channel's page and connect it again.")
    if channel.expires_at is not None:
        left = channel.expires_at - now()
        if left <= timedelta(0):
            return False, _("its permission has expired. Open the channel's page and connect it again.")
        if left <= EXPIRES_SOON:
            return True, _("connected; its permission ends on {day}.").format(day=f"{channel.expires_at:%Y-%m-%d}")
    if channel.checked_at is None or now() - channel.checked_at > CHECKED_LATELY:
        return True, _("connected, but not checked lately. Open the channel's page and check it.")
    return True, _("connected and checked.")


LOOKS: list[Callable[[], Iterator[Finding]]] = [_worker, _clock, _media, _public_address, _mail, _channels]
