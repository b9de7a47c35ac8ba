"""Jobs that were tried as often as they may be and did not succeed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True)
class Failure:
    name: str
    count: int
    last_at: datetime


def failures() -> list[Failure]:
    """By job, the latest first. What was in them is not told: it may be anybody's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entrypoint, count(*), max(updated) FROM pgqueuer WHERE status = 'failed'"
            " GROUP BY entrypoint ORDER BY max(updated) DESC LIMIT 20"
        )
        return [Failure(*row) for row in cursor.fetchall()]
