"""The only place where HTTP becomes our errors.

A write that left and brought no usable answer is OutcomeUnknown; everything that is sure to have sent nothing is not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from minassa.connectors.base import (
    Code,
    ConnectorError,
    Disconnected,
    Json,
    OutcomeUnknown,
    Refused,
    Throttled,
    Unreachable,
)
from minassa.core.clock import now
from minassa.core.safe_http import AddressBlocked

DEFAULT_WAIT = timedelta(seconds=60)
LONGEST_WAIT = timedelta(days=1)

Judge = Callable[[httpx.Response], ConnectorError | None]


async def call(
    http: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    writes: bool,
    judge: Judge | None = None,
    within: float = 60,
    **request: Any,
) -> httpx.Response:
    """One request and its answer, read to the end, when the answer is a success; a ConnectorError otherwise.

    `judge` sees an answer of 400 and above first and may name the error where the platform uses its own way;
    None leaves it to the general rules. `within` is the most seconds the whole of it may take.
    """
    try:
        async with asyncio.timeout(within):
            answer = await http.send(http.build_request(method, url, **request), follow_redirects=not writes)
    except UnicodeEncodeError:  # a header takes ASCII only, and what is put there is the grant
        raise Disconnected(Code.WRONG_CREDENTIALS) from None
    except AddressBlocked:
        raise Unreachable(Code.ADDRESS_BLOCKED) from None
    except (httpx.ConnectTimeout, httpx.PoolTimeout):
        raise Unreachable(Code.TIMED_OUT) from None
    except (httpx.ConnectError, httpx.UnsupportedProtocol, httpx.InvalidURL):
        raise Unreachable(Code.NO_CONNECTION) from None
    except (httpx.TimeoutException, TimeoutError):
        raise lost(Code.TIMED_OUT, writes=writes) from None
    except (httpx.HTTPError, httpx.StreamError):
        raise lost(Code.ANSWER_DROPPED, writes=writes) from None
    if answer.is_success:
        return answer
    raise (judge(answer) if judge and answer.status_code >= 400 else None) or _general(answer, writes=writes)


async def call_json(
    http: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    writes: bool,
    judge: Judge | None = None,
    within: float = 60,
    **request: Any,
) -> Json:
    """The same, for an answer that is a JSON object."""
    answer = await call(http, method, url, writes=writes, judge=judge, within=within, **request)
    found = json_object(answer)
    if found is None:
        raise lost(Code.UNREADABLE_ANSWER, writes=writes)
    return found


def lost(code: Code, said: str = "", *, writes: bool, **facts: object) -> ConnectorError:
    """The request left, and what became of it is not known; for one that only reads, that is as if it never left."""
    kind = OutcomeUnknown if writes else Unreachable
    return kind(code, said, **facts)


def json_object(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        found = answer.json()
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def words(answer: httpx.Response) -> str:
    """What the platform says about it, when it says so as platforms do; a page of HTML is nothing to quote."""
    found = json_object(answer) or {}
    for name in ("error_description", "message", "description", "error"):
        if isinstance(found.get(name), str) and found[name]:
            return str(found[name])
    return ""


def throttled(answer: httpx.Response) -> Throttled:
    return Throttled(_wait(answer) or DEFAULT_WAIT, words(answer))


def _general(answer: httpx.Response, *, writes: bool) -> ConnectorError:
    said, status = words(answer), answer.status_code
    match status:
        case 401:
            error: ConnectorError = Disconnected(Code.GRANT_REVOKED, said)
        case 408:
            error = lost(Code.TIMED_OUT, said, writes=writes)
        case 429:
            error = throttled(answer)
        case _ if 300 <= status < 500:
            error = Refused(_REFUSALS.get(status, Code.REJECTED), said, status=status)
        case _:
            error = lost(Code.SERVER_ERROR, said, writes=writes, status=status)
    return error


_REFUSALS = {404: Code.TARGET_GONE, 410: Code.TARGET_GONE, 413: Code.MEDIA_TOO_LARGE}


def _wait(answer: httpx.Response) -> timedelta | None:
    """Seconds, a date or a moment, by whichever header the platform uses; from the platform's own clock."""
    there = _date(answer.headers.get("Date", "")) or now()
    for name in ("Retry-After", "RateLimit-Reset", "X-RateLimit-Reset"):
        until = _moment(answer.headers.get(name, "").strip(), there)
        if until is not None:
            return min(max(until - there, timedelta(seconds=1)), LONGEST_WAIT)
    return None


def _moment(written: str, there: datetime) -> datetime | None:
    if not written:
        return None
    try:
        number = float(written)
    except ValueError:
        return _date(written)
    try:
        # A number is seconds from now, or of the Unix clock when it is too large for a wait.
        return there + timedelta(seconds=number) if number < 1e8 else datetime.fromtimestamp(number, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _date(written: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(written)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None
