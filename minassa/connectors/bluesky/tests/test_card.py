"""The link card, on the real server, of a page on this machine."""

from __future__ import annotations

import asyncio
import io
import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from PIL import Image

from minassa.connectors.base import Grant, Outgoing
from minassa.connectors.bluesky.connector import Platform
from minassa.core import safe_http
from minassa.testing.bluesky import Bluesky

pytestmark = [pytest.mark.anyio, pytest.mark.server]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def cover() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(out, "PNG")
    return out.getvalue()


PAGE = '<title>منصّة</title><meta name="description" content="وصف"><meta property="og:image" content="/cover.png">'


@pytest.fixture
async def page() -> AsyncIterator[str]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        kind, body = ("image/png", cover()) if b"/cover.png" in head else ("text/html; charset=utf-8", PAGE.encode())
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/page"


async def published(bluesky: Bluesky, allow: list[str], **post: object) -> dict[str, object] | None:
    account = bluesky.create_account(f"c{secrets.token_hex(5)}")
    async with safe_http.client(allow=[*bluesky.allow, *allow]) as http:
        platform = Platform(http)
        made = await platform.connect(
            {"host": bluesky.url, "handle": account.handle, "app_password": account.app_password}
        )
        grant = Grant(made.profile.account, made.profile.host, made.secrets)
        outgoing = Outgoing(key="k", send_at=datetime.now(UTC), **post)  # type: ignore[arg-type]
        await platform.publish(grant, outgoing.with_prepared(await platform.prepare(grant, outgoing)))
    (record,) = bluesky.records(account.did)
    embed: dict[str, object] | None = record["value"].get("embed")
    if embed and "external" in embed:
        external = embed["external"]
        assert isinstance(external, dict)
        if "thumb" in external:
            external["thumb"] = bluesky.blob(account.did, external["thumb"]["ref"]["$link"])
        return external
    return embed


async def test_a_link_has_the_card_of_its_page(bluesky: Bluesky, page: str) -> None:
    found = await published(bluesky, ["127.0.0.1"], text=f"اقرأ {page}")
    assert found == {"uri": page, "title": "منصّة", "description": "وصف", "thumb": cover()}


async def test_the_chosen_link_needs_no_place_in_the_text(bluesky: Bluesky, page: str) -> None:
    found = await published(bluesky, ["127.0.0.1"], text="https://other.example", link=page)
    assert found is not None
    assert found["uri"] == page


async def test_a_page_inside_is_not_read_for_a_card(bluesky: Bluesky, page: str) -> None:
    found = await published(bluesky, [], text=page)
    assert found == {"uri": page, "title": page, "description": ""}


async def test_a_card_can_be_declined(bluesky: Bluesky, page: str) -> None:
    assert await published(bluesky, [], text=page, options={"card": False}) is None
