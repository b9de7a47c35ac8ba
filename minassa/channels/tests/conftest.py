from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.utils import translation
from pytest_django import Settings

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
def on_telegram(cast: Cast, telegram: FakeTelegram) -> Channel:
    answers = {"bot_token": TOKEN, "chat": "@minassa_news", "host": telegram.url}
    return connect(cast.omar, "telegram", answers, party=cast.agency)
