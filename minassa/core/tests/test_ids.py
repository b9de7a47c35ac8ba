from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from minassa.core import ids
from minassa.core.clock import now
from minassa.core.ids import new_id


def test_an_id_is_a_version_7_uuid_of_this_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_last", 0)  # other tests travel in time, and ids never go back
    made = new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    moment = datetime.fromtimestamp((made.int >> 80) / 1000, UTC)
    assert abs(now() - moment) < timedelta(seconds=5)


def test_later_ids_are_greater_even_from_many_threads() -> None:
    one_after_another = [new_id() for _ in range(10_000)]
    assert one_after_another == sorted(one_after_another)
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda _: new_id(), range(10_000)))
    assert len(set(together)) == 10_000


def test_now_knows_its_zone() -> None:
    assert now().tzinfo is UTC
