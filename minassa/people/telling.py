"""Changes to people are put on record by the room of events, which lies above this one and says how when it starts."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from minassa.people.models import Company, User


class Record(Protocol):
    def __call__(self, verb: str, *, company: Company, subject: UUID, by: User | None, **facts: Any) -> object: ...


_records: list[Record] = []


def on_record(record: Record) -> None:
    _records[:] = [record]


def tell(verb: str, *, company: Company, subject: UUID, by: User | None, **facts: Any) -> None:
    """Inside the change's transaction: a change that cannot be recorded does not happen."""
    _records[0](verb, company=company, subject=subject, by=by, **facts)
