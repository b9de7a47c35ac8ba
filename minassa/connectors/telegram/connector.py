"""Telegram channels and groups, through a bot that is an administrator there.

The Bot API has no idempotency key, no history and no search, and a bot is not told of its own posts: when an answer is
lost, nothing can be asked and nothing may be repeated. So this connector neither repeats nor finds; a person decides.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any, ClassVar

import httpx

from minassa.connectors.base import (
    Code,
    Connected,
    Disconnected,
    Field,
    Fields,
    Grant,
    Json,
    MediaFile,
    OAuth,
    OutcomeUnknown,
    Outgoing,
    Problem,
    Profile,
    Refused,
    Rules,
    Sent,
    Unreachable,
)
from minassa.connectors.telegram.asking import ask
from minassa.connectors.telegram.words import words_of
from minassa.core.text import utf16_length

API = "https://api.telegram.org"
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
_TOKEN = re.compile(r"\d{3,20}:[\w-]{20,100}")
_LINK = re.compile(r"(?:https?://)?(?:t\.me|telegram\.me)/(?:s/)?(c/\d+|[A-Za-z]\w+)(?:[/?].*)?$", re.IGNORECASE)
_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "video/mp4": "mp4"}


class Platform:
    kind: ClassVar[str] = "telegram"
    title: ClassVar[str] = "Telegram"
    connects: ClassVar[Fields | OAuth] = Fields(
        (Field("bot_token", secret=True), Field("chat"), Field("host", required=False, default=API))
    )

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    # ── Connecting ──

    async def connect(self, answers: Mapping[str, str]) -> Connected:
        token = answers["bot_token"].strip()
        if not _TOKEN.fullmatch(token):
            raise Disconnected(Code.WRONG_CREDENTIALS)
        host = (answers.get("host") or "").strip().rstrip("/") or API
        grant = Grant(chat_named(answers["chat"]), host, {"bot_token": token})
        return Connected(await self.profile(grant), grant.secrets)

    async def profile(self, grant: Grant) -> Profile:
        bot = await ask(self.http, grant, "getMe")
        chat = await self._chat(grant)
        try:
            member = await ask(self.http, grant, "getChatMember", json={"chat_id": chat["id"], "user_id": bot["id"]})
            may = _may_post(str(chat["type"]), member)
            name = str(chat.get("username") or "")
            return Profile(
                account=str(chat["id"]),
                name=str(chat.get("title") or name),
                handle=name,
                url=f"https://t.me/{name}" if name else "",
                host=grant.host,
                rights={"publish": may, "upload": may},
                limits={"bot": str(bot.get("username") or "")},
            )
        except (KeyError, TypeError, AttributeError):
            raise Unreachable(Code.UNREADABLE_ANSWER) from None

    async def _chat(self, grant: Grant) -> dict[str, Any]:
        try:
            chat: dict[str, Any] = await ask(self.http, grant, "getChat", json={"chat_id": grant.account})
        except Refused as refusal:
            if "moved_to" not in refusal.facts:
                raise
            chat = await ask(self.http, grant, "getChat", json={"chat_id": refusal.facts["moved_to"]})
        return chat

    # ── Rules ──

    @staticmethod
    def rules(limits: Json) -> Rules:
        return RULES

    @staticmethod
    def problems(text: str, media: tuple[MediaFile, ...], limits: Json) -> list[Problem]:
        """Shapes of pictures that Telegram will not show."""
        return [
            Problem(Code.MEDIA_REJECTED, {"why": "shape", "number": number})
            for number, file in enumerate(media, 1)
            if not file.is_video
            and (file.width + file.height > 10_000 or max(file.width, file.height) > 20 * min(file.width, file.height))
        ]

    # ── Publishing ──

    async def publish(self, grant: Grant, post: Outgoing) -> Sent:
        method, fields, files = await _message(post)
        try:
            sent = await self._send(grant, grant.account, method, fields, files)
        except Refused as refusal:
            # A group that grew into a supergroup has a new id; the old one took nothing.
            if "moved_to" not in refusal.facts:
                raise
            sent = await self._send(grant, str(refusal.facts["moved_to"]), method, fields, files)
        try:
            first = sent[0] if isinstance(sent, list) else sent
            return Sent(remote_id=str(first["message_id"]), url=_url(first))
        except (KeyError, TypeError, IndexError):
            raise OutcomeUnknown(Code.UNREADABLE_ANSWER) from None

    async def _send(self, grant: Grant, chat: str, method: str, fields: Json, files: Mapping[str, Any]) -> Any:
        body = {"chat_id": chat, **fields}
        if not files:
            return await ask(self.http, grant, method, writes=True, json=body)
        form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()}
        size = sum(len(content) for _, content, _ in files.values())
        return await ask(
            self.http,
            grant,
            method,
            writes=True,
            data=form,
            files=files,
            timeout=httpx.Timeout(120, connect=10),
            within=150 + size / 100_000,
        )


def chat_named(typed: str) -> str:
    """ "@name", "name", "https://t.me/name", "t.me/c/1234/5" or "-1001234" as the Bot API wants it."""
    chat = typed.strip()
    if link := _LINK.match(chat):
        chat = link[1]
    if chat.lower().startswith("c/"):
        return f"-100{chat[2:]}"
    if re.fullmatch(r"-?\d+", chat):
        return chat
    name = chat.lstrip("@")
    if not re.fullmatch(r"[A-Za-z]\w{3,31}", name, re.ASCII):
        raise Refused(Code.TARGET_GONE, field="chat")
    return f"@{name}"


def _may_post(kind: str, member: Mapping[str, Any]) -> bool:
    match member.get("status"):
        case "creator":
            return True
        case "administrator":
            return kind != "channel" or bool(member.get("can_post_messages"))
        case "member":
            return kind != "channel"
        case "restricted":
            return bool(member.get("can_send_messages"))
    return False


async def _message(post: Outgoing) -> tuple[str, dict[str, Any], dict[str, tuple[str, bytes, str]]]:
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


def _url(message: Mapping[str, Any]) -> str:
    chat = message.get("chat") or {}
    if chat.get("username"):
        return f"https://t.me/{chat['username']}/{message['message_id']}"
    number = str(chat.get("id", ""))
    return f"https://t.me/c/{number[4:]}/{message['message_id']}" if number.startswith("-100") else ""
