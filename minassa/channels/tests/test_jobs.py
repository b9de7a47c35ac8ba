from __future__ import annotations

import pytest
from django.db import connection

from minassa.channels.connecting import connect
from minassa.channels.jobs import check_all, check_one
from minassa.channels.models import Channel
from minassa.channels.removing import remove
from minassa.testing.cast import Cast


def waiting() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT entrypoint, dedupe_key FROM pgqueuer ORDER BY id")
        return list(cursor.fetchall())


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return connect(cast.omar, "rehearsal", {"name": "stage", "platform": "x"})


def test_every_channel_is_checked_by_a_job_of_its_own(channel: Channel, cast: Cast) -> None:
    gone = connect(cast.omar, "rehearsal", {"name": "gone", "platform": "x"})
    remove(gone, by=cast.omar.user)
    check_all()
    check_all()  # one that is still waiting is not asked for twice
    assert waiting() == [("channels.check_one", f"channels.check_one:{channel.pk}")]


def test_a_check_may_run_twice_and_may_find_nothing(channel: Channel, cast: Cast) -> None:
    before = channel.checked_at
    check_one(str(channel.pk))
    check_one(str(channel.pk))
    channel.refresh_from_db()
    assert before is not None
    assert channel.checked_at is not None
    assert channel.checked_at > before
    remove(channel, by=cast.omar.user)
    check_one(str(channel.pk))
    check_one("00000000-0000-0000-0000-000000000000")
