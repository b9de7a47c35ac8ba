from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from minassa.core import safe_http

pytestmark = pytest.mark.anyio

ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=5)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Server:
    """Counts the connections it was given; /hang never answers, /close answers and closes, /drop closes."""

    url = ""

    def __init__(self) -> None:
        self.connections = 0
        self._writers: list[asyncio.StreamWriter] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.append(writer)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split()[1]
                if path == b"/hang":
                    await reader.read()
                if path != b"/drop":
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                    await writer.drain()
                if path in (b"/drop", b"/close"):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    async def hang_up(self) -> None:
        for writer in self._writers:
            writer.close()
            await writer.wait_closed()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    listening = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    yield made
    listening.close()
    await made.hang_up()


def client(limits: httpx.Limits = ONE, pool: float = 0.05) -> httpx.AsyncClient:
    return safe_http.client(allow=["127.0.0.1"], limits=limits, timeout=httpx.Timeout(2, pool=pool))


async def test_a_connection_is_used_again(server: Server) -> None:
    async with client() as http:
        for _ in range(5):
            assert (await http.get(server.url)).text == "ok"
    assert server.connections == 1


async def test_one_that_the_server_closed_is_not_used_again(server: Server) -> None:
    async with client() as http:
        await http.get(server.url)
        await server.hang_up()
        await asyncio.sleep(0.01)
        assert (await http.get(server.url)).text == "ok"
        assert (await http.get(f"{server.url}/close")).text == "ok"
        await asyncio.sleep(0.01)
        assert (await http.get(server.url)).text == "ok"
    assert server.connections == 3


async def test_one_past_its_time_is_not_used_again(server: Server) -> None:
    async with client(httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=0.01)) as http:
        await http.get(server.url)
        await asyncio.sleep(0.05)
        await http.get(server.url)
    assert server.connections == 2


async def test_who_finds_no_place_in_time_sends_nothing(server: Server) -> None:
    async with client() as http:
        hanging = asyncio.create_task(http.get(f"{server.url}/hang"))
        await asyncio.sleep(0.02)
        with pytest.raises(httpx.PoolTimeout):
            await http.get(server.url)
        hanging.cancel()
        await asyncio.gather(hanging, return_exceptions=True)
        assert (await http.get(server.url)).text == "ok", "a cancelled request gives its place back"


async def test_no_failure_keeps_a_place(server: Server) -> None:
    async with client() as http:
        for _ in range(3):
            with pytest.raises(httpx.RemoteProtocolError):
                await http.get(f"{server.url}/drop")
            with pytest.raises(httpx.ReadTimeout):
                await http.get(f"{server.url}/hang", timeout=httpx.Timeout(0.02))
            with pytest.raises(httpx.ConnectError):
                await http.get("http://127.0.0.1:1/")
            with pytest.raises(httpx.ConnectError):
                await http.get("http://10.0.0.1/")
            async with http.stream("GET", server.url):
                pass  # left before its body was read
        assert (await http.get(server.url)).text == "ok"


async def test_many_at_once_share_the_places(server: Server) -> None:
    async with client(httpx.Limits(max_connections=5, max_keepalive_connections=2, keepalive_expiry=5), pool=5) as http:
        answers = await asyncio.gather(*(http.get(server.url) for _ in range(100)))
    assert {answer.text for answer in answers} == {"ok"}
    assert server.connections <= 100


async def test_idle_connections_to_many_servers_are_bounded() -> None:
    limits = httpx.Limits(max_connections=3, max_keepalive_connections=2, keepalive_expiry=0.02)
    servers = [Server() for _ in range(6)]
    listening = [await asyncio.start_server(one.serve, "127.0.0.1", 0) for one in servers]
    async with client(limits) as http:
        for listens in listening:
            await http.get(f"http://127.0.0.1:{listens.sockets[0].getsockname()[1]}/")
            await asyncio.sleep(0.01)
    for one, listens in zip(servers, listening, strict=True):
        assert one.connections == 1
        listens.close()
        await one.hang_up()
