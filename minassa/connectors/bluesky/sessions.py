"""Signing in at a Bluesky server, and who signed in."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from minassa.connectors.base import Code, ConnectorError, Disconnected, Json, Profile, Unreachable
from minassa.connectors.bluesky import xrpc
from minassa.connectors.hosts import origin

_TOKENS = ("accessJwt", "refreshJwt")


async def sign_in(http: httpx.AsyncClient, host: str, identifier: str, password: str) -> Json:
    """Counted by the server, 30 in five minutes and 300 a day: never once a post."""
    body = {"identifier": identifier, "password": password}
    try:
        return _whole(await xrpc.procedure(http, host, "com.atproto.server.createSession", body), *_TOKENS)
    except Disconnected as refusal:
        if refusal.code == Code.GRANT_EXPIRED:
            raise Disconnected(Code.WRONG_CREDENTIALS, refusal.said) from None
        raise


async def renew(http: httpx.AsyncClient, host: str, token: str) -> Json:
    return _whole(await xrpc.procedure(http, host, "com.atproto.server.refreshSession", token=token), *_TOKENS)


async def current(http: httpx.AsyncClient, host: str, token: str) -> Json:
    return _whole(await xrpc.query(http, host, "com.atproto.server.getSession", token=token))


def secrets_of(session: Json, password: str) -> Mapping[str, str]:
    return {
        "access": session["accessJwt"],
        "refresh": session["refreshJwt"],
        "app_password": password,
        "handle": session["handle"],
    }


async def profile_of(http: httpx.AsyncClient, host: str, session: Json) -> Profile:
    account, handle, host = session["did"], session["handle"], _own_server(host, session)
    active = bool(session.get("active", True))
    return Profile(
        account=account,
        name=await _display_name(http, host, account) or handle,
        handle=handle,
        url=f"https://bsky.app/profile/{handle}",
        host=host,
        rights={"publish": active, "upload": active},
    )


async def _display_name(http: httpx.AsyncClient, host: str, account: str) -> str:
    try:
        found = await xrpc.record(http, host, account, "app.bsky.actor.profile", "self")
    except ConnectorError:
        return ""  # a new account has none, and a missing name must not keep anybody from connecting
    value = found.get("value")
    return str(value.get("displayName", "")) if isinstance(value, Mapping) else ""


def _own_server(host: str, session: Json) -> str:
    """Where the account really lives: bsky.social only signs in for the servers behind it."""
    document = session.get("didDoc")
    services = document.get("service") if isinstance(document, Mapping) else None
    for service in services if isinstance(services, list) else []:
        if isinstance(service, Mapping) and str(service.get("id")).endswith("#atproto_pds"):
            try:
                found = origin(str(service.get("serviceEndpoint")))
            except Unreachable:
                continue
            if found.startswith("https:") or host.startswith("http:"):
                return found
    return host


def _whole(session: Json, *names: str) -> Json:
    if not all(isinstance(session.get(name), str) for name in ("did", "handle", *names)):
        raise Unreachable(Code.UNREADABLE_ANSWER)
    return session
