from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from minassa.events.models import Event
from minassa.events.recording import record, recorded
from minassa.people import memberships
from minassa.people.abilities import Role
from minassa.testing.cast import Cast, make_cast


def record_one(cast: Cast, verb: str = "thing.done") -> Event:
    return record(verb, company=cast.company, subject=cast.huda.pk, by=cast.huda.user, note="ملاحظة")


@pytest.mark.parametrize(
    "change",
    ["UPDATE events_event SET verb = 'other'", "DELETE FROM events_event", "UPDATE events_event SET by_id = NULL"],
)
def test_the_table_itself_refuses_change(cast: Cast, change: str) -> None:
    record_one(cast)
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Event.objects.get().verb == "thing.done"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    cast = make_cast()
    with pytest.raises(RuntimeError, match="transaction"):
        record_one(cast)


def test_a_change_that_fails_leaves_no_trace(cast: Cast) -> None:
    with pytest.raises(memberships.LastSteward), transaction.atomic():
        memberships.end(cast.omar, cast.layla)
        memberships.change(cast.layla, cast.layla, role=Role.MANAGER, ends_on=cast.company.local_now().date())
    assert not Event.objects.exists()


def test_it_is_told_once_committed(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    heard: list[Event] = []

    def hear(sender: object, event: Event, **_kept: object) -> None:
        heard.append(event)

    recorded.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=False) as waiting:
            made = record_one(cast)
        assert heard == []
        for tell in waiting:
            tell()
        assert heard == [made]
    finally:
        recorded.disconnect(hear)
