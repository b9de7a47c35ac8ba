"""Why posts do not wait in the job queue: what its future rows cost the jobs that are due."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import psycopg
from pgqueuer import PgQueuer
from pgqueuer.models import Job
from pgqueuer.types import QueueExecutionMode

from minassa.jobs.queue import database_url

DUE = 5_000
FUTURE = 1_000_000
_FILL = (
    "INSERT INTO pgqueuer (priority, entrypoint, payload, execute_after, status)"
    " SELECT 0, 'bench', ''::bytea, now() + %s + random() * interval '365 days', 'queued' FROM generate_series(1, %s)"
)
_DUE = (
    "INSERT INTO pgqueuer (priority, entrypoint, payload, execute_after, status)"
    " SELECT 0, 'bench', ''::bytea, now(), 'queued' FROM generate_series(1, %s)"
)


def queue() -> dict[str, object]:
    """5,000 trivial jobs that are due, without and with a million rows that are not."""
    alone = asyncio.run(_drain(0))
    crowded = asyncio.run(_drain(FUTURE))
    return {
        "jobs a second, none planned": round(DUE / alone),
        f"jobs a second, {FUTURE:,} planned": round(DUE / crowded),
    }


async def _drain(future: int) -> float:
    async with await psycopg.AsyncConnection.connect(database_url(), autocommit=True) as session:
        await session.execute("ALTER TABLE pgqueuer DISABLE TRIGGER USER")  # a NOTIFY a row is not what is measured
        await session.execute("TRUNCATE pgqueuer, pgqueuer_log")
        if future:
            await session.execute(_FILL, (timedelta(hours=1), future))
        await session.execute(_DUE, (DUE,))
        await session.execute("ANALYZE pgqueuer")
        await session.execute("ALTER TABLE pgqueuer ENABLE TRIGGER USER")
        jobs = PgQueuer.from_psycopg_connection(session)
        done = 0

        @jobs.entrypoint("bench")
        async def bench(_job: Job) -> None:
            nonlocal done
            done += 1
            if done == DUE:
                jobs.shutdown.set()

        started = time.perf_counter()
        running = jobs.qm.run(batch_size=100, dequeue_timeout=timedelta(seconds=1), mode=QueueExecutionMode.continuous)
        await asyncio.wait_for(running, 600)
        taken = time.perf_counter() - started
        await session.execute("TRUNCATE pgqueuer, pgqueuer_log") if not session.closed else None
        return taken
