from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest

from minassa.connectors.cards import DESCRIPTION_LENGTH, TITLE_LENGTH, Card, Picture, card_of
from minassa.core.safe_http import AddressBlocked

pytestmark = pytest.mark.anyio

URL = "https://page.example/a/b"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def card(answer: Callable[[httpx.Request], httpx.Response]) -> Card:
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        return await card_of(http, URL, picture_bytes=1000)


def page(html: str | bytes, kind: str = "text/html") -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith(".png"):
            return httpx.Response(200, content=PNG, headers={"Content-Type": "text/html"})
        return httpx.Response(200, content=html, headers={"Content-Type": kind})

    return answer


async def test_a_page_says_what_its_card_shows() -> None:
    html = """<head><title>قديم</title><meta property="og:title" content="منصّة &amp; عمل">
        <meta name=description content="وصف
        طويل"><meta property="og:image" content="../cover.png"></head>"""
    assert await card(page(html)) == Card(URL, "منصّة & عمل", "وصف طويل", Picture("image/png", PNG))


async def test_a_page_with_only_a_title_has_that() -> None:
    assert await card(page("<title> عنوان </title><p>نص")) == Card(URL, "عنوان")


async def test_an_arabic_page_of_the_old_kind_is_read() -> None:
    html = '<meta charset="windows-1256"><title>سلام</title>'.encode("cp1256")
    assert (await card(page(html))).title == "سلام"


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectError(""),
        httpx.ReadTimeout(""),
        httpx.TooManyRedirects(""),
        httpx.InvalidURL(""),
        AddressBlocked(""),
        httpx.Response(404, html="<title>Not found</title>"),
        httpx.Response(200, content=PNG, headers={"Content-Type": "image/png"}),
        httpx.Response(200, content=b"\xff\xfe<title", headers={"Content-Type": "text/html; charset=nonsense"}),
    ],
)
async def test_a_page_that_cannot_be_read_has_a_plain_card(failure: httpx.Response | Exception) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        if isinstance(failure, Exception):
            raise failure
        return failure

    assert await card(answer) == Card(URL, URL)


async def test_a_page_without_end_is_read_in_part() -> None:
    html = "<title>بداية</title>" + "x" * 2_000_000
    assert (await card(page(html))).title == "بداية"


async def test_words_without_end_are_cut() -> None:
    html = f'<title>{"ع" * 5000}</title><meta name="description" content="{"و" * 5000}">'
    made = await card(page(html))
    assert (len(made.title), len(made.description)) == (TITLE_LENGTH, DESCRIPTION_LENGTH)


@pytest.mark.parametrize("content", [b"GIF89a", b"<svg/>", PNG + b"0" * 1000])
async def test_a_picture_too_large_or_no_picture_is_left_out(content: bytes) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/x":
            return httpx.Response(200, content=content)
        return httpx.Response(200, html='<title>t</title><meta property="og:image" content="/x">')

    assert (await card(answer)).picture is None


async def test_a_slow_page_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minassa.connectors.cards.PAGE_SECONDS", 0.01)

    async def slow(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(10)
        return httpx.Response(200)

    async with httpx.AsyncClient(transport=httpx.MockTransport(slow)) as http:
        assert await card_of(http, URL, picture_bytes=1000) == Card(URL, URL)
