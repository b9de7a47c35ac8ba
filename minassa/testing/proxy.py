"""A proxy before a real server, that misbehaves when asked."""

from __future__ import annotations

import asyncio

import httpx

from minassa.testing.platform import Answer, FakePlatform, Request

_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "accept-encoding", "host"}


class Proxy(FakePlatform):
    """The same faults as any fake platform, and the real server's answers."""

    def __init__(self, upstream: str, *, port: int = 0) -> None:
        super().__init__({"* /*": self._forward}, port=port)
        self.upstream = upstream
        self._client: httpx.AsyncClient | None = None

    def kept(self, headers: dict[str, str]) -> dict[str, str]:
        """The headers that go on; a proxy that loses some overrides this."""
        return headers

    async def _forward(self, request: Request) -> Answer:
        if self._client is None:
            self._client = httpx.AsyncClient(base_url=self.upstream, timeout=30)
        headers = self.kept({name: value for name, value in request.headers.items() if name not in _HOP})
        answer = await self._client.request(request.method, request.target, headers=headers, content=request.body)
        shown = {name: value for name, value in answer.headers.items() if name.lower() not in _HOP}
        shown.pop("content-encoding", None)
        return Answer(answer.content, answer.status_code, shown)

    async def _close(self, server: asyncio.Server) -> None:
        await super()._close(server)
        if self._client is not None:
            await self._client.aclose()
