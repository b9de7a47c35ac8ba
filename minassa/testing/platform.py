"""A platform of our own: a fast HTTP server on 127.0.0.1 that keeps what it is told and misbehaves when asked.

    with FakePlatform({"POST /posts": take}) as platform:
        platform.drop_answers(times=1)  # the next post is taken, its answer is never sent
        …
        assert len(platform.requests) == 2

It runs on a thread with its own event loop, so tests of any kind reach it over real HTTP, other processes too.
"""

from __future__ import annotations

import asyncio
import fnmatch
import json
import math
import random
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self
from urllib.parse import parse_qs, unquote, urlsplit

from minassa.testing.wire import Connection


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrived. `at` is time.monotonic() and `wall` time.time() of its last byte."""

    method: str
    target: str
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    at: float
    wall: float

    @property
    def path(self) -> str:
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.target).query).items()}

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: bytes as they are, anything else as JSON."""

    body: Any = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        raw = self.body if isinstance(self.body, bytes) else json.dumps(self.body, ensure_ascii=False).encode()
        names = {name.lower() for name in self.headers}
        lines = [f"HTTP/1.1 {self.status} -", f"Content-Length: {len(raw)}"]
        if "content-type" not in names:
            lines.append("Content-Type: application/json")
        lines.extend(f"{name}: {value}" for name, value in self.headers.items())
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


Handler = Callable[[Request], Answer | Awaitable[Answer]]


@dataclass(slots=True)
class Fault:
    """Something that goes wrong for the requests it matches, until it has happened `times` or `until` has passed."""

    does: Literal["drop", "cut", "hang", "answer"]
    path: str = "*"
    method: str = "*"
    times: int | None = None
    until: float | None = None  # time.monotonic()
    chance: float = 1.0
    seconds: float = 0.0
    answer: Callable[[Request], Answer] | None = None

    def hits(self, request: Request) -> bool:
        if self.times == 0 or (self.until is not None and time.monotonic() >= self.until):
            return False
        if not (fnmatch.fnmatch(request.path, self.path) and self.method in ("*", request.method)):
            return False
        if self.chance < 1 and random.random() >= self.chance:
            return False
        if self.times is not None:
            self.times -= 1
        return True


class FakePlatform:
    """`routes` maps "METHOD /path" (a pattern: `*` matches anything) to a plain or async function."""

    def __init__(self, routes: Mapping[str, Handler] | None = None, *, port: int = 0) -> None:
        self.routes: dict[str, Handler] = dict(routes or {})
        self.requests: list[Request] = []
        self.faults: list[Fault] = []
        self.port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="fake-platform", daemon=True)
        self._ready = threading.Event()
        self._open: set[asyncio.Transport] = set()

    def start(self) -> Self:
        self._thread.start()
        self._ready.wait(10)
        return self

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def drop_answers(self, times: int | None = 1, *, path: str = "*", method: str = "POST", chance: float = 1) -> None:
        """The request is taken and done, and the connection closes without an answer."""
        self.faults.append(Fault("drop", path, method, times, chance=chance))

    def cut(self, times: int | None = 1, *, path: str = "*", method: str = "*") -> None:
        """The connection closes before the request is looked at."""
        self.faults.append(Fault("cut", path, method, times))

    def hang(self, seconds: float, times: int | None = None, *, path: str = "*", method: str = "*") -> None:
        """The request is taken and done at once, and its answer comes `seconds` later."""
        self.faults.append(Fault("hang", path, method, times, seconds=seconds))

    def fail(
        self, status: int = 500, *, seconds: float | None = None, times: int | None = None, path: str = "*"
    ) -> None:
        """Nothing is taken: every request is answered `status`, for so long or so often."""
        answer = Answer({"error": "scripted fault"}, status)
        until = None if seconds is None else time.monotonic() + seconds
        self.faults.append(Fault("answer", path, times=times, until=until, answer=lambda _: answer))

    def throttle(self, seconds: float, *, path: str = "*") -> None:
        """429 with a Retry-After that counts down, for so many seconds; nothing is taken."""
        until = time.monotonic() + seconds

        def answer(_: Request) -> Answer:
            wait = max(1, math.ceil(until - time.monotonic()))
            return Answer({"error": "Too many requests"}, 429, {"Retry-After": str(wait)})

        self.faults.append(Fault("answer", path, until=until, answer=answer))

    def heal(self) -> None:
        self.faults.clear()

    def handler_of(self, request: Request) -> Handler | None:
        exact = self.routes.get(f"{request.method} {request.path}")
        if exact is not None:
            return exact
        wanted = f"{request.method} {request.path}"
        return next((found for route, found in self.routes.items() if fnmatch.fnmatch(wanted, route)), None)

    def take(self, request: Request) -> Answer | Awaitable[Answer]:
        handler = self.handler_of(request)
        return handler(request) if handler else Answer({"error": "not found"}, 404)

    async def reply(self, request: Request) -> bytes | None:
        """The answer as bytes, None to close the connection without one."""
        fault = next((fault for fault in self.faults if fault.hits(request)), None)
        if fault and fault.does == "cut":
            return None
        if fault and fault.answer:
            return fault.answer(request).encoded()
        answer = self.take(request)
        if not isinstance(answer, Answer):
            answer = await answer
        if fault and fault.does == "drop":
            return None
        if fault:
            await asyncio.sleep(fault.seconds)
        return answer.encoded()

    def _arrived(self, connection: Connection, method: str, target: str, headers: dict[str, str], body: bytes) -> None:
        request = Request(method, target, headers, body, time.monotonic(), time.time())
        self.requests.append(request)
        if not self.faults:
            answer = self.take(request)
            if isinstance(answer, Answer):  # the quick way: no task, thousands a second
                connection.answer(answer.encoded())
                return
            task = asyncio.ensure_future(self._wait_for(answer))
        else:
            task = asyncio.ensure_future(self.reply(request))
        task.add_done_callback(lambda done: self._answered(connection, done))

    def _answered(self, connection: Connection, done: asyncio.Future[bytes | None]) -> None:
        if done.cancelled():
            connection.answer(None)
            return
        failure = done.exception()
        if failure is None:
            connection.answer(done.result())
            return
        connection.answer(Answer({"error": repr(failure)}, 500).encoded())
        self._loop.call_exception_handler({"message": "A fake platform's handler failed", "exception": failure})

    async def _wait_for(self, answer: Awaitable[Answer]) -> bytes | None:
        return (await answer).encoded()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        listening = self._loop.create_server(
            lambda: Connection(self._arrived, self._open), "127.0.0.1", self.port, backlog=4096
        )
        server = self._loop.run_until_complete(listening)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._close(server))
            self._loop.close()

    async def _close(self, server: asyncio.Server) -> None:
        server.close()
        for transport in list(self._open):
            transport.abort()
        pending = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        await server.wait_closed()
