from __future__ import annotations

import httpx
import pytest

from minassa.connectors.base import Code, Disconnected, Field, Fields, Grant, Refused
from minassa.connectors.telegram.connector import API, Platform, chat_named
from minassa.testing.telegram import CHANNEL, TOKEN, Chat, FakeTelegram

pytestmark = pytest.mark.anyio


def answers(telegram: FakeTelegram, **other: str) -> dict[str, str]:
    return {"bot_token": TOKEN, "chat": "@minassa_news", "host": telegram.url, **other}


def test_only_the_token_is_secret_and_the_server_need_not_be_said() -> None:
    assert isinstance(Platform.connects, Fields)
    token, _, host = Platform.connects.fields
    assert (token.secret, host) == (True, Field("host", required=False, default=API))


async def test_connecting_finds_the_channel_and_what_the_bot_may_do_there(
    http: httpx.AsyncClient, telegram: FakeTelegram
) -> None:
    connected = await Platform(http).connect(answers(telegram, bot_token=f" {TOKEN}\n"))
    profile = connected.profile
    assert profile.account == str(CHANNEL)  # the number: names change
    assert (profile.name, profile.handle) == ("أخبار منصّة", "minassa_news")
    assert profile.url == "https://t.me/minassa_news"
    assert profile.rights == {"publish": True, "upload": True}
    assert connected.secrets == {"bot_token": TOKEN}
    assert not telegram.violations


@pytest.mark.parametrize(
    "member",
    [
        {"status": "administrator", "can_post_messages": False},
        {"status": "administrator"},
        {"status": "member"},
    ],
)
async def test_a_missing_right_is_told(
    http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant, member: dict[str, object]
) -> None:
    telegram.channel.member = member
    assert (await Platform(http).profile(grant)).rights == {"publish": False, "upload": False}


@pytest.mark.parametrize(
    ("kind", "member", "may"),
    [
        ("supergroup", {"status": "member"}, True),
        ("supergroup", {"status": "creator"}, True),
        ("supergroup", {"status": "administrator"}, True),
        ("group", {"status": "restricted", "can_send_messages": True}, True),
        ("group", {"status": "restricted", "can_send_messages": False}, False),
    ],
)
async def test_in_a_group_a_member_may_post(
    http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant, kind: str, member: dict[str, object], may: bool
) -> None:
    telegram.channel.type, telegram.channel.member = kind, member
    assert (await Platform(http).profile(grant)).rights["publish"] is may


async def test_a_wrong_token_or_channel_is_told_apart(http: httpx.AsyncClient, telegram: FakeTelegram) -> None:
    connector = Platform(http)
    with pytest.raises(Disconnected) as error:
        await connector.connect(answers(telegram, bot_token="7000000002:AAAnotherTokenThatIsNotKnown-012345"))
    assert error.value.code == Code.WRONG_CREDENTIALS
    with pytest.raises(Disconnected) as error:
        await connector.connect(answers(telegram, bot_token="hello/../getMe?"))
    assert error.value.code == Code.WRONG_CREDENTIALS
    with pytest.raises(Disconnected) as error:
        await connector.connect(answers(telegram, chat="@somewhere_else"))
    assert error.value.code == Code.TARGET_GONE
    with pytest.raises(Refused) as refusal:
        await connector.connect(answers(telegram, chat="قناتي"))
    assert refusal.value.facts == {"field": "chat"}


async def test_a_bot_that_was_put_out_is_told(http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant) -> None:
    telegram.channel.member = {"status": "kicked"}
    with pytest.raises(Disconnected) as error:
        await Platform(http).profile(grant)
    assert (error.value.code, error.value.said) == (
        Code.GRANT_REVOKED,
        "Forbidden: bot was kicked from the channel chat",
    )


async def test_a_group_that_grew_is_found_under_its_new_number(http: httpx.AsyncClient, telegram: FakeTelegram) -> None:
    telegram.chats[-55] = Chat(-55, "فريق", type="group", migrated_to=CHANNEL)
    profile = await Platform(http).profile(Grant("-55", telegram.url, {"bot_token": TOKEN}))
    assert profile.account == str(CHANNEL)


@pytest.mark.parametrize(
    ("typed", "chat"),
    [
        ("@minassa_news", "@minassa_news"),
        ("minassa_news", "@minassa_news"),
        (" https://t.me/minassa_news ", "@minassa_news"),
        ("t.me/s/minassa_news?before=7", "@minassa_news"),
        ("https://t.me/minassa_news/42", "@minassa_news"),
        ("https://t.me/c/1234567890/5", "-1001234567890"),
        ("-1001234567890", "-1001234567890"),
    ],
)
def test_a_channel_may_be_named_in_many_ways(typed: str, chat: str) -> None:
    assert chat_named(typed) == chat


@pytest.mark.parametrize("typed", ["", "@", "a b", "https://t.me/+AbCdEf", "قناة", "@ab"])
def test_what_names_no_channel_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        chat_named(typed)
