"""Whether this installation does its work, told from what really happened: for `/health` and the status page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minassa.jobs.watching import recent_workers
from minassa.posts import health


@dataclass(frozen=True)
class Ailment:
    code: str
    words: Promise


DATABASE_AWAY = Ailment(
    "database_away", _("The database does not answer. Nothing can be saved or published until it is back.")
)
NO_WORKER = Ailment("no_worker", _("No worker is running, so nothing is published. Start one: minassa worker."))
OVERDUE = Ailment(
    "overdue", _("A post is overdue although its channel is free. Look at the workers: they may be stuck or too few.")
)


def ailments() -> list[Ailment]:
    try:
        connection.ensure_connection()
        found = []
        if not any(worker.is_beating for worker in recent_workers()):
            found.append(NO_WORKER)
        if health.overdue_since() is not None:
            found.append(OVERDUE)
    except DatabaseError:
        connection.close()
        return [DATABASE_AWAY]
    return found
