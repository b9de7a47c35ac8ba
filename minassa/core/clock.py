"""The one place that asks what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    return _told.get() or datetime.now(UTC)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Inside, it is that moment (aware). Only for a story that nobody lived: the demo company's weeks before today."""
    was = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(was)
