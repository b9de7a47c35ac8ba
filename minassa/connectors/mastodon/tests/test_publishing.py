"""Against the emulator, with and without its memory for keys."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from minassa.connectors.base import Code, Grant, MediaFile, OutcomeUnknown, Outgoing, Refused, Sent, Unreachable
from minassa.connectors.mastodon.connector import Platform
from minassa.core.clock import now
from minassa.core.ids import new_id
from minassa.core.text import MEASURES
from minassa.testing.mastodon import Mastodon
from minassa.testing.pictures import picture

pytestmark = [pytest.mark.anyio, pytest.mark.server]

TEXT = "أخبارُ #منصّة_جديدة من @minassa@social.example:\n\nhttps://minassa.example/خبر?x=1&y=2 <نعم> 👩‍👩‍👧"


@pytest.fixture
def grant(mastodon: Mastodon) -> Grant:
    return mastodon.account()


@pytest.fixture(params=[False, True], ids=["keeps keys", "forgets keys"])
def forgetful(request: pytest.FixtureRequest, mastodon: Mastodon) -> Mastodon:
    mastodon.forgets_keys = request.param
    return mastodon


def post(text: str = TEXT, *media: MediaFile, **options: object) -> Outgoing:
    return Outgoing(str(new_id()), text, now(), media=media, options=options)


async def prepared(connector: Platform, grant: Grant, sent: Outgoing) -> Outgoing:
    return sent.with_prepared(await connector.prepare(grant, sent))


async def test_a_post_with_pictures_is_live_as_it_was_approved(
    http: httpx.AsyncClient, mastodon: Mastodon, grant: Grant
) -> None:
    connector = Platform(http)
    pictures = (picture(alt="مبنى الشركة", colour="teal"), picture(alt="", colour="navy"))
    ready = await prepared(connector, grant, post(TEXT, *pictures, visibility="unlisted", spoiler_text="انتباه"))
    assert not mastodon.statuses(grant), "preparing publishes nothing"
    sent = await connector.publish(grant, ready)
    [status] = mastodon.statuses(grant)
    assert sent == Sent(status["id"], status["url"])
    assert mastodon.ask("GET", f"/api/v1/statuses/{sent.remote_id}/source")["text"] == TEXT
    assert [medium["description"] for medium in status["media_attachments"]] == ["مبنى الشركة", None]
    assert (status["language"], status["visibility"], status["spoiler_text"]) == ("ar", "unlisted", "انتباه")
    first = mastodon.ask("GET", f"/api/v1/media/{status['media_attachments'][0]['id']}")
    assert httpx.get(first["url"], timeout=30).content == pictures[0].read()


async def test_a_text_is_as_long_as_the_instance_allows(
    http: httpx.AsyncClient, mastodon: Mastodon, grant: Grant
) -> None:
    connector = Platform(http)
    rules = connector.rules((await connector.profile(grant)).limits)
    just_fits = "س" * rules.text_limit
    assert MEASURES[rules.measure](just_fits) == rules.text_limit
    await connector.publish(grant, await prepared(connector, grant, post(just_fits)))
    with pytest.raises(Refused) as refusal:
        await connector.publish(grant, await prepared(connector, grant, post(just_fits + "س")))
    assert refusal.value.code == Code.TEXT_TOO_LONG
    assert len(mastodon.statuses(grant)) == 1


async def test_the_same_key_again_is_no_second_post_where_keys_are_kept(
    http: httpx.AsyncClient, mastodon: Mastodon, grant: Grant
) -> None:
    connector = Platform(http)
    ready = await prepared(connector, grant, post())
    assert await connector.publish(grant, ready) == await connector.publish(grant, ready)
    assert len(mastodon.statuses(grant)) == 1
    mastodon.forgets_keys = True
    await connector.publish(grant, ready)
    assert len(mastodon.statuses(grant)) == 2, "and is one where they are not: so it is never relied on"


@pytest.mark.parametrize("media", [(), (picture(alt="صورة"), picture(colour="navy"))], ids=["words", "pictures"])
async def test_a_post_whose_answer_was_lost_is_found(
    http: httpx.AsyncClient, forgetful: Mastodon, grant: Grant, media: tuple[MediaFile, ...]
) -> None:
    connector = Platform(http)
    ready = await prepared(connector, grant, post(TEXT, *media))
    since = now()
    assert await connector.find(grant, ready, since) is None
    forgetful.drop_answers(path="/api/v1/statuses")
    with pytest.raises(OutcomeUnknown) as doubt:
        await connector.publish(grant, ready)
    assert doubt.value.code == Code.ANSWER_DROPPED
    [status] = forgetful.statuses(grant)
    assert await connector.find(grant, ready, since) == Sent(status["id"], status["url"])


async def test_a_post_that_never_arrived_is_not_found(
    http: httpx.AsyncClient, mastodon: Mastodon, grant: Grant
) -> None:
    connector = Platform(http)
    await connector.publish(grant, post("آخر"))
    ready = await prepared(connector, grant, post())
    mastodon.cut(path="/api/v1/statuses")
    with pytest.raises(OutcomeUnknown):
        await connector.publish(grant, ready)
    assert await connector.find(grant, ready, now()) is None


async def test_equal_posts_are_not_taken_for_one_another(
    http: httpx.AsyncClient, mastodon: Mastodon, grant: Grant
) -> None:
    """The second is looked for after the first, whatever the clocks say."""
    connector = Platform(http)
    first = await connector.publish(grant, await prepared(connector, grant, post()))
    second = await prepared(connector, grant, post())
    long_ago = now() - timedelta(days=1)
    assert await connector.find(grant, second, long_ago) is None
    mastodon.drop_answers(path="/api/v1/statuses")
    with pytest.raises(OutcomeUnknown):
        await connector.publish(grant, second)
    found = await connector.find(grant, second, long_ago)
    assert found is not None
    assert found != first


async def test_a_post_known_as_another_is_passed_over(
    http: httpx.AsyncClient, mastodon: Mastodon, grant: Grant
) -> None:
    """Without the mark of `prepare` only words and time are left, and what we know to be another post."""
    connector = Platform(http)
    mine = post()
    live = await connector.publish(grant, mine)
    assert await connector.find(grant, mine, mine.send_at) == live
    known = replace(mine, options={"known_remote_ids": [live.remote_id]})
    assert await connector.find(grant, known, mine.send_at) is None
    assert await connector.find(grant, mine, mine.send_at + timedelta(hours=1)) is None


async def test_a_post_is_found_behind_many_others(http: httpx.AsyncClient, mastodon: Mastodon, grant: Grant) -> None:
    connector = Platform(http)
    ready = await prepared(connector, grant, post())
    live = await connector.publish(grant, ready)
    await asyncio.gather(
        *(
            connector.publish(grant, post(f"رقم {number}").with_prepared({"media_ids": [], "after": ""}))
            for number in range(45)
        )
    )
    assert await connector.find(grant, ready, now()) == live


async def test_pictures_that_went_out_before_lead_to_the_post_they_went_into(
    http: httpx.AsyncClient, mastodon: Mastodon, grant: Grant
) -> None:
    """An instance refuses media that is already attached: that is not "expired", it is the post itself."""
    connector = Platform(http)
    ready = await prepared(connector, grant, post(TEXT, picture()))
    live = await connector.publish(grant, ready)
    refused = {"effect": {"type": "status", "status": 422, "body": {"error": "Validation failed: Media not found"}}}
    rule = {"match": {"methods": ["POST"], "path": "/api/v1/statuses"}, **refused}
    mastodon.ask("POST", "/api/v1/_mock/faults", json={**rule, "count": 2})
    assert await connector.publish(grant, ready) == live
    other = await prepared(connector, grant, post(TEXT + "!", picture()))
    with pytest.raises(Refused) as refusal:
        await connector.publish(grant, other)
    assert refusal.value.code == Code.MEDIA_REJECTED
    assert len(mastodon.statuses(grant)) == 1


async def test_a_lost_upload_is_no_doubt(http: httpx.AsyncClient, mastodon: Mastodon, grant: Grant) -> None:
    connector = Platform(http)
    mastodon.drop_answers(path="/api/v2/media")
    with pytest.raises(Unreachable):
        await connector.prepare(grant, post(TEXT, picture()))
    assert not mastodon.statuses(grant)
