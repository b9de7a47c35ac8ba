"""Who is alive. A worker holds an advisory lock in a session of its own: when the process dies, however it
dies, the database frees the lock at once, and what the worker had in hand can be taken over without waiting
for a clock."""

from __future__ import annotations

import os
import socket

import psycopg
from django.db import connection

from minassa.core.clock import now
from minassa.jobs.models import Worker

FAMILY = 0x4D494E  # first half of our advisory locks, "MIN"


def enlist() -> Worker:
    return Worker.objects.create(host=socket.gethostname()[:255], process=os.getpid())


async def hold(session: psycopg.AsyncConnection, worker: Worker) -> bool:
    """Take the worker's lock for as long as the session lives. False while an old session of ours still holds it."""
    cursor = await session.execute("SELECT pg_try_advisory_lock(%s, %s)", (FAMILY, worker.id))
    row = await cursor.fetchone()
    return bool(row and row[0])


def beat(worker: Worker) -> None:
    Worker.objects.filter(pk=worker.pk).update(beat_at=now())


def leave(worker: Worker) -> None:
    Worker.objects.filter(pk=worker.pk).update(stopped_at=now(), beat_at=now())


def dead(worker_ids: set[int]) -> set[int]:
    """Which of these workers no longer live: nobody holds their lock."""
    if not worker_ids:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND granted",
            [FAMILY],
        )
        alive = {row[0] for row in cursor.fetchall()}
    return worker_ids - alive
