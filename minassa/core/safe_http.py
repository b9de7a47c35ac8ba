"""The only way out: an HTTP client that reaches public addresses and those the operator named, nothing inside.

The guard stands where the connection is made. The host is looked up there, every address it has is judged, and the
connection goes to a judged address itself; so neither a redirect nor a second look-up can lead elsewhere.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import zlib
from collections.abc import AsyncIterator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpcore
import httpx

from minassa.core.addresses import Address, AllowList, is_public, literal
from minassa.core.connections import Connections

TIMEOUT = httpx.Timeout(connect=5, read=30, write=30, pool=15)
LIMITS = httpx.Limits(max_connections=400, max_keepalive_connections=100, keepalive_expiry=4)
BODY_LIMIT = 10_000_000
USER_AGENT = "Minassa"

# Address look-ups block a thread; a name server that hangs must not take the threads of everybody else.
_lookups = ThreadPoolExecutor(max_workers=64, thread_name_prefix="dns")


class AddressBlocked(httpx.ConnectError):
    """The host is, or leads to, an address that must not be reached."""


class AnswerTooLarge(httpx.ReadError):
    """The answer's body went on past the limit."""


def client(
    *,
    allow: Sequence[str] = (),
    only_allowed: bool | None = None,
    body_limit: int = BODY_LIMIT,
    timeout: httpx.Timeout = TIMEOUT,
    limits: httpx.Limits = LIMITS,
) -> httpx.AsyncClient:
    """A client for the event loop it is first used in. Close it when done.

    `allow` lists hosts, host:port pairs and networks that may be reached although they are inside.
    `only_allowed` closes everything else; unless said, the environment's MINASSA_OUTSIDE=off does, as the tests set it.
    """
    _hush()
    if only_allowed is None:
        only_allowed = os.environ.get("MINASSA_OUTSIDE", "") == "off"
    return httpx.AsyncClient(
        transport=_Transport(_Guard(AllowList.of(allow), only_allowed), body_limit, limits),
        timeout=timeout,
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
        # One client serves many accounts of many companies: what a server sets for one must not come with another's.
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        trust_env=False,
        max_redirects=5,
    )


def _hush() -> None:
    """httpx and httpcore log addresses, and one platform's token is in its address."""
    for name in ("httpx", "httpcore"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        logger.propagate = False


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's own, over connections that are made through the guard."""

    def __init__(self, guard: _Guard, body_limit: int, limits: httpx.Limits) -> None:
        tls = httpx.create_ssl_context()  # reads SSL_CERT_FILE, for operators with an authority of their own
        super().__init__(verify=tls, limits=limits, trust_env=False)
        self._body_limit = body_limit
        self._pool = Connections(tls, guard, limits)  # type: ignore[assignment]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        encoding = response.headers.pop("Content-Encoding", "").strip().lower()
        response.stream = _Capped(response.stream, encoding, self._body_limit)
        return response


class _Capped(httpx.AsyncByteStream):
    """A body that is unpacked here, in bounds, because httpx unpacks without any."""

    def __init__(self, stream: Any, encoding: str, limit: int) -> None:
        self._stream = stream
        self._encoding = encoding
        self._left = limit

    async def __aiter__(self) -> AsyncIterator[bytes]:
        unpacker = zlib.decompressobj(wbits=47) if self._encoding in {"gzip", "x-gzip"} else None
        async for chunk in self._stream:
            plain = chunk if unpacker is None else _unpack(unpacker, chunk, self._left + 1)
            self._left -= len(plain)
            if self._left < 0:
                raise AnswerTooLarge("The answer is larger than the limit.")
            yield plain

    async def aclose(self) -> None:
        await self._stream.aclose()


def _unpack(unpacker: Any, chunk: bytes, most: int) -> bytes:
    try:
        return bytes(unpacker.decompress(chunk, most))
    except zlib.error:
        raise httpx.ReadError("The answer's packing is broken.") from None


class _Guard(httpcore.AsyncNetworkBackend):
    def __init__(self, allowed: AllowList, only_allowed: bool) -> None:
        self._allowed = allowed
        self._only_allowed = only_allowed
        self._network = httpcore.AnyIOBackend()
        self._asking: dict[tuple[str, int], asyncio.Future[list[Address]]] = {}

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + (5 if timeout is None else timeout)
        addresses = await self._judged(host, port, deadline - loop.time())
        failure: Exception = httpcore.ConnectError("The host has no address.")
        for number, address in enumerate(addresses):
            share = (deadline - loop.time()) / (len(addresses) - number)
            try:
                return await self._network.connect_tcp(str(address), port, max(share, 0.1), local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        raise AddressBlocked("Only hosts are reached.")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _judged(self, host: str, port: int, patience: float) -> list[Address]:
        named = self._allowed.names(host, port)
        written = literal(host)
        if self._only_allowed and not named and written is None:
            raise AddressBlocked("Only hosts on the operator's list may be reached.")
        addresses = [written] if written is not None else await self._look_up(host, port, patience)
        if not named and not all(self._may_reach(address) for address in addresses):
            raise AddressBlocked("The host leads to an address inside a private network.")
        return addresses

    def _may_reach(self, address: Address) -> bool:
        return self._allowed.covers(address) or (not self._only_allowed and is_public(address))

    async def _look_up(self, host: str, port: int, patience: float) -> list[Address]:
        """Many connections to one host at a time ask once."""
        asking = self._asking.get((host, port))
        if asking is None:
            asking = asyncio.get_running_loop().run_in_executor(_lookups, _addresses, host, port)
            self._asking[host, port] = asking
            asking.add_done_callback(lambda done: self._asked(host, port, done))
        try:
            return await asyncio.wait_for(asyncio.shield(asking), patience)
        except TimeoutError:
            raise httpcore.ConnectTimeout("The host's address could not be found in time.") from None
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("The host is not known.") from error

    def _asked(self, host: str, port: int, done: asyncio.Future[list[Address]]) -> None:
        self._asking.pop((host, port), None)
        if not done.cancelled():
            done.exception()  # heard, even when everybody who asked has stopped waiting


def _addresses(host: str, port: int) -> list[Address]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = (literal(str(entry[4][0])) for entry in found)
    return list(dict.fromkeys(address for address in addresses if address is not None))
