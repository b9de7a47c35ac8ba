"""Telegram channels and groups, through a bot that is an administrator there.

The Bot API has no idempotency key, no history and no search, and a bot is not told of its own posts: when an answer is
lost, nothing can be asked and nothing may be repeated. So this connector neither repeats nor finds; a person decides.
"""

from __future__ import annotations

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
from minassa.connectors.telegram.messages import RULES, Files, message_of, url_of

API = "https://api.telegram.org"
_TOKEN = re.compile(r"\d{3,20}:[\w-]{20,100}")
_LINK = re.compile(r"(?:https?://)?(?:t\.me|telegram\.me)/(?:s/)?(c/\d+|[A-Za-z]\w+)(?:[/?].*)?$", re.IGNORECASE)


class Platform:
    kind: ClassVar[str] = "telegram"
    title: ClassVar[str] = "Telegram"
    connects: ClassVar[Fields | OAuth] = Fields(
        (Field("bot_token", secret=True), Field("chat"), Field("host", required=False, default=API))
    )

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

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

    async def publish(self, grant: Grant, post: Outgoing) -> Sent:
        method, fields, files = await message_of(post)
        try:
            sent = await self._send(grant, grant.account, method, fields, files)
        except Refused as refusal:
            # A group that grew into a supergroup has a new id; the old one took nothing.
            if "moved_to" not in refusal.facts:
                raise
            sent = await self._send(grant, str(refusal.facts["moved_to"]), method, fields, files)
        try:
            first = sent[0] if isinstance(sent, list) else sent
            return Sent(remote_id=str(first["message_id"]), url=url_of(first))
        except (KeyError, TypeError, IndexError):
            raise OutcomeUnknown(Code.UNREADABLE_ANSWER) from None

    async def _send(self, grant: Grant, chat: str, method: str, fields: Json, files: Files) -> Any:
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
