"""Open connections, kept for the next request to the same server.

httpcore's own pool walks over all connections at every request, which costs more than the request itself once a
hundred are open. Here a request takes one idle connection of its server, or makes one, and nobody else is looked at.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import defaultdict
from collections.abc import AsyncIterable, AsyncIterator
from typing import Any

import httpcore
import httpx

Origin = tuple[bytes, bytes, int | None]


class Connections:
    """What httpx needs of a pool. At most `max_connections` at work; the rest wait, as long as `pool` says."""

    def __init__(self, tls: ssl.SSLContext, backend: httpcore.AsyncNetworkBackend, limits: httpx.Limits) -> None:
        self._tls = tls
        self._backend = backend
        self._expiry = limits.keepalive_expiry
        self._most_idle = limits.max_keepalive_connections or 0
        self._places = asyncio.Semaphore(limits.max_connections or 1_000_000)
        self._idle: defaultdict[Origin, list[httpcore.AsyncHTTPConnection]] = defaultdict(list)
        self._idle_count = 0

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        if request.url.scheme not in (b"http", b"https"):
            raise httpcore.UnsupportedProtocol("Only http and https are spoken.")
        patience = request.extensions.get("timeout", {}).get("pool")
        try:
            async with asyncio.timeout(patience):
                await self._places.acquire()
        except TimeoutError:
            raise httpcore.PoolTimeout from None
        try:
            connection = await self._take(request.url.origin)
            response = await connection.handle_async_request(request)
        except BaseException:
            self._places.release()  # the connection has closed itself
            raise
        body = _Body(response.stream, self, connection, request.url.origin)
        return httpcore.Response(
            response.status, headers=response.headers, content=body, extensions=response.extensions
        )

    async def give_back(self, connection: httpcore.AsyncHTTPConnection, origin: httpcore.Origin) -> None:
        self._places.release()
        if connection.is_idle() and not connection.is_closed():
            if self._idle_count >= self._most_idle:
                await self._drop_expired()
            if self._idle_count < self._most_idle:
                self._idle[_key(origin)].append(connection)
                self._idle_count += 1
                return
        await connection.aclose()

    async def aclose(self) -> None:
        kept = [connection for idle in self._idle.values() for connection in idle]
        self._idle.clear()
        self._idle_count = 0
        for connection in kept:
            await connection.aclose()

    async def __aenter__(self) -> Connections:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def _take(self, origin: httpcore.Origin) -> httpcore.AsyncHTTPConnection:
        """The connection used last is the likeliest to be alive still."""
        idle = self._idle.get(_key(origin))
        while idle:
            connection = idle.pop()
            self._idle_count -= 1
            if not connection.has_expired():
                return connection
            await connection.aclose()
        self._idle.pop(_key(origin), None)
        return httpcore.AsyncHTTPConnection(
            origin, ssl_context=self._tls, keepalive_expiry=self._expiry, network_backend=self._backend
        )

    async def _drop_expired(self) -> None:
        for key, idle in list(self._idle.items()):
            expired = [connection for connection in idle if connection.has_expired()]
            alive = [connection for connection in idle if connection not in expired]
            self._idle_count -= len(expired)
            if alive:
                self._idle[key] = alive
            else:
                del self._idle[key]
            for connection in expired:
                await connection.aclose()


class _Body:
    """An answer's body; closing it frees the connection for the next request."""

    def __init__(
        self,
        stream: Any,
        connections: Connections,
        connection: httpcore.AsyncHTTPConnection,
        origin: httpcore.Origin,
    ) -> None:
        self._stream: AsyncIterable[bytes] = stream
        self._close = stream.aclose
        self._connections = connections
        self._connection = connection
        self._origin = origin
        self._open = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            yield chunk

    async def aclose(self) -> None:
        if self._open:
            self._open = False
            try:
                await self._close()
            finally:
                await self._connections.give_back(self._connection, self._origin)


def _key(origin: httpcore.Origin) -> Origin:
    return origin.scheme, origin.host, origin.port
