"""Asking an instance: with the grant, and with its refusals read as what they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from minassa.connectors.base import Code, ConnectorError, Disconnected, Expired, Grant, Refused, Unreachable
from minassa.connectors.calls import Judge, call, words

_CLOSED = ("disabled", "suspended", "confirmed e-mail", "pending", "moved")
_REFUSALS = (
    ("character limit", Code.TEXT_TOO_LONG),
    ("too long", Code.TEXT_TOO_LONG),
    ("can't be blank", Code.TEXT_EMPTY),
    ("file size", Code.MEDIA_TOO_LARGE),
    ("media", Code.MEDIA_REJECTED),
    ("attach", Code.MEDIA_REJECTED),
    ("file", Code.MEDIA_REJECTED),
)


async def ask(
    http: httpx.AsyncClient, grant: Grant, method: str, path: str, *, writes: bool = False, **request: Any
) -> httpx.Response:
    headers = {"Authorization": f"Bearer {grant.secrets['access_token']}", **request.pop("headers", {})}
    url = f"{grant.host}{path}"
    return await call(http, method, url, writes=writes, headers=headers, judge=_judge(grant), **request)


def _judge(grant: Grant) -> Judge:
    def judge(answer: httpx.Response) -> ConnectorError | None:
        said = words(answer)
        match answer.status_code:
            case 401 if grant.secrets.get("refresh_token"):
                return Expired(Code.GRANT_EXPIRED, said)
            case 401:
                return Disconnected(Code.GRANT_REVOKED, said)
            case 403:
                return _forbidden(said)
            case 422:
                return _unprocessable(said)
        return None

    return judge


def _forbidden(said: str) -> ConnectorError:
    lower = said.lower()
    if "scope" in lower:
        return Disconnected(Code.RIGHT_MISSING, said)
    if any(word in lower for word in _CLOSED):
        return Disconnected(Code.ACCOUNT_SUSPENDED, said)
    return Refused(Code.REJECTED, said)


def _unprocessable(said: str) -> ConnectorError:
    lower = said.lower()
    if "not finished processing" in lower:
        return Unreachable(Code.MEDIA_NOT_READY, said)
    return Refused(next((code for word, code in _REFUSALS if word in lower), Code.REJECTED), said)


def refusing(code: Code, *statuses: int, kind: Callable[[Code, str], ConnectorError] = Refused) -> Judge:
    """A judge that names answers of these statuses, and leaves others to the general rules."""

    def judge(answer: httpx.Response) -> ConnectorError | None:
        return kind(code, words(answer)) if answer.status_code in statuses else None

    return judge
