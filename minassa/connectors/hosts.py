"""Servers' addresses as people type them."""

from __future__ import annotations

import httpx
import regex

from minassa.connectors.base import Code, Unreachable
from minassa.core.text import BIDI_MARKS

_UNSEEN = regex.compile(rf"[{BIDI_MARKS}\s\u200b\ufeff]")


def typed(written: str) -> str:
    """Without the marks and spaces that travel along when a name is copied; no name or key holds any."""
    return str(_UNSEEN.sub("", written))


def origin(written: str) -> str:
    """ "Bsky.social/" → "https://bsky.social". A server that is no address cannot be reached."""
    address = typed(written)
    if "://" not in address:
        address = f"https://{address}"
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        raise Unreachable(Code.NO_CONNECTION) from None
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
        raise Unreachable(Code.NO_CONNECTION)
    return str(url.copy_with(raw_path=b"/", fragment=None)).rstrip("/")
