from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest

from minassa.connectors.base import Code, ConnectorError, Disconnected, Expired, Grant, Refused, Unreachable
from minassa.connectors.mastodon.connector import Platform
from minassa.connectors.mastodon.signing_in import SCOPES, origin_of
from minassa.core.clock import now
from minassa.testing.mastodon import Mastodon
from minassa.testing.platform import Answer, FakePlatform

pytestmark = pytest.mark.anyio

HERE = "https://minassa.example/channels/callback"
VERIFIER = "v" * 64


def authorise(url: str, username: str) -> dict[str, str]:
    """What a person does in the browser: choose the account and come back."""
    asked = dict(parse_qsl(urlsplit(url).query))
    form = {name: asked[name] for name in ("redirect_uri", "client_id", "scope", "state")}
    page = httpx.get(url, timeout=30)
    assert username in page.text
    back = httpx.post(url.partition("?")[0], data={**form, "username": username}, timeout=30)
    assert back.headers["location"].startswith(HERE)
    return dict(parse_qsl(urlsplit(back.headers["location"]).query))


@pytest.mark.server
async def test_signing_in_at_an_instance(http: httpx.AsyncClient, mastodon: Mastodon) -> None:
    mastodon.account("layla")
    connector = Platform(http)
    app = await connector.register({"host": f"{mastodon.url}/@layla"}, HERE)
    assert (app["host"], app["pkce"]) == (mastodon.url, True)

    url = connector.sign_in_url(app, state="a-state", verifier=VERIFIER, redirect_uri=HERE)
    asked = parse_qs(urlsplit(url).query)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    assert (asked["scope"], asked["code_challenge"], asked["code_challenge_method"]) == (
        [SCOPES],
        [challenge],
        ["S256"],
    )

    back = authorise(url, "layla")
    assert back["state"] == "a-state"
    connected = await connector.exchange(app, code=back["code"], verifier=VERIFIER, redirect_uri=HERE)
    form = next(request for request in mastodon.requests if request.path == "/oauth/token").body
    assert parse_qs(form.decode())["code_verifier"] == [VERIFIER]

    profile = connected.profile
    assert profile.handle.startswith("layla@")
    assert profile.rights == {"publish": True, "upload": True, "look_up": True}
    assert connector.rules(profile.limits).text_limit == 500
    assert profile.expires_at is None
    grant = Grant(profile.account, profile.host, connected.secrets)
    assert (await connector.profile(grant)).account == profile.account


@pytest.mark.server
async def test_a_wrong_code_connects_nothing(http: httpx.AsyncClient, mastodon: Mastodon) -> None:
    connector = Platform(http)
    app = await connector.register({"host": mastodon.url}, HERE)
    with pytest.raises(Refused) as refusal:
        await connector.exchange(app, code="made-up", verifier=VERIFIER, redirect_uri=HERE)
    assert refusal.value.code == Code.WRONG_CREDENTIALS


@pytest.mark.server
async def test_a_revoked_token_asks_to_reconnect(http: httpx.AsyncClient, mastodon: Mastodon) -> None:
    grant = mastodon.account()
    httpx.post(f"{mastodon.emulator}/oauth/revoke", data={"token": grant.secrets["access_token"]}, timeout=30)
    with pytest.raises(Disconnected) as error:
        await Platform(http).profile(grant)
    assert error.value.code == Code.GRANT_REVOKED


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("mastodon.social", "https://mastodon.social"),
        ("  Mastodon.Social/ ", "https://mastodon.social"),
        ("@me@host.example", "https://host.example"),
        ("me@host.example", "https://host.example"),
        ("https://host.example/@me", "https://host.example"),
        ("http://host.example", "https://host.example"),
        ("https://user:pass@host.example/", "https://host.example"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://10.0.0.7:3000/", "http://10.0.0.7:3000"),
        ("مثال.إختبار", "https://مثال.إختبار"),
    ],
)
def test_a_server_may_be_named_in_many_ways(typed: str, origin: str) -> None:
    assert origin_of(typed) == origin


@pytest.mark.parametrize(
    "typed", ["", "  ", "@", "ftp://host.example", "a b", "https://", "host:port", "a?b", "file:///x"]
)
def test_what_names_no_server_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        origin_of(typed)
    assert refusal.value.facts == {"field": "host"}


def old_server(**more: Any) -> FakePlatform:
    """No OAuth description, no PKCE, no second version of anything: as Pleroma."""
    return FakePlatform(
        {
            "GET /api/v1/instance": lambda _: Answer(
                {"version": "2.7.2 (compatible; Pleroma 2.9)", "uri": "https://p.example"}
            ),
            "POST /api/v1/apps": lambda _: Answer({"client_id": "an-id", "client_secret": "a-secret"}),
            **more,
        }
    )


