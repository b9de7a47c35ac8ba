from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime

import httpx
import pytest

from minassa.connectors.base import Finds, Grant, OutcomeUnknown, Outgoing, Repeats
from minassa.connectors.registry import EXTRA_KINDS, KINDS, connector_class
from minassa.core import safe_http
from minassa.testing.instant import Finding, InstantPlatform, Platform, Repeating

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def post(key: str = "018f") -> Outgoing:
    return Outgoing(key, "نص", datetime(2026, 3, 1, 12, tzinfo=UTC))


async def test_doubt_is_settled_in_each_connectors_own_way() -> None:
    with InstantPlatform() as platform:
        async with safe_http.client(allow=["127.0.0.1"]) as http:
            grant = Grant("layla", platform.url, {})
            for connector in (Platform(http), Finding(http), Repeating(http)):
                platform.drop_answers()
                with pytest.raises(OutcomeUnknown):
                    await connector.publish(grant, post(connector.kind))
            assert platform.keys() == ["instant", "instant_find", "instant_repeat"]
            found = await Finding(http).find(grant, post("instant_find"), datetime.now(UTC))
            assert found is not None
            assert found.remote_id == "2"
            assert await Finding(http).find(grant, post("another"), datetime.now(UTC)) is None
            assert (await Repeating(http).publish(grant, post("instant_repeat"))).remote_id == "3"
            assert (await Platform(http).publish(grant, post("instant"))).remote_id == "4", "blindly is twice"
    assert not isinstance(Platform(http), Finds | Repeats)
    assert isinstance(Finding(http), Finds)
    assert isinstance(Repeating(http), Repeats)


def test_a_process_apart_knows_an_extra_kind_by_its_environment() -> None:
    ask = "from minassa.connectors.registry import connector_class as c; print(c('instant').title, c('find').kind)"
    extra = "instant=minassa.testing.instant,find=minassa.testing.instant:Finding"
    told = subprocess.run(
        [sys.executable, "-c", ask], env={**os.environ, EXTRA_KINDS: extra}, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["Instant", "instant_find"]


def test_an_extra_kind_is_not_on_offer() -> None:
    assert "instant" not in KINDS
    with pytest.raises(KeyError):
        connector_class("instant-that-nobody-named")


def test_the_server_runs_as_a_process_of_its_own() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "minassa.testing.instant"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        sent = httpx.post(f"{url}/posts", json={"account": "a", "key": "k", "text": "t"}).json()
        shown = httpx.get(f"{url}/posts").json()
        process.terminate()
    assert [(one["id"], one["key"]) for one in shown] == [(sent["id"], "k")]
