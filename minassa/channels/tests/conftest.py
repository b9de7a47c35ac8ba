from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings

from minassa.channels import sealing
from minassa.channels.connecting import connect
from minassa.channels.models import Channel
from minassa.testing.cast import Cast
from minassa.testing.telegram import TOKEN, FakeTelegram

Connect = Callable[..., Channel]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The sentences are looked for in the language they are written in."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def own_servers(settings: Settings) -> None:
    settings.ALLOWED_INSIDE_HOSTS = ["127.0.0.1"]


@pytest.fixture
def keys_file(settings: Settings, tmp_path: Path) -> Path:
    """Keys of the test's own, in a file that is not there yet."""
    settings.SEALING_KEYS = []
    settings.SEALING_KEYS_FILE = tmp_path / "keys" / "sealing_keys"
    return tmp_path / "keys" / "sealing_keys"


@pytest.fixture
def own_keys(keys_file: Path, request: pytest.FixtureRequest) -> Path:
    from minassa.core import crypto

    before = crypto._keys, crypto._again
    sealing.load()
    request.addfinalizer(lambda: _put_back(before))
    return keys_file


def _put_back(before: object) -> None:
    from minassa.core import crypto

    crypto._keys, crypto._again = before  # type: ignore[misc]


@pytest.fixture
def on_telegram(cast: Cast, telegram: FakeTelegram) -> Channel:
    answers = {"bot_token": TOKEN, "chat": "@minassa_news", "host": telegram.url}
    return connect(cast.omar, "telegram", answers, party=cast.agency)
