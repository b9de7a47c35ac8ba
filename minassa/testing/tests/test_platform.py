"""The fake platform keeps its promises: what it took, it took, and what it says happened, happened."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest

from minassa.testing.platform import Answer, FakePlatform, Request
from minassa.testing.wire import multipart


@pytest.fixture
def platform() -> Iterator[FakePlatform]:
    taken: list[str] = []

    def take(request: Request) -> Answer:
        taken.append(request.json()["text"])
        return Answer({"taken": list(taken)})

    with FakePlatform({"POST /posts": take, "GET /posts": lambda _: Answer({"taken": list(taken)})}) as fake:
        yield fake


@pytest.fixture
def http(platform: FakePlatform) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=platform.url, timeout=10) as client:
        yield client


def post(http: httpx.Client, text: str = "نص") -> httpx.Response:
    return http.post("/posts", json={"text": text})


def taken(platform: FakePlatform) -> list[str]:
    found: list[str] = httpx.get(f"{platform.url}/posts").json()["taken"]
    return found


def test_it_answers_and_remembers_every_request(platform: FakePlatform, http: httpx.Client) -> None:
    before, wall = time.monotonic(), time.time()
    assert post(http, "سلام").json() == {"taken": ["سلام"]}
    assert http.get("/nowhere?x=1&y=%D9%86").status_code == 404
    first, second = platform.requests
    assert (first.method, first.path, first.json()) == ("POST", "/posts", {"text": "سلام"})
    assert before <= first.at <= time.monotonic()
    assert wall <= first.wall <= time.time()
    assert (second.path, second.query) == ("/nowhere", {"x": "1", "y": "ن"})


def test_a_dropped_answer_was_taken_and_a_cut_request_was_not(platform: FakePlatform, http: httpx.Client) -> None:
    platform.drop_answers(times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        post(http, "first")
    platform.cut(times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        post(http, "second")
    post(http, "third")
    assert taken(platform) == ["first", "third"]
    assert [request.json()["text"] for request in platform.requests[:3]] == ["first", "second", "third"]


def test_a_hanging_answer_comes_late_and_holds_nobody_else_up(platform: FakePlatform, http: httpx.Client) -> None:
    platform.hang(30, method="POST")
    with pytest.raises(httpx.ReadTimeout):
        http.post("/posts", json={"text": "slow"}, timeout=0.2)
    start = time.monotonic()
    assert taken(platform) == ["slow"]
    assert time.monotonic() - start < 1
    platform.heal()
    platform.hang(0.3, times=1)
    start = time.monotonic()
    assert post(http).is_success
    assert time.monotonic() - start >= 0.3


def test_faults_end_when_they_said(platform: FakePlatform, http: httpx.Client) -> None:
    platform.fail(503, times=2)
    platform.throttle(0.4)
    assert [post(http).status_code for _ in range(3)] == [503, 503, 429]
    assert post(http).headers["Retry-After"] == "1"
    time.sleep(0.45)
    assert post(http).status_code == 200
    assert len(taken(platform)) == 1


def test_a_fault_may_be_a_matter_of_luck_and_of_one_place(platform: FakePlatform, http: httpx.Client) -> None:
    platform.drop_answers(None, path="/elsewhere")
    platform.drop_answers(None, chance=0)
    assert post(http).is_success


def test_bodies_of_all_kinds_arrive_whole(platform: FakePlatform, http: httpx.Client) -> None:
    platform.routes["POST /files"] = lambda request: Answer({"size": len(request.body)})
    large = bytes(range(256)) * 20_000
    assert http.post("/files", content=large).json() == {"size": len(large)}
    assert http.post("/files", content=iter([large[:7], large[7:]])).json() == {"size": len(large)}
    http.post("/files", data={"alt": "صورة\r\nهنا"}, files={"file": ("a.jpg", large, "image/jpeg")})
    request = platform.requests[-1]
    alt, file = multipart(request.headers["content-type"], request.body)
    assert (alt.name, alt.filename, alt.content.decode()) == ("alt", None, "صورة\r\nهنا")
    assert (file.name, file.filename, file.mime, file.content) == ("file", "a.jpg", "image/jpeg", large)


def test_a_handler_may_wait(platform: FakePlatform, http: httpx.Client) -> None:
    async def slowly(request: Request) -> Answer:
        return Answer(b"plain", 201, {"Content-Type": "text/plain", "X-Seen": request.headers["x-mark"]})

    platform.routes["PUT /things/*"] = slowly
    answer = http.put("/things/7", headers={"X-Mark": "m"})
    assert (answer.status_code, answer.text, answer.headers["X-Seen"]) == (201, "plain", "m")


def test_it_can_be_stopped_and_started_again_in_the_same_place(platform: FakePlatform) -> None:
    with FakePlatform() as other:
        port = other.port
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/")
    with FakePlatform({"GET /": lambda _: Answer("again")}, port=port) as again:
        assert httpx.get(again.url).json() == "again"
