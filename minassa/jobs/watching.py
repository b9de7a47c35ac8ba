"""How the work is going: who does it, and which jobs were given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from minassa.core.clock import now
from minassa.jobs.models import Worker
from minassa.jobs.recurring import title_of

RECENT = timedelta(hours=1)


@dataclass(frozen=True)
class Failure:
    title: str
    count: int
    last_at: datetime


def recent_workers() -> list[Worker]:
    """Those heard of within the hour, alive or not; when there are none, the last one there was."""
    heard = Worker.objects.order_by("-beat_at")
    return list(heard.filter(beat_at__gt=now() - RECENT)[:20]) or list(heard[:1])


def failures() -> list[Failure]:
    """Jobs tried as often as they may be, the latest first. What was in them is not told: it may be anybody's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entrypoint, count(*), max(updated) FROM pgqueuer WHERE status = 'failed'"
            " GROUP BY entrypoint ORDER BY max(updated) DESC LIMIT 20"
        )
        return [Failure(title_of(name), *rest) for name, *rest in cursor.fetchall()]
