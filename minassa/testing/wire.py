"""As much of HTTP/1.1 as the fakes need: keep-alive, Content-Length, chunked bodies, multipart forms."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

Arrived = Callable[["Connection", str, str, dict[str, str], bytes], None]


class Connection(asyncio.Protocol):
    """One client: requests are handed over one at a time and answered in order."""

    def __init__(self, arrived: Arrived, open_ones: set[asyncio.Transport]) -> None:
        self._arrived = arrived
        self._open = open_ones
        self._buffer = bytearray()
        self._busy = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._open.add(self._transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._transport:
            self._open.discard(self._transport)
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        self._advance()

    def answer(self, raw: bytes | None) -> None:
        """`None` hangs up without a word."""
        if self._transport is None:
            return
        if raw is None:
            self._transport.close()
            return
        self._transport.write(raw)
        self._busy = False
        self._advance()

    def _advance(self) -> None:
        if self._busy or not self._buffer:
            return
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        first, *lines = self._buffer[:end].decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        taken = _body(self._buffer, end + 4, headers)
        if taken is None:
            if headers.get("expect", "").lower() == "100-continue" and self._transport:
                self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            return
        body, used = taken
        del self._buffer[:used]
        self._busy = True
        method, target, _ = first.split(" ", 2)
        self._arrived(self, method, target, headers, body)


def _body(buffer: bytearray, start: int, headers: dict[str, str]) -> tuple[bytes, int] | None:
    """The body that begins at `start` and where the next request begins; None until it is all there."""
    if headers.get("transfer-encoding", "").lower() != "chunked":
        end = start + int(headers.get("content-length", "0"))
        return (bytes(buffer[start:end]), end) if len(buffer) >= end else None
    body = b""
    while True:
        line_end = buffer.find(b"\r\n", start)
        if line_end < 0:
            return None
        size = int(buffer[start:line_end].split(b";")[0], 16)
        start = line_end + 2
        if len(buffer) < start + size + 2:
            return None
        body += buffer[start : start + size]
        start += size + 2
        if size == 0:
            return body, start


class Part:
    """One field of a multipart form; `filename` is None for a plain value."""

    def __init__(self, name: str, filename: str | None, mime: str, content: bytes) -> None:
        self.name = name
        self.filename = filename
        self.mime = mime
        self.content = content


def multipart(content_type: str, body: bytes) -> list[Part]:
    """The parts of a multipart/form-data body, in order."""
    boundary = content_type.partition("boundary=")[2].strip('"').encode()
    parts = []
    for chunk in body.split(b"--" + boundary)[1:-1]:
        head, _, content = chunk.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        fields: dict[str, str] = {}
        mime = "text/plain"
        for line in head.decode().split("\r\n"):
            name, _, value = line.partition(":")
            if name.lower() == "content-type":
                mime = value.strip()
            if name.lower() == "content-disposition":
                pairs = (piece.strip().partition("=") for piece in value.split(";")[1:])
                fields = {key: quoted.strip('"') for key, _, quoted in pairs}
        parts.append(Part(fields.get("name", ""), fields.get("filename"), mime, content.removesuffix(b"\r\n")))
    return parts
