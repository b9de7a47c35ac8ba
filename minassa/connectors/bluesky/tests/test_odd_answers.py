"""What the real server seldom says, and servers that are no Bluesky at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from minassa.connectors.base import Code, ConnectorError, Disconnected, OutcomeUnknown, Refused, Unreachable
from minassa.connectors.bluesky.connector import Platform
from minassa.connectors.bluesky.tests import test_contract
from minassa.connectors.bluesky.tests.test_contract import DID, RECORD, SESSION

pytestmark = pytest.mark.anyio

GRANT, POST = test_contract.TestContract.grant, test_contract.TestContract.post
TYPED = {"host": "bsky.social", "handle": "layla", "app_password": "abcd"}
NEW = {**SESSION, "accessJwt": "a", "refreshJwt": "r"}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def platform(answer: Callable[[httpx.Request], httpx.Response]) -> Platform:
    return Platform(httpx.AsyncClient(transport=httpx.MockTransport(answer)))


def saying(status: int, **body: Any) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: httpx.Response(status, json=body)


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (401, {"error": "AuthFactorTokenRequired"}, Disconnected, Code.WRONG_CREDENTIALS),
        (401, {"error": "AccountTakedown"}, Disconnected, Code.ACCOUNT_SUSPENDED),
        (403, {"error": "ScopeMissingError"}, Disconnected, Code.RIGHT_MISSING),
        (401, {"error": "InvalidToken", "message": "Bad token scope"}, Disconnected, Code.RIGHT_MISSING),
        (400, {"error": "BlobTooLarge"}, Refused, Code.MEDIA_TOO_LARGE),
        (400, {"error": "InvalidMimeType"}, Refused, Code.MEDIA_REJECTED),
        (400, {"error": {"not": "a name"}}, Refused, Code.REJECTED),
        (502, {"error": "UpstreamFailure"}, OutcomeUnknown, Code.SERVER_ERROR),
        (200, {"no": "uri"}, OutcomeUnknown, Code.UNREADABLE_ANSWER),
    ],
)
async def test_every_no_has_its_name(status: int, body: Any, kind: type[ConnectorError], code: Code) -> None:
    with pytest.raises(kind) as error:
        await platform(saying(status, **body)).publish(GRANT, POST)
    assert error.value.code == code


@pytest.mark.parametrize("body", [{}, {**NEW, "did": 5}, {**SESSION}, {**NEW, "handle": None}])
async def test_a_server_that_is_no_bluesky_is_not_connected(body: Any) -> None:
    with pytest.raises(Unreachable):
        await platform(saying(200, **body)).connect(TYPED)


@pytest.mark.parametrize(
    ("document", "host"),
    [
        ({"service": [{"id": "#atproto_pds", "serviceEndpoint": "https://own.example/"}]}, "https://own.example"),
        ({"service": [{"id": "#atproto_pds", "serviceEndpoint": "http://own.example"}]}, "https://bsky.social"),
        ({"service": [{"id": "#atproto_pds", "serviceEndpoint": "nonsense://"}]}, "https://bsky.social"),
        ({"service": {"id": 1}}, "https://bsky.social"),
        ({"service": ["a", None]}, "https://bsky.social"),
        ([], "https://bsky.social"),
        (None, "https://bsky.social"),
    ],
)
async def test_the_accounts_own_server_is_found(document: Any, host: str) -> None:
    made = await platform(saying(200, **NEW, didDoc=document)).connect(TYPED)
    assert made.profile.host == host


async def test_a_bare_name_is_one_of_bluesky_itself() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("createSession"):
            asked.append(json.loads(request.content)["identifier"])
        return httpx.Response(200, json=NEW)

    await platform(answer).connect(TYPED)
    assert asked == ["layla.bsky.social"]


async def test_another_accounts_session_is_not_taken() -> None:
    with pytest.raises(Disconnected):
        await platform(saying(200, **{**NEW, "did": "did:plc:other"})).refresh(GRANT)


async def test_a_card_goes_on_without_a_picture_that_the_server_dropped() -> None:
    thumb = {"$type": "blob", "ref": {"$link": "bafy"}, "mimeType": "image/png", "size": 1}
    card = {"uri": "https://a.example", "title": "t", "description": "", "thumb": thumb}
    record = {**RECORD, "embed": {"$type": "app.bsky.embed.external", "external": card}}
    put: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        put.append(json.loads(request.content)["record"]["embed"]["external"])
        if "thumb" in put[-1]:
            return httpx.Response(400, json={"error": "BlobNotFound", "message": "Could not find blob: bafy"})
        return httpx.Response(200, json={"uri": f"at://{DID}/app.bsky.feed.post/x"})

    assert POST.prepared is not None
    await platform(answer).publish(GRANT, POST.with_prepared({**POST.prepared, "record": record}))
    assert [sorted(external) for external in put] == [
        ["description", "thumb", "title", "uri"],
        ["description", "title", "uri"],
    ]


async def test_a_look_that_cannot_be_taken_is_no_no() -> None:
    for answer, kind in ((saying(500), Unreachable), (saying(400, error="InvalidRequest"), Refused)):
        with pytest.raises(kind):
            await platform(answer).find(GRANT, POST, POST.send_at)
