"""Everything here talks to the real Bluesky server."""

from __future__ import annotations

import asyncio
import io
import json
import secrets
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from PIL import Image

from minassa.connectors.base import (
    Code,
    Disconnected,
    Expired,
    Grant,
    MediaFile,
    OutcomeUnknown,
    Outgoing,
    Refused,
    Throttled,
)
from minassa.connectors.bluesky.connector import Platform
from minassa.core import safe_http
from minassa.testing.bluesky import Account, Bluesky

pytestmark = [pytest.mark.anyio, pytest.mark.server]

TEXT = "👋 أهلًا بكم في #منصّة_العمل، شكرًا @{handle}. التفاصيل: https://a.example/مسار؟ و@nobody.example"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def account(bluesky: Bluesky) -> Account:
    return bluesky.create_account(f"u{secrets.token_hex(5)}")


@pytest.fixture
async def platform(bluesky: Bluesky) -> AsyncIterator[Platform]:
    async with safe_http.client(allow=bluesky.allow) as http:
        yield Platform(http)


async def connected(platform: Platform, bluesky: Bluesky, account: Account) -> Grant:
    answers = {"host": bluesky.url, "handle": account.handle, "app_password": account.app_password}
    made = await platform.connect(answers)
    return Grant(made.profile.account, made.profile.host, made.secrets)


def post(text: str, *media: MediaFile, **more: Any) -> Outgoing:
    return Outgoing(key=secrets.token_hex(8), text=text, send_at=datetime.now(UTC), media=media, **more)


def picture(colour: str, alt: str) -> MediaFile:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    content = out.getvalue()
    return MediaFile(colour, "image/jpeg", len(content), 64, 48, alt, lambda: content)


async def ready(platform: Platform, grant: Grant, outgoing: Outgoing) -> Outgoing:
    """As the engine does: what `prepare` gave is stored as JSON, whose keys come back in another order."""
    stored = json.dumps(await platform.prepare(grant, outgoing), sort_keys=True)
    return outgoing.with_prepared(json.loads(stored))


async def test_connecting_tells_who_it_is(platform: Platform, bluesky: Bluesky, account: Account) -> None:
    typed = {
        "host": f" {bluesky.url}/ ",
        "handle": f"\u202a@{account.handle}\u202c ",
        "app_password": account.app_password,
    }
    made = await platform.connect(typed)
    assert (made.profile.account, made.profile.handle, made.profile.name) == (
        account.did,
        account.handle,
        account.handle,
    )
    assert made.profile.host == bluesky.url
    assert made.profile.rights == {"publish": True, "upload": True}
    grant = Grant(made.profile.account, made.profile.host, made.secrets)
    assert await platform.profile(grant) == made.profile


async def test_a_wrong_password_is_told_as_such(platform: Platform, bluesky: Bluesky, account: Account) -> None:
    with pytest.raises(Disconnected) as error:
        await platform.connect({"host": bluesky.url, "handle": account.handle, "app_password": "wrong-wrong"})
    assert error.value.code == Code.WRONG_CREDENTIALS


