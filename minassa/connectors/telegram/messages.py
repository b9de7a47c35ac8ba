"""A post as the Bot API's methods take it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from minassa.connectors.base import Code, MediaFile, Outgoing, Refused, Rules
from minassa.connectors.telegram.words import words_of
from minassa.core.text import utf16_length

RULES = Rules(
    text_limit=4096,
    measure="utf16",  # the documentation says characters; the server counts as its clients do
    caption_limit=1024,
    media_limit=10,
    image_bytes=10_000_000,
    image_side=4096,
    video_types=("video/mp4",),
    video_bytes=50_000_000,
    mixes_video=True,
)
_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "video/mp4": "mp4"}

Files = dict[str, tuple[str, bytes, str]]


async def message_of(post: Outgoing) -> tuple[str, dict[str, Any], Files]:
    """The method, its fields beside the chat, and the files."""
    text, entities = words_of(post.text)
    fields: dict[str, Any] = {}
    if post.options.get("silent"):
        fields["disable_notification"] = True
    if post.options.get("protected"):
        fields["protect_content"] = True
    if not post.media:
        fields["text"] = text
        if entities:
            fields["entities"] = entities
        if post.options.get("no_card"):
            fields["link_preview_options"] = {"is_disabled": True}
        elif post.link:
            fields["link_preview_options"] = {"url": post.link}
        return "sendMessage", fields, {}
    if utf16_length(text) > (RULES.caption_limit or 0):
        raise Refused(Code.TEXT_TOO_LONG, limit=RULES.caption_limit, length=utf16_length(text))
    caption: dict[str, Any] = {"caption": text} if text else {}
    if entities:
        caption["caption_entities"] = entities
    files = {f"file{number}": await _file(number, file) for number, file in enumerate(post.media)}
    items = [{**_described(file), "media": f"attach://{name}"} for name, file in zip(files, post.media, strict=True)]
    if len(items) > 1:
        # An album shows the caption of its first item as its own.
        return "sendMediaGroup", {**fields, "media": [{**items[0], **caption}, *items[1:]]}, files
    kind = items[0].pop("type")
    medium = items[0].pop("media")
    return f"send{str(kind).capitalize()}", {**fields, **caption, **items[0], kind: medium}, files


def _described(file: MediaFile) -> dict[str, Any]:
    if not file.is_video:
        return {"type": "photo"}
    return {"type": "video", "width": file.width, "height": file.height, "supports_streaming": True}


async def _file(number: int, file: MediaFile) -> tuple[str, bytes, str]:
    return f"{number}.{_EXTENSIONS.get(file.mime, 'bin')}", await asyncio.to_thread(file.read), file.mime


def url_of(message: Mapping[str, Any]) -> str:
    chat = message.get("chat") or {}
    if chat.get("username"):
        return f"https://t.me/{chat['username']}/{message['message_id']}"
    number = str(chat.get("id", ""))
    return f"https://t.me/c/{number[4:]}/{message['message_id']}" if number.startswith("-100") else ""
