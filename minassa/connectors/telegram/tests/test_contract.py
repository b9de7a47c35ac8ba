from __future__ import annotations

from datetime import UTC, datetime

import httpx

from minassa.connectors.base import Finds, Grant, Outgoing, Prepares, Repeats
from minassa.connectors.telegram.connector import Platform
from minassa.connectors.testing import ConnectorContract, nowhere

CHANNEL = {"id": -1001234567890, "type": "channel", "title": "أخبار", "username": "minassa_news"}
BOT = {"id": 7000000001, "is_bot": True, "first_name": "Minassa", "username": "minassa_bot"}
RESULTS = {
    "getMe": BOT,
    "getChat": CHANNEL,
    "getChatMember": {"user": BOT, "status": "administrator", "can_post_messages": True},
    "sendMessage": {"message_id": 5, "date": 1, "chat": CHANNEL, "text": "سلام"},
}


class TestContract(ConnectorContract):
    connector = Platform
    grant = Grant(
        "-1001234567890",
        "https://api.telegram.example",
        {"bot_token": "7000000001:AAFakeTokenOfTheFakeTelegram-0123456789"},
    )
    post = Outgoing(key="018f", text="سلام", send_at=datetime(2026, 3, 1, 12, tzinfo=UTC))

    def answer(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"ok": True, "result": RESULTS[request.url.path.rpartition("/")[2]]})

    def publishes(self, request: httpx.Request) -> bool:
        return "/send" in request.url.path


def test_doubt_goes_to_a_person() -> None:
    """Telegram can neither be asked nor be trusted with a repeat, and uploads are seen by nobody only inside a send."""
    assert not isinstance(Platform(nowhere()), Finds | Repeats | Prepares)
