from __future__ import annotations

from datetime import UTC, datetime

import httpx

from minassa.connectors.base import Finds, Grant, Outgoing, Repeats
from minassa.connectors.mastodon.connector import Platform
from minassa.connectors.testing import ConnectorContract, nowhere

ACCOUNT = {"id": "109", "username": "layla", "display_name": "ليلى", "url": "https://social.example/@layla"}
STATUS = {"id": "111", "url": "https://social.example/@layla/111", "content": "<p>سلام</p>"}
ANSWERS = {
    "/api/v1/accounts/verify_credentials": ACCOUNT,
    "/api/v2/instance": {"domain": "social.example", "version": "4.5.0", "configuration": {}},
    "/api/v1/accounts/109/statuses": [],
    "/api/v1/statuses": STATUS,
}


class TestContract(ConnectorContract):
    connector = Platform
    grant = Grant(
        "109",
        "https://social.example",
        {"access_token": "an-access-token", "scope": "read:accounts read:statuses write:statuses write:media"},
    )
    post = Outgoing(
        key="018f",
        text="سلام",
        send_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        prepared={"media_ids": [], "after": "110"},
    )

    def answer(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=ANSWERS[request.url.path])

    def publishes(self, request: httpx.Request) -> bool:
        return (request.method, request.url.path) == ("POST", "/api/v1/statuses")


def test_it_looks_and_never_relies_on_the_key() -> None:
    """Most servers that speak Mastodon's API pass over the Idempotency-Key."""
    connector = Platform(nowhere())
    assert isinstance(connector, Finds)
    assert not isinstance(connector, Repeats)
