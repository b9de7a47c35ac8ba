"""The one way a change is put on record, inside the change's own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.dispatch import Signal

from minassa.events.models import Event
from minassa.people.models import Company, User

recorded = Signal()  # sent on commit, with `event`


def record(verb: str, *, company: Company | UUID, subject: UUID, by: User | None = None, **facts: Any) -> Event:
    """Put a change on record. `facts` hold what the trail says of it, JSON only, never a secret."""
    return record_all([event(verb, company=company, subject=subject, by=by, **facts)])[0]


def event(verb: str, *, company: Company | UUID, subject: UUID, by: User | None = None, **facts: Any) -> Event:
    company_id = company.pk if isinstance(company, Company) else company
    return Event(verb=verb, company_id=company_id, subject_id=subject, by=by, facts=facts)


def record_all(events: Iterable[Event]) -> list[Event]:
    """Many changes of one transaction, in one statement."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is recorded in the transaction of its change: open one with transaction.atomic().")
    made = Event.objects.bulk_create(events)
    transaction.on_commit(lambda: [recorded.send(Event, event=one) for one in made] and None)
    return made
