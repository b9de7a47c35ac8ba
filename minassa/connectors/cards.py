"""The card of a link: what the page says about itself; a page that says nothing or cannot be read has a plain one."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from html.parser import HTMLParser

import httpx

PAGE_BYTES = 512_000
PAGE_SECONDS = 8.0
TITLE_LENGTH = 300
DESCRIPTION_LENGTH = 1000
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Card:
    url: str
    title: str
    description: str = ""
    picture: Picture | None = None


async def card_of(http: httpx.AsyncClient, url: str, *, picture_bytes: int) -> Card:
    """Never fails. A picture larger than `picture_bytes`, or not a picture, is left out."""
    plain = Card(url, title=url)
    page = await _get(http, url, most=PAGE_BYTES, whole=False)
    if page is None or "html" not in page.headers.get("Content-Type", ""):
        return plain
    said = _Head.read(_decoded(page))
    title = said.get("og:title") or said.get("twitter:title") or said.get("title") or url
    description = said.get("og:description") or said.get("twitter:description") or said.get("description", "")
    source = said.get("og:image:secure_url") or said.get("og:image") or said.get("twitter:image", "")
    picture = await _picture(http, _join(page.url, source), picture_bytes) if source else None
    return Card(url, title[:TITLE_LENGTH], description[:DESCRIPTION_LENGTH], picture)


async def _picture(http: httpx.AsyncClient, url: str, most: int) -> Picture | None:
    answer = await _get(http, url, most=most, whole=True)
    mime = _sniffed(answer.content) if answer is not None else ""
    return Picture(mime, answer.content) if answer is not None and mime else None


async def _get(http: httpx.AsyncClient, url: str, *, most: int, whole: bool) -> httpx.Response | None:
    """The answer with at most `most` bytes of its body; None when it is no success, or is longer and `whole`."""
    body = b""
    try:
        async with (
            asyncio.timeout(PAGE_SECONDS),
            http.stream("GET", url, follow_redirects=True, headers={"Accept": "text/html,image/*;q=0.9"}) as answer,
        ):
            if not answer.is_success:
                return None
            async for chunk in answer.aiter_bytes(16_384):
                body += chunk
                if len(body) > most:
                    break
    except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, TimeoutError, ValueError):
        return None
    if len(body) > most and whole:
        return None
    kept = {name: answer.headers.get(name, "") for name in ("Content-Type",)}
    return httpx.Response(200, headers=kept, content=body[:most], request=httpx.Request("GET", answer.url))


def _decoded(page: httpx.Response) -> str:
    """By the header, else by the page's own word (Arabic pages in windows-1256 say it there), else UTF-8."""
    said = _CHARSET.search(page.content[:4096])
    charset = page.charset_encoding or (said[1].decode() if said else "utf-8")
    try:
        return page.content.decode(charset, "replace")
    except LookupError:
        return page.content.decode("utf-8", "replace")


def _join(base: httpx.URL, written: str) -> str:
    try:
        return str(base.join(written))
    except httpx.InvalidURL:
        return ""


def _sniffed(content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


class _Head(HTMLParser):
    """Title and meta of a page's head."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: dict[str, str] = {}
        self._in_title = False

    @classmethod
    def read(cls, html: str) -> dict[str, str]:
        head = cls()
        head.feed(html)
        return {name: " ".join(value.split()) for name, value in head.said.items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title" and "title" not in self.said
        if tag == "meta":
            given = dict(attrs)
            name = (given.get("property") or given.get("name") or "").lower()
            if name and given.get("content"):
                self.said.setdefault(name, given["content"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.said["title"] = self.said.get("title", "") + data
