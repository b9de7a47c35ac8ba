from __future__ import annotations

import logging
import traceback
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from minassa.connectors.base import (
    Code,
    ConnectorError,
    Disconnected,
    Grant,
    MediaFile,
    OutcomeUnknown,
    Outgoing,
    Refused,
    Sent,
    Throttled,
    Unreachable,
)
from minassa.connectors.telegram.connector import Platform
from minassa.core.text import utf16_length
from minassa.testing.pictures import film, picture
from minassa.testing.telegram import CHANNEL, TOKEN, Chat, FakeTelegram

pytestmark = pytest.mark.anyio

TEXT = "📣 أخبارُ #منصّة_جديدة 👩‍👩‍👧 من @minassa: https://minassa.example/خبر، اقرأ"


def post(text: str = TEXT, *media: MediaFile, **options: object) -> Outgoing:
    return Outgoing("018f", text, datetime(2026, 3, 1, 12, tzinfo=UTC), media=media, options=options)


def cut(text: str, entity: dict[str, int]) -> str:
    """What a Telegram client shows as the entity: positions are UTF-16 code units."""
    units = text.encode("utf-16-le")
    return units[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le")


async def test_words_go_out_with_their_tags_links_and_mentions_marked(
    http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant
) -> None:
    sent = await Platform(http).publish(grant, post(f"  {TEXT}\n"))
    assert sent == Sent("1", "https://t.me/minassa_news/1")
    [message] = telegram.messages
    assert message["text"] == TEXT
    marked = {entity["type"]: cut(TEXT, entity) for entity in message["entities"]}
    assert marked == {
        "hashtag": "#منصّة_جديدة",
        "mention": "@minassa",
        "text_link": "https://minassa.example/خبر",  # told apart from the Arabic comma that touches it
    }
    assert not telegram.violations


async def test_the_card_of_the_chosen_link_is_shown(
    http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant
) -> None:
    connector = Platform(http)
    await connector.publish(grant, replace(post(), link="https://minassa.example/2"))
    await connector.publish(grant, post(no_card=True))
    await connector.publish(grant, post(silent=True, protected=True))
    first, second, third = (message["asked"] for message in telegram.messages)
    assert first["link_preview_options"] == {"url": "https://minassa.example/2"}
    assert second["link_preview_options"] == {"is_disabled": True}
    assert "link_preview_options" not in third
    assert third["disable_notification"] is third["protect_content"] is True


async def test_a_photo_goes_out_with_its_caption(http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant) -> None:
    photo = picture(640, 480)
    sent = await Platform(http).publish(grant, post(TEXT, photo))
    [message] = telegram.messages
    assert sent.remote_id == "1"
    assert message["photo"] == [{"width": 640, "height": 480}]
    assert (message["caption"], message["content"]) == (TEXT, photo.read())
    assert "#منصّة_جديدة" in [cut(TEXT, entity) for entity in message["caption_entities"]]
    assert not telegram.violations


async def test_a_film_goes_out_with_its_size(http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant) -> None:
    await Platform(http).publish(grant, post("", film()))
    [message] = telegram.messages
    asked = {name: message["asked"][name] for name in ("width", "height", "supports_streaming")}
    assert asked == {"width": 320, "height": 240, "supports_streaming": True}
    assert message["content"] == film().read()
    assert not telegram.violations


async def test_an_album_is_one_post_under_the_first_ones_caption(
    http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant
) -> None:
    sent = await Platform(http).publish(grant, post(TEXT, picture(colour="teal"), film(), picture(colour="navy")))
    assert sent == Sent("1", "https://t.me/minassa_news/1")
    assert [message["caption"] for message in telegram.messages] == [TEXT, "", ""]
    assert len({message["media_group_id"] for message in telegram.messages}) == 1
    assert ["video" in message for message in telegram.messages] == [False, True, False]
    assert [request.path.rpartition("/")[2] for request in telegram.requests] == ["sendMediaGroup"]
    assert not telegram.violations


async def test_a_private_channels_post_has_an_address_for_its_members(
    http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant
) -> None:
    telegram.channel.username = ""
    assert (await Platform(http).publish(grant, post())).url == "https://t.me/c/1234567890/1"


@pytest.mark.parametrize(("limit", "media"), [(4096, ()), (1024, (picture(),))])
async def test_limits_are_counted_as_telegram_counts(
    http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant, limit: int, media: tuple[MediaFile, ...]
) -> None:
    connector = Platform(http)
    rules = connector.rules({})
    assert (rules.caption_limit if media else rules.text_limit) == limit
    just_fits = "😀" * (limit // 2)
    assert utf16_length(just_fits) == limit
    await connector.publish(grant, post(just_fits, *media))
    with pytest.raises(Refused) as refusal:
        await connector.publish(grant, post(just_fits + "ا", *media))
    assert refusal.value.code == Code.TEXT_TOO_LONG
    assert len(telegram.messages) == 1


async def test_a_wait_is_read_from_the_body(http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant) -> None:
    telegram.flood(17, times=1)
    with pytest.raises(Throttled) as limit:
        await Platform(http).publish(grant, post())
    assert limit.value.wait == timedelta(seconds=17)
    assert not telegram.messages


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ({"status": "kicked"}, Code.GRANT_REVOKED),
        ({"status": "left"}, Code.GRANT_REVOKED),
        ({"status": "administrator", "can_post_messages": False}, Code.RIGHT_MISSING),
    ],
)
async def test_a_bot_that_may_no_longer_post_asks_to_reconnect(
    http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant, member: dict[str, object], code: Code
) -> None:
    telegram.channel.member = member
    with pytest.raises(Disconnected) as error:
        await Platform(http).publish(grant, post())
    assert error.value.code == code


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (post("   "), Code.TEXT_EMPTY),
        (post("", picture(2100, 100)), Code.MEDIA_REJECTED),
        (post("", replace(picture(), read=lambda: b"no picture")), Code.MEDIA_REJECTED),
    ],
)
async def test_what_telegram_will_not_have_is_refused_with_its_reason(
    http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant, sent: Outgoing, code: Code
) -> None:
    with pytest.raises(Refused) as refusal:
        await Platform(http).publish(grant, sent)
    assert refusal.value.code == code
    assert refusal.value.said.startswith("Bad Request: ")


