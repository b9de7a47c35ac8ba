"""An independent Mastodon emulator as a process of its own, behind a proxy that misbehaves when asked.

The emulator honours the Idempotency-Key; `mastodon.forgets_keys = True` makes it a server that does not, as most of the
compatible ones.
"""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from minassa.connectors.base import Grant
from minassa.testing.platform import Answer, FakePlatform, Request

_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "accept-encoding"}


class Mastodon(FakePlatform):
    """The proxy: the same faults as any fake platform, and the emulator's answers."""

    def __init__(self, emulator: str, *, port: int = 0) -> None:
        super().__init__({"* /*": self._forward}, port=port)
        self.emulator = emulator
        self.forgets_keys = False
        self._client: httpx.AsyncClient | None = None

    def account(self, username: str = "") -> Grant:
        """A new account with a token that may do everything."""
        made = self.ask("POST", "/api/v1/_mock/dev_user", json={"username": username})
        secrets = {"access_token": made["access_token"], "scope": "read write follow push"}
        return Grant(account=made["id"], host=self.url, secrets=secrets)

    def statuses(self, grant: Grant) -> list[dict[str, Any]]:
        """All that is live, newest first, as the emulator itself says."""
        headers = {"Authorization": f"Bearer {grant.secrets['access_token']}"}
        found: list[dict[str, Any]] = self.ask(
            "GET", f"/api/v1/accounts/{grant.account}/statuses?limit=40", headers=headers
        )
        return found

    def ask(self, method: str, path: str, **request: Any) -> Any:
        """Past the proxy and its faults."""
        answer = httpx.request(method, f"{self.emulator}{path}", timeout=30, **request)
        answer.raise_for_status()
        return answer.json()

    async def _forward(self, request: Request) -> Answer:
        if self._client is None:
            self._client = httpx.AsyncClient(base_url=self.emulator, timeout=30)
        headers = {name: value for name, value in request.headers.items() if name not in _HOP}
        if self.forgets_keys:
            headers.pop("idempotency-key", None)
        answer = await self._client.request(request.method, request.target, headers=headers, content=request.body)
        kept = {name: value for name, value in answer.headers.items() if name.lower() not in _HOP}
        return Answer(answer.content, answer.status_code, kept)

    async def _close(self, server: asyncio.Server) -> None:
        await super()._close(server)
        if self._client is not None:
            await self._client.aclose()


@pytest.fixture(scope="session")
def mastodon_emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The emulator's own address."""
    folder = tmp_path_factory.mktemp("mastodon")
    config = folder / "emulator.toml"
    config.write_text(f'media_storage_path = "{folder / "media"}"\n[auth]\nenforce_scopes = false\n')
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    words = ["serve", "--config", str(config), "--in-memory", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "mastodon_mock", *words], stdout=log, stderr=log, cwd=folder)
    try:
        _wait_for(url, process, folder / "log")
        yield url
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def mastodon(mastodon_emulator: str) -> Iterator[Mastodon]:
    with Mastodon(mastodon_emulator) as proxy:
        yield proxy


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{url}/api/v2/instance", timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"The Mastodon emulator does not start:\n{log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
