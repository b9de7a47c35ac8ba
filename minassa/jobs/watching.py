"""How the work is going: who does it, and which jobs were given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from minassa.jobs.models import Worker


@dataclass(frozen=True)
class Failure:
    name: str
    count: int
    last_at: datetime


def recent_workers(most: int = 10) -> list[Worker]:
    """Those heard of last, alive or not."""
    return list(Worker.objects.order_by("-beat_at")[:most])


def failures() -> list[Failure]:
    """Jobs tried as often as they may be, the latest first. What was in them is not told: it may be anybody's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entrypoint, count(*), max(updated) FROM pgqueuer WHERE status = 'failed'"
            " GROUP BY entrypoint ORDER BY max(updated) DESC LIMIT 20"
        )
        return [Failure(*row) for row in cursor.fetchall()]
