"""The record of a post: what Bluesky keeps and signs, made once and sent unchanged ever after."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import httpx

from minassa.connectors.base import ConnectorError, Grant, Json, MediaFile, Outgoing, Refused, Throttled
from minassa.connectors.bluesky import xrpc
from minassa.connectors.bluesky.facets import facets, handles
from minassa.connectors.cards import card_of
from minassa.core.clock import now
from minassa.core.text import links, strip_for_platform

POSTS = "app.bsky.feed.post"
THUMB_BYTES = 1_000_000


async def record_of(http: httpx.AsyncClient, grant: Grant, post: Outgoing) -> Json:
    text = strip_for_platform(post.text)
    created = now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    record: dict[str, Any] = {"$type": POSTS, "text": text, "createdAt": created, "langs": [post.language]}
    found = facets(text, await _resolved(http, grant.host, handles(text)))
    if found:
        record["facets"] = found
    embed = await _images(http, grant, post.media) if post.media else await _card(http, grant, post, text)
    if embed:
        record["embed"] = embed
    return record


async def uploaded_again(http: httpx.AsyncClient, grant: Grant, record: Json, media: tuple[MediaFile, ...]) -> Json:
    """For a server that dropped uploads before a record named them: the same bytes get the same reference.

    A card's picture was never kept here, so the card goes on without it.
    """
    await _blobs(http, grant, media)
    card = record.get("embed", {}).get("external")
    if card is None:
        return record
    bare = {name: value for name, value in card.items() if name != "thumb"}
    return {**record, "embed": {**record["embed"], "external": bare}}


async def _images(http: httpx.AsyncClient, grant: Grant, media: tuple[MediaFile, ...]) -> Json:
    blobs = await _blobs(http, grant, media)
    images = [
        {"image": blob, "alt": file.alt, "aspectRatio": {"width": file.width, "height": file.height}}
        for file, blob in zip(media, blobs, strict=True)
    ]
    return {"$type": "app.bsky.embed.images", "images": images}


async def _blobs(http: httpx.AsyncClient, grant: Grant, media: tuple[MediaFile, ...]) -> list[Json]:
    return [await xrpc.upload(http, grant, await asyncio.to_thread(file.read), file.mime) for file in media]


async def _card(http: httpx.AsyncClient, grant: Grant, post: Outgoing, text: str) -> Json | None:
    url = post.link or next((link.value for link in links(text)), "")
    if not url or not post.options.get("card", True):
        return None
    card = await card_of(http, url, picture_bytes=THUMB_BYTES)
    external: dict[str, Any] = {"uri": card.url, "title": card.title, "description": card.description}
    if card.picture:
        with suppress(Refused):  # a stranger's picture is nothing to fail for
            external["thumb"] = await xrpc.upload(http, grant, card.picture.content, card.picture.mime)
    return {"$type": "app.bsky.embed.external", "external": external}


async def _resolved(http: httpx.AsyncClient, host: str, names: list[str]) -> Mapping[str, str]:
    dids = await asyncio.gather(*(_did(http, host, name) for name in names))
    return {name: did for name, did in zip(names, dids, strict=True) if did}


async def _did(http: httpx.AsyncClient, host: str, handle: str) -> str:
    try:
        found = await xrpc.query(http, host, "com.atproto.identity.resolveHandle", handle=handle)
    except Throttled:
        raise
    except ConnectorError:
        return ""  # nobody by that name: it stays text
    return str(found.get("did", ""))
