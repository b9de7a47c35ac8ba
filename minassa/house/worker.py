"""The worker process: the sender, the jobs, and the signs of life of both."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from pathlib import Path

import psycopg
from asgiref.sync import sync_to_async
from django.db import DatabaseError, InterfaceError

from minassa.config.schedule import RECURRING
from minassa.jobs import liveness, queue
from minassa.jobs.models import Worker
from minassa.posts.sender import Sender

log = logging.getLogger(__name__)

BEAT = 2.0  # seconds


def run() -> None:
    """Works until SIGTERM or SIGINT. Any number of workers on any number of hosts share one database."""
    asyncio.run(_run())


async def _run() -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    worker = await sync_to_async(liveness.enlist)()
    alive = asyncio.Event()
    keeping = asyncio.create_task(_keep_alive(worker, alive))
    jobs = asyncio.create_task(_keep_queue(stop))
    await alive.wait()
    _say_ready()
    try:
        await Sender(worker.pk, alive).run(stop)
        await jobs
    finally:
        keeping.cancel()
        await sync_to_async(liveness.leave)(worker)


async def _keep_alive(worker: Worker, alive: asyncio.Event) -> None:
    """Holds the worker's lock in a session of its own and beats; takes the lock again when the session is lost."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(queue.database_url(), autocommit=True) as session:
                while not await liveness.hold(session, worker):
                    await asyncio.sleep(0.2)
                alive.set()
                while True:
                    await session.execute("UPDATE jobs_worker SET beat_at = now() WHERE id = %s", (worker.pk,))
                    await asyncio.sleep(BEAT)
        except (psycopg.Error, OSError) as error:
            alive.clear()
            log.warning("no sign of life while the database is away: %s", error)
            await asyncio.sleep(0.5)


async def _keep_queue(stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await queue.run(stop, RECURRING)
        except (psycopg.Error, DatabaseError, InterfaceError, RuntimeError) as error:
            log.warning("the jobs wait for the database: %s", error)
            await asyncio.sleep(1)
        except Exception:  # a worker whose jobs stopped for ever would look well
            log.exception("the jobs begin anew")
            await asyncio.sleep(1)


def _say_ready() -> None:
    if path := os.environ.get("MINASSA_READY_FILE"):
        Path(path).touch()
