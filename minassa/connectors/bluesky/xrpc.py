"""Calls to a Bluesky server, and what its error names mean to us."""

from __future__ import annotations

import httpx

from minassa.connectors.base import Code, ConnectorError, Disconnected, Expired, Grant, Json, Refused, Unreachable
from minassa.connectors.calls import call_json, json_object, words

_DISCONNECTED = {
    "AccountDeactivated": Code.ACCOUNT_SUSPENDED,
    "AccountTakedown": Code.ACCOUNT_SUSPENDED,
    "AccountSuspended": Code.ACCOUNT_SUSPENDED,
    "AuthFactorTokenRequired": Code.WRONG_CREDENTIALS,  # an account with a second factor needs an app password
    "ScopeMissingError": Code.RIGHT_MISSING,
    "RepoNotFound": Code.TARGET_GONE,
}
_REFUSED = {
    "BlobNotFound": Code.MEDIA_NOT_READY,
    "BlobTooLarge": Code.MEDIA_TOO_LARGE,
    "PayloadTooLarge": Code.MEDIA_TOO_LARGE,
    "InvalidMimeType": Code.MEDIA_REJECTED,
    "RecordNotFound": Code.TARGET_GONE,
}


async def query(http: httpx.AsyncClient, host: str, name: str, *, token: str = "", **params: str) -> Json:
    return await call_json(
        http, "GET", f"{host}/xrpc/{name}", writes=False, judge=judge, params=params, headers=_grant(token)
    )


async def record(http: httpx.AsyncClient, host: str, account: str, collection: str, rkey: str) -> Json:
    """One record as the account's own server has it; Refused with the name RecordNotFound when it has none."""
    return await query(http, host, "com.atproto.repo.getRecord", repo=account, collection=collection, rkey=rkey)


async def procedure(
    http: httpx.AsyncClient, host: str, name: str, body: Json | None = None, *, token: str = "", writes: bool = False
) -> Json:
    """`writes` only for what makes a post live; all else may be repeated freely."""
    return await call_json(
        http, "POST", f"{host}/xrpc/{name}", writes=writes, judge=judge, headers=_grant(token), json=body
    )


async def upload(http: httpx.AsyncClient, grant: Grant, content: bytes, mime: str) -> Json:
    """The reference of the uploaded bytes; the same bytes give the same one."""
    answer = await call_json(
        http,
        "POST",
        f"{grant.host}/xrpc/com.atproto.repo.uploadBlob",
        writes=False,
        judge=judge,
        within=180,
        content=content,
        headers={**_grant(grant.secrets["access"]), "Content-Type": mime},
    )
    blob = answer.get("blob")
    if not isinstance(blob, dict):
        raise Unreachable(Code.UNREADABLE_ANSWER)
    return blob


def judge(answer: httpx.Response) -> ConnectorError | None:
    """By the error's name, which says more than the status."""
    name, said, status = str((json_object(answer) or {}).get("error", "")), words(answer), answer.status_code
    if name in _DISCONNECTED:
        return Disconnected(_DISCONNECTED[name], said)
    if status in {401, 403} and "scope" in said.lower():
        return Disconnected(Code.RIGHT_MISSING, said)
    if status == 401 or name == "ExpiredToken":
        # Whatever is wrong with a token, the app password gets a new one, or is itself refused.
        return Expired(Code.GRANT_EXPIRED, said)
    if status in {400, 403, 404, 413}:
        return Refused(_refusal(name, said), said, name=name, status=status)
    return None


def _refusal(name: str, said: str) -> Code:
    if name in _REFUSED:
        return _REFUSED[name]
    if "text" in said and ("grapheme" in said or "maximum" in said):
        return Code.TEXT_TOO_LONG
    return Code.MEDIA_NOT_READY if "Could not find blob" in said else Code.REJECTED


def _grant(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}
