"""What happens again and again. The list itself is `config/schedule.py`: every recurring job on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from minassa.jobs.face import JOBS, Job


@dataclass(frozen=True)
class Every:
    """A job and when, as a cron line in UTC (six fields: seconds last)."""

    when: str
    job: Job[[]]


@dataclass(frozen=True)
class LastRun:
    name: str
    title: str
    when: str
    last_at: datetime | None
    next_at: datetime


def last_runs() -> list[LastRun]:
    """Each recurring job's last and next run, as the workers keep them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT entrypoint, expression, last_run, next_run FROM pgqueuer_schedules ORDER BY entrypoint")
        return [LastRun(name, title_of(name), *rest) for name, *rest in cursor.fetchall()]


def title_of(name: str) -> str:
    return str(JOBS[name].title or name) if name in JOBS else name