async def test_a_server_without_a_description_is_met_in_the_usual_places(http: httpx.AsyncClient) -> None:
    with old_server() as server:
        app = await Platform(http).register({"host": server.url}, HERE)
        url = Platform(http).sign_in_url(app, state="s", verifier=VERIFIER, redirect_uri=HERE)
    assert url.startswith(f"{server.url}/oauth/authorize?")
    assert "code_challenge" not in url


async def test_people_are_never_sent_elsewhere_to_sign_in(http: httpx.AsyncClient) -> None:
    described = {
        "authorization_endpoint": "https://elsewhere.example/oauth/authorize",
        "token_endpoint": "https://elsewhere.example/oauth/token",
    }
    with old_server(**{"GET /.well-known/oauth-authorization-server": lambda _: Answer(described)}) as server:
        app = await Platform(http).register({"host": server.url}, HERE)
    assert (app["authorization_endpoint"], app["token_endpoint"]) == (
        f"{server.url}/oauth/authorize",
        f"{server.url}/oauth/token",
    )


async def test_a_domain_may_lead_to_its_server(http: httpx.AsyncClient) -> None:
    with old_server() as server, FakePlatform() as front:
        target = f"{server.url}/api/v1/instance"
        front.routes["GET /api/v1/instance"] = lambda _: Answer(status=301, headers={"Location": target})
        assert (await Platform(http).register({"host": front.url}, HERE))["host"] == server.url


async def test_a_domain_may_name_the_server_of_its_account(http: httpx.AsyncClient) -> None:
    with old_server() as server, FakePlatform() as domain:
        link = {"rel": "self", "type": "application/activity+json", "href": f"{server.url}/users/me"}
        domain.routes["GET /.well-known/webfinger"] = lambda _: Answer({"links": [{"rel": "other"}, link]})
        here = domain.url.removeprefix("http://")
        assert (await Platform(http).register({"host": f"http://me@{here}"}, HERE))["host"] == server.url
        assert domain.requests[-1].query == {"resource": f"acct:me@{here}"}


async def test_a_place_that_is_no_instance_is_told(http: httpx.AsyncClient) -> None:
    with FakePlatform({"GET /*": lambda _: Answer(b"<h1>Welcome</h1>", headers={"Content-Type": "text/html"})}) as shop:
        with pytest.raises(Unreachable) as error:
            await Platform(http).register({"host": shop.url}, HERE)
        assert (error.value.code, error.value.facts) == (Code.UNREADABLE_ANSWER, {"field": "host"})


async def test_a_token_that_runs_out_is_renewed(http: httpx.AsyncClient) -> None:
    tokens = iter([("first", "one"), ("second", "two")])

    def token(_: object) -> Answer:
        access, again = next(tokens)
        return Answer({"access_token": access, "refresh_token": again, "expires_in": 3600, "scope": SCOPES})

    def me(request: Any) -> Answer:
        if request.headers["authorization"] == "Bearer first" and expired:
            return Answer({"error": "The access token expired"}, 401)
        return Answer({"id": "9abc", "username": "omar"})

    expired = False
    with old_server(**{"POST /oauth/token": token, "GET /api/v1/accounts/verify_credentials": me}) as server:
        connector = Platform(http)
        app = await connector.register({"host": server.url}, HERE)
        connected = await connector.exchange(app, code="c", verifier=VERIFIER, redirect_uri=HERE)
        assert connected.profile.handle == "omar@p.example"
        assert connected.profile.expires_at is not None
        assert abs(connected.profile.expires_at - now() - timedelta(hours=1)) < timedelta(seconds=30)
        grant = Grant(connected.profile.account, server.url, connected.secrets)
        expired = True
        with pytest.raises(Expired):
            await connector.profile(grant)
        renewed = Grant(grant.account, grant.host, await connector.refresh(grant))
        assert renewed.secrets["refresh_token"] == "two"
        assert (await connector.profile(renewed)).account == "9abc"
        server.routes["POST /oauth/token"] = lambda _: Answer({"error": "invalid_grant"}, 400)
        with pytest.raises(Disconnected):
            await connector.refresh(renewed)


@pytest.mark.parametrize(
    ("said", "kind", "code"),
    [
        ("This action is outside the authorized scopes", Disconnected, Code.RIGHT_MISSING),
        ("Your login is currently disabled", Disconnected, Code.ACCOUNT_SUSPENDED),
        ("This action is not allowed", Refused, Code.REJECTED),
    ],
)
async def test_what_forbidding_means_is_told_apart(
    http: httpx.AsyncClient, said: str, kind: type[ConnectorError], code: Code
) -> None:
    with FakePlatform({"GET /*": lambda _: Answer({"error": said}, 403)}) as server:
        with pytest.raises(kind) as error:
            await Platform(http).profile(Grant("1", server.url, {"access_token": "t"}))
        assert (type(error.value), error.value.code, error.value.said) == (kind, code, said)
