"""OAuth at any instance: each is its own authority, so the product registers itself there first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from minassa.connectors.base import Code, Disconnected, Grant, Json, Refused, Unreachable
from minassa.connectors.calls import call, call_json, json_object
from minassa.connectors.mastodon.asking import refusing
from minassa.core.clock import now

SCOPES = "read:accounts read:statuses write:statuses write:media"
CLIENT_NAME = "Minassa"
_ACCOUNT = re.compile(r"[\w.-]+@[^/@\s]+$")


def origin_of(typed: str) -> str:
    """ "mastodon.social", "@me@host", "https://host/@me" or "http://localhost:3000" as an origin."""
    address = typed.strip()
    scheme, separator, rest = address.partition("://")
    if not separator:
        scheme, rest = "https", address
    host = rest.partition("/")[0].rpartition("@")[2].lower()
    try:
        parts = urlsplit(f"{scheme.lower()}://{host}")
        usable = bool(parts.hostname) and parts.scheme in ("http", "https") and not set(" ?#\\") & set(host)
        inside = parts.port is not None or parts.hostname == "localhost"  # a name without either is on the internet
    except ValueError:
        usable = False
    if not usable:
        raise Refused(Code.REJECTED, field="host")
    return f"{parts.scheme if inside else 'https'}://{host}"


async def register(http: httpx.AsyncClient, typed: str, redirect_uri: str) -> Json:
    origin, described = await _server(http, origin_of(typed), typed.strip())
    fields = {"client_name": CLIENT_NAME, "redirect_uris": redirect_uri, "scopes": SCOPES}
    app = await call_json(http, "POST", f"{origin}/api/v1/apps", writes=False, data=fields)
    if not (app.get("client_id") and app.get("client_secret")):
        raise Refused(Code.REJECTED, field="host")
    return {
        "host": origin,
        "client_id": str(app["client_id"]),
        "client_secret": str(app["client_secret"]),
        "authorization_endpoint": _endpoint(described, "authorization_endpoint", origin, "/oauth/authorize"),
        "token_endpoint": _endpoint(described, "token_endpoint", origin, "/oauth/token"),
        "pkce": "S256" in (described.get("code_challenge_methods_supported") or ()),
    }


def sign_in_url(app: Json, *, state: str, verifier: str, redirect_uri: str) -> str:
    challenge = create_s256_code_challenge(verifier)
    proof = {"code_challenge": challenge, "code_challenge_method": "S256"} if app["pkce"] else {}
    url: str = prepare_grant_uri(
        app["authorization_endpoint"],
        client_id=app["client_id"],
        response_type="code",
        redirect_uri=redirect_uri,
        scope=SCOPES,
        state=state,
        **proof,
    )
    return url


async def exchange(http: httpx.AsyncClient, app: Json, *, code: str, verifier: str, redirect_uri: str) -> Grant:
    """A grant whose account is not known yet."""
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "client_id": app["client_id"],
        "client_secret": app["client_secret"],
        "scope": SCOPES,
    }
    if app["pkce"]:
        fields["code_verifier"] = verifier
    wrong = refusing(Code.WRONG_CREDENTIALS, 400, 401, 403)
    token = await call_json(http, "POST", app["token_endpoint"], writes=False, data=fields, judge=wrong)
    return Grant("", app["host"], _secrets(token, app))


async def refresh(http: httpx.AsyncClient, grant: Grant) -> Mapping[str, str]:
    """Only for servers whose tokens run out (Pleroma, Akkoma); Mastodon's own do not."""
    kept = grant.secrets
    if not kept.get("refresh_token"):
        raise Disconnected(Code.GRANT_REVOKED)
    fields = {
        "grant_type": "refresh_token",
        "refresh_token": kept["refresh_token"],
        "client_id": kept["client_id"],
        "client_secret": kept["client_secret"],
    }
    over = refusing(Code.GRANT_REVOKED, 400, 401, 403, kind=Disconnected)
    token = await call_json(http, "POST", kept["token_endpoint"], writes=False, data=fields, judge=over)
    return {**kept, **_secrets(token, kept)}


def _secrets(token: Json, app: Mapping[str, Any]) -> dict[str, str]:
    if not token.get("access_token"):
        raise Refused(Code.WRONG_CREDENTIALS)
    secrets = {"access_token": str(token["access_token"]), "scope": str(token.get("scope") or SCOPES)}
    if token.get("refresh_token"):
        secrets |= {name: str(app[name]) for name in ("client_id", "client_secret", "token_endpoint")}
        secrets["refresh_token"] = str(token["refresh_token"])
    if isinstance(token.get("expires_in"), int):
        secrets["expires_at"] = (now() + timedelta(seconds=token["expires_in"])).isoformat()
    return secrets


async def _server(http: httpx.AsyncClient, origin: str, typed: str = "") -> tuple[str, Json]:
    """Where the instance really lives, and how it describes its OAuth (nothing before Mastodon 4.3).

    An account's domain may be another than its server's: it redirects there, or names it when asked for the account.
    """
    for path in ("/.well-known/oauth-authorization-server", "/api/v1/instance"):
        answer = await _described(http, f"{origin}{path}")
        found = json_object(answer) if answer else None
        if answer and found and ("authorization_endpoint" in found or "version" in found):
            return _origin(answer.url), found
    account = _ACCOUNT.search(typed)
    elsewhere = await _named_by_account(http, origin, account[0]) if account else ""
    if elsewhere and elsewhere != origin:
        return await _server(http, elsewhere)
    raise Unreachable(Code.UNREADABLE_ANSWER, field="host")


async def _named_by_account(http: httpx.AsyncClient, origin: str, account: str) -> str:
    """WebFinger (RFC 7033): the domain of an account says where the account is."""
    resource = quote(f"acct:{account}", safe=":@")
    answer = await _described(http, f"{origin}/.well-known/webfinger?resource={resource}")
    links = ((json_object(answer) if answer else None) or {}).get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel") == "self" and isinstance(link.get("href"), str):
            return _origin(httpx.URL(link["href"]))
    return ""


async def _described(http: httpx.AsyncClient, url: str) -> httpx.Response | None:
    try:
        return await call(http, "GET", url, writes=False)
    except Refused:
        return None


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode()}"


def _endpoint(described: Json, name: str, origin: str, usual: str) -> str:
    """Only an address at the instance itself: people's sign-in and our secrets go nowhere else."""
    said = described.get(name)
    return said if isinstance(said, str) and said.startswith(f"{origin}/") else f"{origin}{usual}"
