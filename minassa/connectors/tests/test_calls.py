from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from minassa.connectors.base import (
    Code,
    ConnectorError,
    Disconnected,
    OutcomeUnknown,
    Refused,
    Throttled,
    Unreachable,
)
from minassa.connectors.calls import call, call_json
from minassa.core.safe_http import AddressBlocked

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def platform(answer: httpx.Response | Exception) -> httpx.AsyncClient:
    def handle(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return httpx.AsyncClient(transport=httpx.MockTransport(handle))


async def outcome(answer: httpx.Response | Exception, *, writes: bool) -> ConnectorError:
    with pytest.raises(ConnectorError) as error:
        await call_json(platform(answer), "POST", "https://platform.example/", writes=writes)
    return error.value


@pytest.mark.parametrize("writes", [True, False])
@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (httpx.ConnectError(""), Code.NO_CONNECTION),
        (httpx.ConnectTimeout(""), Code.TIMED_OUT),
        (httpx.PoolTimeout(""), Code.TIMED_OUT),
        (httpx.UnsupportedProtocol(""), Code.NO_CONNECTION),
        (httpx.InvalidURL(""), Code.NO_CONNECTION),
        (AddressBlocked(""), Code.ADDRESS_BLOCKED),
    ],
)
async def test_what_never_left_is_unreachable(failure: Exception, code: Code, writes: bool) -> None:
    error = await outcome(failure, writes=writes)
    assert (type(error), error.code) == (Unreachable, code)


@pytest.mark.parametrize(("writes", "kind"), [(True, OutcomeUnknown), (False, Unreachable)])
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (httpx.ReadTimeout(""), Code.TIMED_OUT),
        (httpx.WriteTimeout(""), Code.TIMED_OUT),
        (httpx.ReadError(""), Code.ANSWER_DROPPED),
        (httpx.WriteError(""), Code.ANSWER_DROPPED),
        (httpx.RemoteProtocolError(""), Code.ANSWER_DROPPED),
        (httpx.DecodingError(""), Code.ANSWER_DROPPED),
        (httpx.Response(500), Code.SERVER_ERROR),
        (httpx.Response(503, html="<p>Sorry"), Code.SERVER_ERROR),
        (httpx.Response(408), Code.TIMED_OUT),
        (httpx.Response(200, text="<html>"), Code.UNREADABLE_ANSWER),
        (httpx.Response(200, json=["a", "list"]), Code.UNREADABLE_ANSWER),
        (httpx.Response(200, text="[" * 100_000), Code.UNREADABLE_ANSWER),
    ],
)
async def test_no_usable_answer_to_a_write_is_doubt(
    answer: httpx.Response | Exception, code: Code, writes: bool, kind: type[ConnectorError]
) -> None:
    error = await outcome(answer, writes=writes)
    assert (type(error), error.code) == (kind, code)


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (400, Refused, Code.REJECTED),
        (401, Disconnected, Code.GRANT_REVOKED),
        (403, Refused, Code.REJECTED),
        (404, Refused, Code.TARGET_GONE),
        (413, Refused, Code.MEDIA_TOO_LARGE),
        (422, Refused, Code.REJECTED),
    ],
)
async def test_a_no_is_passed_on_in_the_platforms_own_words(
    status: int, kind: type[ConnectorError], code: Code
) -> None:
    error = await outcome(httpx.Response(status, json={"error": "Bad", "message": "النص طويل"}), writes=True)
    assert (type(error), error.code, error.said) == (kind, code, "النص طويل")


async def test_a_page_of_html_is_not_quoted() -> None:
    assert (await outcome(httpx.Response(400, html="<h1>Bad</h1>"), writes=True)).said == ""


async def test_a_write_is_not_led_elsewhere_and_a_read_is() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/old":
            return httpx.Response(307, headers={"Location": "https://other.example/new"})
        return httpx.Response(200, json={"token": request.headers.get("Authorization")})

    http = httpx.AsyncClient(transport=httpx.MockTransport(handle))
    with pytest.raises(Refused):
        await call(http, "POST", "https://a.example/old", writes=True)
    read = await call_json(
        http, "GET", "https://a.example/old", writes=False, headers={"Authorization": "Bearer secret"}
    )
    assert read == {"token": None}, "a grant does not follow to another server"


NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 60),
        ({"Retry-After": "77"}, 77),
        ({"Retry-After": "Sun, 01 Mar 2026 12:02:00 GMT"}, 120),
        ({"RateLimit-Reset": str(int(NOON.timestamp()) + 90)}, 90),
        ({"RateLimit-Reset": "45"}, 45),
        ({"X-RateLimit-Reset": "2026-03-01T12:05:00.000000Z"}, 300),
        ({"Retry-After": "5", "X-RateLimit-Reset": "2026-03-01T12:05:00Z"}, 5),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "-3"}, 1),
        ({"Retry-After": "99999999"}, 86_400),
        ({"Retry-After": "1e300"}, 60),
        ({"Retry-After": "nan"}, 60),
        ({"Retry-After": "soon"}, 60),
    ],
)
async def test_the_wait_is_what_the_platform_asked_by_its_own_clock(headers: Mapping[str, str], seconds: int) -> None:
    date = {"Date": "Sun, 01 Mar 2026 12:00:00 GMT"}
    error = await outcome(httpx.Response(429, headers={**date, **headers}), writes=True)
    assert isinstance(error, Throttled)
    assert error.wait == timedelta(seconds=seconds)


async def test_an_answer_that_drips_for_ever_is_left() -> None:
    async def drip(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(30)
        return httpx.Response(200)

    http = httpx.AsyncClient(transport=httpx.MockTransport(drip))
    with pytest.raises(OutcomeUnknown):
        await call(http, "POST", "https://platform.example/", writes=True, within=0.01)


async def test_a_connector_may_judge_where_its_platform_has_its_own_way() -> None:
    def judge(answer: httpx.Response) -> ConnectorError | None:
        return Disconnected(Code.ACCOUNT_SUSPENDED) if answer.status_code == 400 else None

    for status, kind in ((400, Disconnected), (422, Refused)):
        with pytest.raises(kind):
            await call(platform(httpx.Response(status)), "GET", "https://a.example/", writes=False, judge=judge)


async def test_a_grant_that_no_header_can_carry_is_wrong() -> None:
    with pytest.raises(Disconnected) as error:
        await call(
            platform(httpx.Response(200)),
            "GET",
            "https://a.example/",
            writes=False,
            headers={"Authorization": "Bearer كلمة"},
        )
    assert error.value.code == Code.WRONG_CREDENTIALS
