"""Runs the asked-for jobs and the recurring ones: PgQueuer, on a connection of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from pgqueuer import PgQueuer
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.models import Job as Row
from pgqueuer.models import Schedule

from minassa.jobs.face import BACKOFF, JOBS, Job, perform
from minassa.jobs.recurring import Every

AT_ONCE = 8  # jobs in hand at a time, each in a thread with its own database connection


def database_url() -> str:
    """Where Django's own connection goes, for libraries that open theirs: by the same certificates and options."""
    given = connection.get_connection_params()
    plain: dict[str, Any] = {key: value for key, value in given.items() if isinstance(value, str | int) and value != ""}
    return psycopg.conninfo.make_conninfo(**plain)


async def run(stop: asyncio.Event, recurring: Sequence[Every]) -> None:
    """Until told to stop; what is in hand then is finished first. Raises when the database goes away."""
    async with await psycopg.AsyncConnection.connect(database_url(), autocommit=True) as session:
        queue = PgQueuer.from_psycopg_connection(session)
        for name, one in JOBS.items():
            queue.entrypoint(name, on_failure="hold", accepts_context=False)(_runner(one))
        for each in recurring:
            queue.schedule(each.job.name, each.when, clean_old=True, accepts_context=False)(_recurring_runner(each.job))
        stopping = asyncio.create_task(_stop_when_told(stop, queue))
        try:
            await queue.run(
                dequeue_timeout=timedelta(seconds=5),
                batch_size=AT_ONCE // 2,
                max_concurrent_tasks=AT_ONCE,
                heartbeat_timeout=timedelta(seconds=15),
                shutdown_on_listener_failure=True,
            )
        finally:
            stopping.cancel()


async def _stop_when_told(stop: asyncio.Event, queue: PgQueuer) -> None:
    await stop.wait()
    queue.shutdown.set()


def _runner(one: Job[...]):  # type: ignore[no-untyped-def]  # PgQueuer takes any coroutine function
    async def execute(row: Row) -> None:
        try:
            await sync_to_async(_perform, thread_sensitive=False)(one.name, row.payload or b"{}")
        except Exception as error:
            if row.attempts + 1 >= one.tries:
                raise
            raise RetryRequested(BACKOFF[min(row.attempts, len(BACKOFF) - 1)], reason=str(error)[:300]) from error

    return execute


def _recurring_runner(one: Job[[]]):  # type: ignore[no-untyped-def]
    async def execute(_schedule: Schedule) -> None:
        await sync_to_async(_perform, thread_sensitive=False)(one.name, b'{"args": [], "kwargs": {}, "language": "ar"}')

    return execute


def _perform(name: str, payload: bytes) -> None:
    close_old_connections()
    try:
        perform(name, payload)
    finally:
        connection.close()