def test_a_picture_of_a_bad_shape_is_told_before() -> None:
    [problem] = Platform.problems("", (picture(), picture(2100, 100)), {})
    assert (problem.code, problem.facts) == (Code.MEDIA_REJECTED, {"why": "shape", "number": 2})
    assert not Platform.problems("", (film(),), {})


async def test_a_group_that_grew_gets_the_post_once(http: httpx.AsyncClient, telegram: FakeTelegram) -> None:
    telegram.chats[-55] = Chat(-55, "فريق", type="group", migrated_to=CHANNEL)
    await Platform(http).publish(Grant("-55", telegram.url, {"bot_token": TOKEN}), post(TEXT, picture()))
    assert [message["chat"]["id"] for message in telegram.messages] == [CHANNEL]


@pytest.mark.parametrize("media", [(), (picture(),), (picture(), film())])
async def test_a_dropped_answer_is_doubt_and_nothing_is_resent(
    http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant, media: tuple[MediaFile, ...]
) -> None:
    telegram.drop_answers()
    with pytest.raises(OutcomeUnknown) as doubt:
        await Platform(http).publish(grant, post(TEXT, *media))
    assert doubt.value.code == Code.ANSWER_DROPPED
    assert len(telegram.requests) == 1
    assert len(telegram.messages) == max(1, len(media))


async def test_the_token_is_nowhere_to_be_found_after_a_failure(
    http: httpx.AsyncClient, telegram: FakeTelegram, grant: Grant, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    connector, told = Platform(http), ""
    telegram.drop_answers(times=1)
    telegram.fail(500, times=1)
    telegram.cut(times=1)
    nobody = Grant(str(CHANNEL), "http://127.0.0.1:9", {"bot_token": TOKEN})
    for asked in (grant, grant, grant, nobody):
        with pytest.raises((OutcomeUnknown, Unreachable)) as error:
            await connector.publish(asked, post())
        told += "".join(traceback.TracebackException.from_exception(error.value, capture_locals=True).format())
        told += _everything_behind(error.value)
    told += "".join(record.getMessage() for record in caplog.records) + repr(grant) + repr(connector)
    assert TOKEN not in told


def _everything_behind(error: BaseException | None) -> str:
    told = ""
    while error is not None:
        facts = error.facts if isinstance(error, ConnectorError) else {}
        told += repr(error) + str(error) + repr(facts) + str(getattr(error, "_request", None) and error._request.url)  # type: ignore[attr-defined]
        error = error.__cause__ or error.__context__
    return told
