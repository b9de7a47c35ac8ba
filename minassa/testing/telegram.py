"""A Telegram of our own, strict where the real one is kind.

The real Bot API passes over what it does not know; this one knows only the documented fields (Bot API 10) and answers
400 to anything else, so a misspelt field fails a test instead of vanishing. Messages are kept in `messages`.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

import pytest
from PIL import Image, UnidentifiedImageError

from minassa.testing.platform import Answer, FakePlatform, Fault, Request
from minassa.testing.wire import multipart

TOKEN = "7000000001:AAFakeTokenOfTheFakeTelegram-0123456789"
CHANNEL = -1001234567890

_SENDING = {
    "business_connection_id": str,
    "chat_id": (int, str),
    "message_thread_id": int,
    "direct_messages_topic_id": int,
    "disable_notification": bool,
    "protect_content": bool,
    "allow_paid_broadcast": bool,
    "message_effect_id": str,
    "reply_parameters": dict,
}
_ALONE = {"suggested_post_parameters": dict, "reply_markup": dict}
_CAPTION = {
    "caption": str,
    "parse_mode": str,
    "caption_entities": list,
    "show_caption_above_media": bool,
    "has_spoiler": bool,
}
_FILM = {
    "duration": int,
    "width": int,
    "height": int,
    "thumbnail": str,
    "cover": str,
    "start_timestamp": int,
    "supports_streaming": bool,
}
METHODS: dict[str, dict[str, Any]] = {
    "getMe": {},
    "getChat": {"chat_id": (int, str)},
    "getChatMember": {"chat_id": (int, str), "user_id": int},
    "sendMessage": {
        **_SENDING,
        **_ALONE,
        "text": str,
        "parse_mode": str,
        "entities": list,
        "link_preview_options": dict,
    },
    "sendPhoto": {**_SENDING, **_ALONE, **_CAPTION, "photo": str},
    "sendVideo": {**_SENDING, **_ALONE, **_CAPTION, **_FILM, "video": str},
    "sendMediaGroup": {**_SENDING, "media": list},
}
_REQUIRED = {
    "getChat": {"chat_id"},
    "getChatMember": {"chat_id", "user_id"},
    "sendMessage": {"chat_id", "text"},
    "sendPhoto": {"chat_id", "photo"},
    "sendVideo": {"chat_id", "video"},
    "sendMediaGroup": {"chat_id", "media"},
}
_OBJECTS: dict[str, dict[str, Any]] = {
    "entity": {"type": str, "offset": int, "length": int, "url": str, "language": str},
    "link_preview_options": {
        "is_disabled": bool,
        "url": str,
        "prefer_small_media": bool,
        "prefer_large_media": bool,
        "show_above_text": bool,
    },
    "photo": {"type": str, "media": str, **_CAPTION},
    "video": {"type": str, "media": str, **_CAPTION, **_FILM},
}
_ENTITIES = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
    }
)


class BadRequest(Exception):
    def __init__(self, description: str, status: int = 400, **parameters: int) -> None:
        super().__init__(description)
        self.description = description
        self.status = status
        self.parameters = parameters


@dataclass(slots=True)
class Chat:
    id: int
    title: str
    username: str = ""
    type: str = "channel"
    member: dict[str, Any] = field(default_factory=lambda: {"status": "administrator", "can_post_messages": True})
    migrated_to: int | None = None

    def shown(self) -> dict[str, Any]:
        named = {"username": self.username} if self.username else {}
        return {"id": self.id, "type": self.type, "title": self.title, **named}


class FakeTelegram(FakePlatform):
    """One bot, `TOKEN`, which is an administrator of the public channel @minassa_news, `CHANNEL`."""

    def __init__(self, *, port: int = 0) -> None:
        super().__init__({"POST /bot*": self._called, "GET /bot*": self._called}, port=port)
        self.bot = {"id": 7000000001, "is_bot": True, "first_name": "Minassa", "username": "minassa_bot"}
        self.chats = {CHANNEL: Chat(CHANNEL, "أخبار منصّة", "minassa_news")}
        self.messages: list[dict[str, Any]] = []
        self.violations: list[str] = []
        self.files: dict[str, bytes] = {}

    @property
    def channel(self) -> Chat:
        return self.chats[CHANNEL]

    def flood(self, seconds: float, *, times: int | None = None) -> None:
        """429 as Telegram says it: the wait is in the body, and in no header."""
        until = time.monotonic() + seconds

        def answer(_: Request) -> Answer:
            wait = max(1, math.ceil(until - time.monotonic()))
            return _refusal(BadRequest(f"Too Many Requests: retry after {wait}", 429, retry_after=wait))

        self.faults.append(Fault("answer", "*/send*", times=times, until=until, answer=answer))

    def _called(self, request: Request) -> Answer:
        token, _, method = request.path.removeprefix("/bot").partition("/")
        if token != TOKEN:
            return _refusal(BadRequest("Unauthorized", 401))
        if method not in METHODS:
            return _refusal(BadRequest("Not Found", 404))
        try:
            fields, files = _read(request, METHODS[method])
            self._check(method, fields)
            return Answer({"ok": True, "result": getattr(self, f"_{method}")(fields, files)})
        except BadRequest as refusal:
            return _refusal(refusal)

    def _check(self, method: str, fields: dict[str, Any]) -> None:
        self._known(method, fields, METHODS[method])
        for name in _REQUIRED.get(method, set()) - fields.keys():
            self._violate(f"{method}: {name} is missing")
        if "link_preview_options" in fields:
            self._known("LinkPreviewOptions", fields["link_preview_options"], _OBJECTS["link_preview_options"])

    def _known(self, where: str, given: dict[str, Any], known: dict[str, Any]) -> None:
        for name, value in given.items():
            if name not in known:
                self._violate(f"{where} has no field {name}")
            wanted = known[name]
            if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
                self._violate(f"{where}.{name} cannot be {value!r}")

    def _violate(self, what: str) -> None:
        self.violations.append(what)
        raise BadRequest(f"Bad Request: {what}")

    def _text(self, text: str, entities: list[dict[str, Any]], limit: int, name: str) -> str:
        """The text as kept; entities are checked against it in UTF-16 code units."""
        units = text.encode("utf-16-le")
        if len(units) // 2 > limit:
            raise BadRequest(f"Bad Request: {name} is too long")
        if len(entities) > 100:
            self._violate("more than 100 entities")
        for entity in entities:
            self._known("MessageEntity", entity, _OBJECTS["entity"])
            if entity["type"] not in _ENTITIES:
                self._violate(f"no entity {entity['type']}")
            start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
            if not 0 <= start < end <= len(units):
                self._violate(f"entity outside the text: {entity}")
            try:
                units[start:end].decode("utf-16-le")
            except UnicodeDecodeError:
                self._violate(f"entity cuts a character: {entity}")
        if text != text.strip() and entities:
            self._violate("entities on a text with outer space, which Telegram strips: offsets would shift")
        return text.strip()

    def _getMe(self, fields: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:  # noqa: N802
        return self.bot

    def _getChat(self, fields: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:  # noqa: N802
        return self._chat(fields["chat_id"]).shown()

    def _getChatMember(self, fields: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:  # noqa: N802
        chat = self._chat(fields["chat_id"])
        if fields["user_id"] != self.bot["id"]:
            raise BadRequest("Bad Request: user not found")
        return {"user": self.bot, **chat.member}

    def _sendMessage(self, fields: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:  # noqa: N802
        chat = self._may_post(fields)
        text = self._text(fields["text"], fields.get("entities", []), 4096, "message")
        if not text:
            raise BadRequest("Bad Request: message text is empty")
        return self._keep(chat, text=text, entities=fields.get("entities", []), asked=fields)

    def _sendPhoto(self, fields: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:  # noqa: N802
        return self._send_one("photo", fields, files)

    def _sendVideo(self, fields: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:  # noqa: N802
        return self._send_one("video", fields, files)

    def _send_one(self, kind: str, fields: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        chat = self._may_post(fields)
        made = self._medium(kind, fields[kind], files)
        caption = self._text(fields.get("caption", ""), fields.get("caption_entities", []), 1024, "message caption")
        entities = fields.get("caption_entities", [])
        return self._keep(chat, **made, caption=caption, caption_entities=entities, asked=fields)

    def _sendMediaGroup(self, fields: dict[str, Any], files: dict[str, bytes]) -> list[dict[str, Any]]:  # noqa: N802
        chat = self._may_post(fields)
        if not 2 <= len(fields["media"]) <= 10:
            raise BadRequest("Bad Request: group of 2 to 10 media expected")
        made = []
        for item in fields["media"]:
            if item.get("type") not in ("photo", "video"):
                self._violate(f"no media {item.get('type')}")
            self._known(f"InputMedia {item['type']}", item, _OBJECTS[item["type"]])
            entities = item.get("caption_entities", [])
            caption = self._text(item.get("caption", ""), entities, 1024, "message caption")
            medium = self._medium(item["type"], item["media"], files)
            made.append({**medium, "caption": caption, "caption_entities": entities})
        unused = files.keys() - {item["media"].removeprefix("attach://") for item in fields["media"]}
        if unused:
            self._violate(f"files sent for nothing: {sorted(unused)}")
        group = str(len(self.messages) + 1)
        return [self._keep(chat, **medium, media_group_id=group, asked=fields) for medium in made]

    def _medium(self, kind: str, named: str, files: dict[str, bytes]) -> dict[str, Any]:
        content = files.get(named.removeprefix("attach://"))
        if content is None:
            self._violate(f"no file is attached for {named}")
            raise AssertionError
        if kind == "video":
            if len(content) > 50_000_000:
                raise BadRequest("Request Entity Too Large", 413)
            if content[4:8] != b"ftyp":
                raise BadRequest("Bad Request: wrong type of the file")
            return {"video": {"file_size": len(content)}, "content": content}
        if len(content) > 10_000_000:
            raise BadRequest("Bad Request: file is too big")
        try:
            with Image.open(BytesIO(content)) as picture:
                width, height = picture.size
        except UnidentifiedImageError:
            raise BadRequest("Bad Request: IMAGE_PROCESS_FAILED") from None
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise BadRequest("Bad Request: PHOTO_INVALID_DIMENSIONS")
        return {"photo": [{"width": width, "height": height}], "content": content}

    def _chat(self, named: int | str) -> Chat:
        number = str(named).removeprefix("-")
        for chat in self.chats.values():
            if str(chat.id).removeprefix("-") == number or (chat.username and f"@{chat.username}" == named):
                if chat.member["status"] == "kicked":
                    raise BadRequest("Forbidden: bot was kicked from the channel chat", 403)
                if chat.member["status"] == "left":
                    raise BadRequest("Forbidden: bot is not a member of the channel chat", 403)
                if chat.migrated_to:
                    moved = "Bad Request: group chat was upgraded to a supergroup chat"
                    raise BadRequest(moved, migrate_to_chat_id=chat.migrated_to)
                return chat
        raise BadRequest("Bad Request: chat not found")

    def _may_post(self, fields: dict[str, Any]) -> Chat:
        chat = self._chat(fields["chat_id"])
        if chat.type == "channel" and not chat.member.get("can_post_messages"):
            raise BadRequest("Bad Request: need administrator rights in the channel chat")
        return chat

    def _keep(self, chat: Chat, **content: Any) -> dict[str, Any]:
        message = {"message_id": len(self.messages) + 1, "date": int(time.time()), "chat": chat.shown(), **content}
        self.messages.append(message)
        return {name: value for name, value in message.items() if name not in ("asked", "content") and value != []}


def _refusal(refusal: BadRequest) -> Answer:
    body: dict[str, Any] = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return Answer(body, refusal.status)


def _read(request: Request, known: dict[str, Any]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Fields and files, however they were sent."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/"):
        parts = multipart(kind, request.body)
        files = {part.name: part.content for part in parts if part.filename is not None}
        texts = {part.name: part.content.decode() for part in parts if part.filename is None}
        # A file posted under the field's own name stands for itself.
        return {**{name: name for name in files if name in known}, **_typed(texts, known)}, files
    if kind.startswith("application/json"):
        return request.json(), {}
    return _typed(dict(parse_qsl(request.body.decode() or request.target.partition("?")[2])), known), {}


def _typed(texts: dict[str, str], known: dict[str, Any]) -> dict[str, Any]:
    """In forms everything is text: lists and objects are JSON, booleans and numbers are written out."""
    typed: dict[str, Any] = {}
    for name, text in texts.items():
        plain = known.get(name, str) in (str, (int, str))
        try:
            typed[name] = text if plain else json.loads(text)
        except ValueError:
            raise BadRequest(f"Bad Request: can't parse {name}") from None
    return typed


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake
