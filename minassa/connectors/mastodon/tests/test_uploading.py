"""What the emulator does not do: media that an instance needs time for, and refuses at last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from minassa.connectors.base import Code, ConnectorError, Grant, Outgoing, Refused, Throttled, Unreachable
from minassa.connectors.mastodon import uploading
from minassa.connectors.mastodon.connector import Platform
from minassa.testing.pictures import film
from minassa.testing.platform import Answer, FakePlatform, Request
from minassa.testing.wire import multipart

pytestmark = pytest.mark.anyio

POST = Outgoing("018f", "فيلم", datetime(2026, 3, 1, 12, tzinfo=UTC), media=(film(alt="جولة"),))


@pytest.fixture
def instance() -> Iterator[FakePlatform]:
    routes: dict[str, Any] = {
        "GET /api/v1/accounts/*/statuses": lambda _: Answer([]),
        "POST /api/v2/media": lambda _: Answer({"id": "7", "url": None}, 202),
        "GET /api/v1/media/7": lambda _: Answer({"id": "7", "url": "https://files.example/7.mp4"}),
    }
    with FakePlatform(routes) as fake:
        yield fake


@pytest.fixture
def grant(instance: FakePlatform) -> Grant:
    return Grant("1", instance.url, {"access_token": "t"})


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(Platform, "patience", timedelta(seconds=0.2))


async def test_a_film_is_waited_for(http: httpx.AsyncClient, instance: FakePlatform, grant: Grant) -> None:
    working = iter([Answer({"id": "7", "url": None}, 206), Answer({"id": "7", "url": None}, 206)])
    ready = Answer({"id": "7", "url": "https://files.example/7.mp4"})
    instance.routes["GET /api/v1/media/7"] = lambda _: next(working, ready)
    assert await Platform(http).prepare(grant, POST) == {"media_ids": ["7"], "after": ""}
    assert [request.path for request in instance.requests].count("/api/v1/media/7") == 3
    upload = next(request for request in instance.requests if request.method == "POST")
    parts = {part.name: part for part in multipart(upload.headers["content-type"], upload.body)}
    assert parts["description"].content.decode() == "جولة"
    assert (parts["file"].filename, parts["file"].mime, parts["file"].content) == (
        "film.mp4",
        "video/mp4",
        film().read(),
    )


async def test_a_film_that_takes_too_long_is_tried_again_later(
    http: httpx.AsyncClient, instance: FakePlatform, grant: Grant
) -> None:
    instance.routes["GET /api/v1/media/7"] = lambda _: Answer({"id": "7", "url": None}, 206)
    with pytest.raises(Unreachable) as error:
        await Platform(http).prepare(grant, POST)
    assert error.value.code == Code.MEDIA_NOT_READY


async def test_an_older_instance_takes_media_at_the_older_place(
    http: httpx.AsyncClient, instance: FakePlatform, grant: Grant
) -> None:
    del instance.routes["POST /api/v2/media"]
    instance.routes["POST /api/v1/media"] = lambda _: Answer({"id": "7", "url": "https://files.example/7.mp4"})
    assert (await Platform(http).prepare(grant, POST))["media_ids"] == ["7"]


@pytest.mark.parametrize(
    ("path", "answer", "kind", "code"),
    [
        ("GET /api/v1/media/7", Answer({"error": "Error processing file"}, 422), Refused, Code.MEDIA_REJECTED),
        ("POST /api/v2/media", Answer({"error": "File content type is invalid"}, 422), Refused, Code.MEDIA_REJECTED),
        ("POST /api/v2/media", Answer(b"too big", 413), Refused, Code.MEDIA_TOO_LARGE),
        ("POST /api/v2/media", Answer(b"[]"), Unreachable, Code.UNREADABLE_ANSWER),
        ("GET /api/v1/accounts/1/statuses", Answer(b"<html>"), Unreachable, Code.UNREADABLE_ANSWER),
    ],
)
async def test_what_an_instance_will_not_have_is_told(
    http: httpx.AsyncClient,
    instance: FakePlatform,
    grant: Grant,
    path: str,
    answer: Answer,
    kind: type[ConnectorError],
    code: Code,
) -> None:
    instance.routes[path] = lambda _: answer
    with pytest.raises(kind) as error:
        await Platform(http).prepare(grant, POST)
    assert error.value.code == code


async def test_the_wait_for_more_uploads_is_a_moment_in_iso_form(
    http: httpx.AsyncClient, instance: FakePlatform, grant: Grant
) -> None:
    def limited(_: Request) -> Answer:
        headers = {"Date": "Sun, 01 Mar 2026 12:00:00 GMT", "X-RateLimit-Reset": "2026-03-01T12:04:30.000000Z"}
        return Answer({"error": "Too many requests"}, 429, headers)

    instance.routes["POST /api/v2/media"] = limited
    with pytest.raises(Throttled) as limit:
        await Platform(http).prepare(grant, POST)
    assert limit.value.wait == timedelta(minutes=4, seconds=30)


async def test_media_that_is_not_ready_yet_is_no_refusal(
    http: httpx.AsyncClient, instance: FakePlatform, grant: Grant
) -> None:
    said = "Cannot attach files that have not finished processing. Try again in a moment!"
    instance.routes["POST /api/v1/statuses"] = lambda _: Answer({"error": said}, 422)
    with pytest.raises(Unreachable) as error:
        await Platform(http).publish(grant, POST.with_prepared({"media_ids": ["7"], "after": ""}))
    assert error.value.code == Code.MEDIA_NOT_READY