async def test_an_arabic_post_comes_back_as_it_was(platform: Platform, bluesky: Bluesky, account: Account) -> None:
    grant = await connected(platform, bluesky, account)
    text = TEXT.format(handle=account.handle)
    images = picture("red", "صورة حمراء"), picture("blue", "صورة زرقاء")
    outgoing = await ready(platform, grant, post(text, *images))
    assert bluesky.records(account.did) == []

    sent = await platform.publish(grant, outgoing)

    (record,) = bluesky.records(account.did)
    assert record["uri"] == sent.remote_id
    assert sent.url == f"https://bsky.app/profile/{account.handle}/post/{record['uri'].rsplit('/', 1)[1]}"
    value = record["value"]
    assert (value["text"], value["langs"]) == (text, ["ar"])
    raw = text.encode()
    cut = [
        (raw[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(), facet["features"])
        for facet in value["facets"]
    ]
    kind = "app.bsky.richtext.facet"
    assert cut == [
        ("#منصّة_العمل", [{"$type": f"{kind}#tag", "tag": "منصّة_العمل"}]),
        (f"@{account.handle}", [{"$type": f"{kind}#mention", "did": account.did}]),
        ("https://a.example/مسار", [{"$type": f"{kind}#link", "uri": "https://a.example/مسار"}]),
    ], "the mention of nobody stays text"
    embedded = value["embed"]["images"]
    assert [(image["alt"], image["aspectRatio"]) for image in embedded] == [
        ("صورة حمراء", {"width": 64, "height": 48}),
        ("صورة زرقاء", {"width": 64, "height": 48}),
    ]
    taken = [bluesky.blob(account.did, image["image"]["ref"]["$link"]) for image in embedded]
    assert taken == [image.read() for image in images]


async def test_putting_again_keeps_one_record(platform: Platform, bluesky: Bluesky, account: Account) -> None:
    grant = await connected(platform, bluesky, account)
    outgoing = await ready(platform, grant, post("مرة واحدة", picture("red", "")))
    assert await platform.find(grant, outgoing, outgoing.send_at) is None
    sent = [await platform.publish(grant, outgoing) for _ in range(3)]
    assert len(set(sent)) == 1
    assert await platform.find(grant, outgoing, outgoing.send_at) == sent[0]
    assert len(bluesky.records(account.did)) == 1


async def test_a_dropped_answer_is_settled_by_putting_again(
    platform: Platform, bluesky: Bluesky, account: Account
) -> None:
    grant = await connected(platform, bluesky, account)
    outgoing = await ready(platform, grant, post("الجواب ضاع"))

    class Drops(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            async with safe_http.client(allow=bluesky.allow) as http:
                await http.post(request.url, content=request.content, headers=request.headers)
            raise httpx.RemoteProtocolError("synthetic")

    with pytest.raises(OutcomeUnknown):
        await Platform(httpx.AsyncClient(transport=Drops())).publish(grant, outgoing)
    live = await platform.find(grant, outgoing, outgoing.send_at)
    assert live == await platform.publish(grant, outgoing)
    assert len(bluesky.records(account.did)) == 1


async def test_another_record_under_the_key_is_never_overwritten(
    platform: Platform, bluesky: Bluesky, account: Account
) -> None:
    grant = await connected(platform, bluesky, account)
    first = await ready(platform, grant, post("الأول"))
    assert first.prepared is not None
    sent = await platform.publish(grant, first)
    changed = first.with_prepared({**first.prepared, "record": {**first.prepared["record"], "text": "الثاني"}})
    assert await platform.publish(grant, changed) == sent
    assert [record["value"]["text"] for record in bluesky.records(account.did)] == ["الأول"]


async def test_uploads_that_the_server_dropped_are_made_again(
    platform: Platform, bluesky: Bluesky, account: Account
) -> None:
    grant = await connected(platform, bluesky, account)
    stranger = bluesky.create_account(f"s{secrets.token_hex(5)}")
    theirs = await connected(platform, bluesky, stranger)
    # Prepared on another account, the record names a blob that this account does not have, as after a clean-up.
    outgoing = await ready(platform, theirs, post("صورة", picture("green", "خضراء")))
    await platform.publish(grant, outgoing)
    (record,) = bluesky.records(account.did)
    assert outgoing.prepared is not None
    assert record["value"] == outgoing.prepared["record"]


async def test_an_old_token_is_renewed_and_the_post_goes_out_once(
    platform: Platform, bluesky: Bluesky, account: Account
) -> None:
    grant = await connected(platform, bluesky, account)
    outgoing = await ready(platform, grant, post("رمز قديم"))
    old = replace(grant, secrets={**grant.secrets, "access": bluesky.expired(grant.secrets["access"])})
    for act in (platform.publish(old, outgoing), platform.profile(old)):
        with pytest.raises(Expired):
            await act
    renewed = replace(old, secrets=await platform.refresh(old))
    await platform.publish(renewed, outgoing)
    assert len(bluesky.records(account.did)) == 1
    assert (await platform.profile(renewed)).account == account.did


@pytest.mark.parametrize("dead", ["expired", "nonsense"])
async def test_a_dead_refresh_token_is_replaced_by_the_app_password(
    platform: Platform, bluesky: Bluesky, account: Account, dead: str
) -> None:
    grant = await connected(platform, bluesky, account)
    refresh = bluesky.expired(grant.secrets["refresh"]) if dead == "expired" else "nonsense"
    renewed = await platform.refresh(replace(grant, secrets={**grant.secrets, "refresh": refresh}))
    assert (await platform.profile(replace(grant, secrets=renewed))).account == account.did


async def test_a_revoked_app_password_asks_to_reconnect(platform: Platform, bluesky: Bluesky, account: Account) -> None:
    grant = await connected(platform, bluesky, account)
    token = bluesky.sign_in(account)["accessJwt"]
    bluesky.post("com.atproto.server.revokeAppPassword", {"name": "minassa"}, token)
    with pytest.raises(Disconnected) as error:
        await platform.refresh(grant)
    assert error.value.code == Code.WRONG_CREDENTIALS


async def test_a_deactivated_account_publishes_nothing(platform: Platform, bluesky: Bluesky, account: Account) -> None:
    grant = await connected(platform, bluesky, account)
    outgoing = await ready(platform, grant, post("لن يخرج"))
    bluesky.deactivate(account)
    assert (await platform.profile(grant)).rights == {"publish": False, "upload": False}
    with pytest.raises(Disconnected) as error:
        await platform.publish(grant, outgoing)
    assert error.value.code == Code.ACCOUNT_SUSPENDED


async def test_an_account_taken_down_is_told_as_such(platform: Platform, bluesky: Bluesky, account: Account) -> None:
    grant = await connected(platform, bluesky, account)
    outgoing = await ready(platform, grant, post("لن يخرج"))
    bluesky.take_down(account)
    with pytest.raises(Disconnected) as error:
        await platform.publish(grant, outgoing)
    assert error.value.code == Code.ACCOUNT_SUSPENDED
    for act in (platform.refresh(grant), connected(platform, bluesky, account)):
        with pytest.raises(Disconnected):
            await act


@pytest.mark.parametrize("text", ["طويل " * 61, "👨‍👩‍👧‍👦" * 130])
async def test_a_text_past_a_limit_is_refused(
    platform: Platform, bluesky: Bluesky, account: Account, text: str
) -> None:
    grant = await connected(platform, bluesky, account)
    outgoing = await ready(platform, grant, post(text))
    with pytest.raises(Refused) as error:
        await platform.publish(grant, outgoing)
    assert error.value.code == Code.TEXT_TOO_LONG
    assert error.value.said
    assert bluesky.records(account.did) == []


@pytest.mark.parametrize("text", ["مُ" * 300, "لا" * 150, "e\u0301" * 300, "🇸🇦" * 300, "👨‍👩‍👧‍👦" * 120])
async def test_our_measure_is_the_servers(platform: Platform, bluesky: Bluesky, account: Account, text: str) -> None:
    grant = await connected(platform, bluesky, account)
    await platform.publish(grant, await ready(platform, grant, post(text)))
    assert len(bluesky.records(account.did)) == 1


async def test_a_picture_at_our_limit_is_taken(platform: Platform, bluesky: Bluesky, account: Account) -> None:
    grant = await connected(platform, bluesky, account)
    content = picture("red", "").read() + secrets.token_bytes(1_000_000)
    content = content[: platform.rules({}).image_bytes]
    big = MediaFile("big", "image/jpeg", len(content), 64, 48, "", lambda: content)
    await platform.publish(grant, await ready(platform, grant, post("كبيرة", big)))
    assert len(bluesky.records(account.did)) == 1


async def test_the_servers_own_wait_is_told() -> None:
    server = Bluesky(rate_limits=True)
    try:
        account = server.create_account("limited")
        async with safe_http.client(allow=server.allow) as http:
            platform = Platform(http)
            answers = {"host": server.url, "handle": account.handle, "app_password": "wrong-wrong"}
            tries = await asyncio.gather(*(platform.connect(answers) for _ in range(31)), return_exceptions=True)
        (told,) = (error for error in tries if isinstance(error, Throttled))
        assert 200 < told.wait.total_seconds() <= 300
    finally:
        server.stop()
