"""Media go up before the post does, and some servers need a while for them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx

from minassa.connectors.base import Code, Grant, MediaFile, Refused, Unreachable
from minassa.connectors.calls import json_object
from minassa.connectors.mastodon.asking import ask

FIRST_PAUSE = 1.0
_EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/quicktime": "mov",
}


async def upload(http: httpx.AsyncClient, grant: Grant, file: MediaFile, patience: timedelta) -> str:
    name = f"{file.key}.{_EXTENSIONS.get(file.mime, 'bin')}"
    sending: dict[str, Any] = {
        "files": {"file": (name, await asyncio.to_thread(file.read), file.mime)},
        "data": {"description": file.alt} if file.alt else None,
        "timeout": httpx.Timeout(60, connect=5),
        "within": 120 + file.size / 100_000,
    }
    try:
        answer = await ask(http, grant, "POST", "/api/v2/media", **sending)
    except Refused as refusal:
        if refusal.code != Code.TARGET_GONE:
            raise
        answer = await ask(http, grant, "POST", "/api/v1/media", **sending)  # before Mastodon 3.1.3
    medium = json_object(answer) or {}
    if not medium.get("id"):
        raise Unreachable(Code.UNREADABLE_ANSWER)
    if answer.status_code == 202 or not medium.get("url"):
        await _wait_for(http, grant, str(medium["id"]), patience)
    return str(medium["id"])


async def _wait_for(http: httpx.AsyncClient, grant: Grant, media_id: str, patience: timedelta) -> None:
    pause, waited = FIRST_PAUSE, 0.0
    while waited < patience.total_seconds():
        await asyncio.sleep(pause)
        waited, pause = waited + pause, min(pause * 1.5, 10)
        answer = await ask(http, grant, "GET", f"/api/v1/media/{media_id}")
        if answer.status_code == 200:
            return
    raise Unreachable(Code.MEDIA_NOT_READY)
