from __future__ import annotations

import asyncio
import gzip
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from minassa.core import safe_http
from minassa.core.addresses import AllowList, is_public, literal
from minassa.core.safe_http import AddressBlocked, AnswerTooLarge

pytestmark = pytest.mark.anyio

Answer = Callable[[bytes], bytes]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def server(answer: Answer) -> AsyncIterator[int]:
    """A server on 127.0.0.1 that answers each request's head with bytes; gives its port."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(await reader.readuntil(b"\r\n\r\n")))
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        yield listening.sockets[0].getsockname()[1]


def ok(body: bytes, *headers: str) -> bytes:
    lines = ["HTTP/1.1 200 OK", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def names(monkeypatch: pytest.MonkeyPatch, **hosts: list[str]) -> list[str]:
    """Replace the name server; gives the list of questions asked."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", (address, port)) for address in hosts[host.split(".", maxsplit=1)[0]]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.0.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("100.100.100.200", "168.63.129.16", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.1.1.1", "255.255.255.255"),
        *("240.0.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1"),
        *("::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "::7f00:1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1"),
        *("2002:7f00:1::", "2002:a00:1::1", "2001:0:0:0:0:0:80ff:fffe"),
    ],
)
def test_inside_addresses_are_not_public(address: str) -> None:
    found = literal(address)
    assert found is not None
    assert not is_public(found)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_the_internet_is_public(address: str) -> None:
    found = literal(address)
    assert found is not None
    assert is_public(found)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0/",
        "http://169.254.169.254/latest/meta-data/",
        "https://127.0.0.1/",
    ],
)
async def test_inside_addresses_are_refused_however_written(url: str) -> None:
    async with safe_http.client(only_allowed=False) as http:
        with pytest.raises(AddressBlocked):
            await http.get(url)


async def test_a_name_with_one_inside_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch, mixed=["8.8.8.8", "10.0.0.1"])
    async with safe_http.client(only_allowed=False) as http:
        with pytest.raises(AddressBlocked):
            await http.get("http://mixed.example/")


async def test_the_connection_goes_to_the_judged_address_and_the_name_is_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = names(monkeypatch, rebinding=["127.0.0.1"])
    async with (
        server(lambda head: ok(head.splitlines()[1])) as port,
        safe_http.client(allow=["127.0.0.0/8"], only_allowed=False) as http,
    ):
        answer = await http.get(f"http://rebinding.example:{port}/")
    assert answer.text == f"Host: rebinding.example:{port}"
    assert asked == ["rebinding.example"]


async def test_a_redirect_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async with (
        server(lambda _: b"HTTP/1.1 302 F\r\nLocation: http://127.0.0.2:1/\r\nContent-Length: 0\r\n\r\n") as port,
        safe_http.client(allow=[f"127.0.0.1:{port}"], only_allowed=False) as http,
    ):
        with pytest.raises(AddressBlocked):
            await http.get(f"http://127.0.0.1:{port}/", follow_redirects=True)


@pytest.mark.parametrize("entry", ["127.0.0.1", "127.0.0.1:{port}", "127.0.0.0/8", "LOCALHOST", "localhost:{port}"])
async def test_the_operator_lets_own_servers_in(entry: str) -> None:
    async with server(lambda _: ok(b"in")) as port:
        host = "localhost" if "LOCAL" in entry.upper() else "127.0.0.1"
        async with safe_http.client(allow=[entry.format(port=port)]) as http:
            assert (await http.get(f"http://{host}:{port}/")).text == "in"


async def test_another_port_of_an_own_server_stays_shut() -> None:
    async with safe_http.client(allow=["127.0.0.1:1"]) as http:
        with pytest.raises(AddressBlocked):
            await http.get("http://127.0.0.1:2/")


@pytest.mark.parametrize("entry", ["host:port", ":80", "a b:c"])
def test_a_wrong_entry_is_refused_at_start(entry: str) -> None:
    with pytest.raises(ValueError, match="is not a host"):
        AllowList.of([entry])


async def test_under_test_nothing_outside_is_even_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = names(monkeypatch, outside=["8.8.8.8"])
    monkeypatch.setenv("MINASSA_OUTSIDE", "off")
    async with safe_http.client(allow=["127.0.0.0/8"]) as http:
        for url in ("http://outside.example/", "http://8.8.8.8/"):
            with pytest.raises(AddressBlocked):
                await http.get(url)
    assert asked == []


@pytest.mark.parametrize("packed", [False, True])
async def test_a_body_without_end_is_cut(packed: bool) -> None:
    body = gzip.compress(b"\0" * 5_000_000) if packed else b"\0" * 5_000_000
    head = ["Content-Encoding: gzip"] if packed else []
    async with (
        server(lambda _: ok(body, *head)) as port,
        safe_http.client(allow=["127.0.0.1"], body_limit=1_000_000) as http,
    ):
        with pytest.raises(AnswerTooLarge):
            await http.get(f"http://127.0.0.1:{port}/")


async def test_a_packed_body_is_unpacked() -> None:
    body = gzip.compress("سلام".encode())
    async with (
        server(lambda _: ok(body, "Content-Encoding: gzip")) as port,
        safe_http.client(allow=["127.0.0.1"]) as http,
    ):
        assert (await http.get(f"http://127.0.0.1:{port}/")).text == "سلام"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://8.8.8.8/", "gopher://8.8.8.8/"])
async def test_only_the_web_is_spoken(url: str) -> None:
    async with safe_http.client() as http:
        with pytest.raises(httpx.UnsupportedProtocol):
            await http.get(url)


async def test_an_unknown_name_is_a_connect_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: object, **__: object) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    async with safe_http.client(only_allowed=False) as http:
        with pytest.raises(httpx.ConnectError):
            await http.get("http://nowhere.example/")


async def test_a_name_server_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = asyncio.Event()
    loop = asyncio.get_running_loop()

    def getaddrinfo(*_: object, **__: object) -> list[Any]:
        asyncio.run_coroutine_threadsafe(_wait(waiting.wait), loop).result(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    async with safe_http.client(only_allowed=False, timeout=httpx.Timeout(0.05)) as http:
        with pytest.raises(httpx.ConnectTimeout):
            await http.get("http://slow.example/")
    waiting.set()


async def _wait(wait: Callable[[], Awaitable[object]]) -> None:
    await wait()


async def test_addresses_are_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with server(lambda _: ok(b"")) as port, safe_http.client(allow=["127.0.0.1"]) as http:
        await http.get(f"http://127.0.0.1:{port}/bot123:SECRET/getMe")
    assert "SECRET" not in caplog.text


async def test_a_proxy_in_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    async with server(lambda _: ok(b"direct")) as port, safe_http.client(allow=["127.0.0.1"]) as http:
        assert (await http.get(f"http://127.0.0.1:{port}/")).text == "direct"


async def test_a_cookie_set_for_one_account_does_not_come_with_the_next_ones_request() -> None:
    heads: list[bytes] = []

    def answer(head: bytes) -> bytes:
        heads.append(head)
        return ok(b"{}", "Set-Cookie: session=of-the-first; Path=/")

    async with server(answer) as port, safe_http.client(allow=["127.0.0.1"]) as http:
        for _ in range(2):
            await http.get(f"http://127.0.0.1:{port}/")
    assert len(heads) == 2
    assert b"of-the-first" not in heads[1]
