"""Asking the Bot API. The token is in the address, so nothing that knows an address leaves this file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx

from minassa.connectors.base import Code, ConnectorError, Disconnected, Grant, Refused, Throttled
from minassa.connectors.calls import call, json_object, lost, throttled

# Telegram has no codes, only sentences: these are pieces of them.
_GRANT = (
    ("kicked", Code.GRANT_REVOKED),
    ("blocked", Code.GRANT_REVOKED),
    ("not a member", Code.GRANT_REVOKED),
    ("not enough rights", Code.RIGHT_MISSING),
    ("administrator rights", Code.RIGHT_MISSING),
    ("chat_write_forbidden", Code.RIGHT_MISSING),
    ("have no rights", Code.RIGHT_MISSING),
    ("chat_admin_required", Code.RIGHT_MISSING),
    ("inaccessible", Code.RIGHT_MISSING),
    ("deactivated", Code.ACCOUNT_SUSPENDED),
    ("chat not found", Code.TARGET_GONE),
)
_CONTENT = (
    ("text is empty", Code.TEXT_EMPTY),
    ("is too long", Code.TEXT_TOO_LONG),
    ("too big", Code.MEDIA_TOO_LARGE),
    ("entity too large", Code.MEDIA_TOO_LARGE),
    ("photo", Code.MEDIA_REJECTED),
    ("image", Code.MEDIA_REJECTED),
    ("video", Code.MEDIA_REJECTED),
    ("media", Code.MEDIA_REJECTED),
    ("file", Code.MEDIA_REJECTED),
)


async def ask(http: httpx.AsyncClient, grant: Grant, method: str, *, writes: bool = False, **request: Any) -> Any:
    """The `result` of a method."""
    try:
        return await _result(http, grant, method, writes=writes, **request)
    except ConnectorError as error:
        failure = error
    # Raised anew outside the handler: the frames and exceptions that held the address are left behind.
    failure.__cause__ = failure.__context__ = None
    raise failure.with_traceback(None)


async def _result(http: httpx.AsyncClient, grant: Grant, method: str, *, writes: bool, **request: Any) -> Any:
    """Waits for an answer longer than a minute: giving up early is what makes doubt."""
    url = f"{grant.host}/bot{grant.secrets['bot_token']}/{method}"
    patience: dict[str, Any] = {"within": 90, "timeout": httpx.Timeout(75, connect=10)}
    answer = await call(http, "POST", url, writes=writes, judge=_judge, **{**patience, **request})
    said = json_object(answer) or {}
    if said.get("ok") is True and "result" in said:
        return said["result"]
    raise lost(Code.UNREADABLE_ANSWER, writes=writes)


def _judge(answer: httpx.Response) -> ConnectorError | None:
    body = json_object(answer) or {}
    said, status = str(body.get("description", "")), answer.status_code
    about = body.get("parameters")
    about = about if isinstance(about, dict) else {}
    if status == 429:
        # The wait is in the body; no header says it.
        wait = about.get("retry_after")
        return Throttled(timedelta(seconds=wait), said) if isinstance(wait, int) and wait > 0 else throttled(answer)
    if status == 401 or (status == 404 and said.lower() in ("not found", "")):
        return Disconnected(Code.WRONG_CREDENTIALS, said)
    if isinstance(about.get("migrate_to_chat_id"), int):
        return Refused(Code.TARGET_GONE, said, moved_to=about["migrate_to_chat_id"])
    return _refusal(said, status) if 400 <= status < 500 else None


def _refusal(said: str, status: int) -> ConnectorError | None:
    lower = said.lower()
    grant = next((code for piece, code in _GRANT if piece in lower), None)
    if grant is None and status == 403:
        grant = Code.RIGHT_MISSING
    if grant is not None:
        return Disconnected(grant, said)
    content = next((code for piece, code in _CONTENT if piece in lower), None)
    return Refused(content, said) if content else None
