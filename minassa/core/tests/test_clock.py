from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from minassa.core.clock import as_of, now


def test_a_story_is_told_as_of_its_day_and_the_clock_goes_on_after_it() -> None:
    then = datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=3)))
    with pytest.raises(ZeroDivisionError), as_of(then):
        assert now() == then and now().tzinfo == UTC
        1 / 0  # noqa: B018  also when the story breaks off
    assert abs(now() - datetime.now(UTC)) < timedelta(seconds=5)
