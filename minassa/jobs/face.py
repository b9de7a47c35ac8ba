"""The thin face on PgQueuer: `@job` makes a function that can be asked for later.

    @job
    def mail(invitation_id: str) -> None: ...

    mail.later(invitation_id)      # kept with the transaction's own commit, or not at all

A job can start twice (its worker died): the verb it calls must bear it. The language in force when the
job was asked for is in force again when it runs.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, ParamSpec, overload

from django.db import connection
from django.utils import translation
from pgqueuer.adapters.persistence.qb import QueryQueueBuilder
from psycopg import RawCursor

P = ParamSpec("P")

JOBS: dict[str, Job[Any]] = {}
BACKOFF = [timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3600)]
_ENQUEUE = QueryQueueBuilder().build_enqueue_query("skip")


@dataclass(frozen=True)
class Job(Generic[P]):
    verb: Callable[P, None]
    name: str
    tries: int
    title: object = ""  # what a person reads on the status page; lazily translated

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        self.verb(*args, **kwargs)

    def later(self, *args: P.args, **kwargs: P.kwargs) -> None:
        self.after(timedelta(0))(*args, **kwargs)

    def after(self, wait: timedelta, *, once: str | None = None) -> Callable[P, None]:
        """Asks for the job after a wait. With `once`, a second asking while one is waiting adds none."""

        def ask(*args: P.args, **kwargs: P.kwargs) -> None:
            asked = {"args": args, "kwargs": kwargs, "language": translation.get_language()}
            connection.ensure_connection()
            with RawCursor(connection.connection) as cursor:
                key = f"{self.name}:{once}" if once else None
                cursor.execute(
                    _ENQUEUE,
                    ([0], [self.name], [json.dumps(asked, default=str).encode()], [wait], [key], ["{}"]),
                )

        return ask


@overload
def job(verb: Callable[P, None]) -> Job[P]: ...
@overload
def job(*, tries: int = 5, title: object = "") -> Callable[[Callable[P, None]], Job[P]]: ...
def job(verb: Callable[P, None] | None = None, *, tries: int = 5, title: object = "") -> Any:
    """Registers a verb as a job under its module's room and name, "people.mail_invitation"."""

    def make(function: Callable[P, None]) -> Job[P]:
        room = function.__module__.split(".")[1]
        made = Job(function, f"{room}.{function.__name__}", tries, title)
        if made.name in JOBS:
            raise RuntimeError(f"There are two jobs called {made.name}.")
        JOBS[made.name] = made
        return made

    return make if verb is None else make(verb)


def perform(name: str, payload: bytes) -> None:
    """Runs one asked-for job, in the language it was asked for in."""
    asked = json.loads(payload)
    with translation.override(asked["language"]):
        JOBS[name](*asked["args"], **asked["kwargs"])
