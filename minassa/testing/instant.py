"""The simplest platform there could be, with its server: for bursts, faults and kills.

    python -m minassa.testing.instant --port 8099

Three connectors, one for each way doubt is settled:

    MINASSA_EXTRA_KINDS=instant=minassa.testing.instant:Platform            a person is asked
    MINASSA_EXTRA_KINDS=instant_find=minassa.testing.instant:Finding        it is looked up
    MINASSA_EXTRA_KINDS=instant_repeat=minassa.testing.instant:Repeating    the same key again is safe
"""

from __future__ import annotations

import argparse
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Literal

import httpx

from minassa.connectors.base import (
    Code,
    Connected,
    Field,
    Fields,
    Grant,
    Json,
    OAuth,
    OutcomeUnknown,
    Outgoing,
    Profile,
    Rules,
    Sent,
)
from minassa.connectors.calls import call
from minassa.testing.platform import Answer, FakePlatform, Request

LIMITS = Rules(text_limit=5000, media_limit=10, image_bytes=10_000_000)


class Platform:
    """Can neither be asked nor be trusted with a repeat."""

    kind: ClassVar[str] = "instant"
    title: ClassVar[str] = "Instant"
    connects: ClassVar[Fields | OAuth] = Fields((Field("host"), Field("name")))

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    @staticmethod
    def rules(limits: Json) -> Rules:
        return LIMITS

    async def connect(self, answers: Mapping[str, str]) -> Connected:
        grant = Grant(account=answers["name"], host=answers["host"], secrets={"name": answers["name"]})
        return Connected(await self.profile(grant), grant.secrets)

    async def profile(self, grant: Grant) -> Profile:
        return Profile(
            account=grant.account,
            name=grant.account,
            handle=grant.account,
            url=f"{grant.host}/{grant.account}",
            host=grant.host,
            rights={"publish": True, "upload": True},
        )

    async def publish(self, grant: Grant, post: Outgoing) -> Sent:
        taken = await call(
            self.http,
            "POST",
            f"{grant.host}/posts",
            writes=True,
            headers=self.headers(post),
            json={"account": grant.account, "key": post.key, "text": post.text},
        )
        return _sent(taken)

    def headers(self, post: Outgoing) -> Mapping[str, str]:
        return {}


class Repeating(Platform):
    """The server keeps the key: the same post again is the same post."""

    kind: ClassVar[str] = "instant_repeat"
    repeats_safely: ClassVar[Literal[True]] = True

    def headers(self, post: Outgoing) -> Mapping[str, str]:
        return {"Idempotency-Key": post.key}


class Finding(Platform):
    """The server can be asked for a post by its key."""

    kind: ClassVar[str] = "instant_find"
    quiet: ClassVar[timedelta] = timedelta(seconds=1)

    async def find(self, grant: Grant, post: Outgoing, since: datetime) -> Sent | None:
        found = await call(self.http, "GET", f"{grant.host}/posts/{post.key}", writes=False)
        return _sent(found) if found.json() else None


def _sent(answer: httpx.Response) -> Sent:
    try:
        taken = answer.json()
        return Sent(remote_id=taken["id"], url=taken["url"])
    except (ValueError, KeyError, TypeError) as error:
        raise OutcomeUnknown(Code.UNREADABLE_ANSWER) from error


@dataclass(frozen=True, slots=True)
class Post:
    id: str
    account: str
    key: str
    text: str
    at: float  # time.time() of its arrival


class InstantPlatform(FakePlatform):
    """Takes posts, and shows which: `posts` in order of arrival, also at GET /posts for other processes."""

    def __init__(self, *, port: int = 0) -> None:
        routes = {"POST /posts": self._create, "GET /posts": self._index, "GET /posts/*": self._show}
        super().__init__(routes, port=port)
        self.posts: list[Post] = []
        self._by_key: dict[str, Post] = {}

    def keys(self) -> list[str]:
        return [post.key for post in self.posts]

    def _create(self, request: Request) -> Answer:
        sent = request.json()
        post = self._by_key.get(sent["key"]) if "idempotency-key" in request.headers else None
        if post is None:
            post = Post(str(len(self.posts) + 1), sent["account"], sent["key"], sent["text"], request.wall)
            self.posts.append(post)
            self._by_key.setdefault(post.key, post)
        return Answer(self._shown(post))

    def _index(self, request: Request) -> Answer:
        return Answer([self._shown(post) for post in self.posts])

    def _show(self, request: Request) -> Answer:
        post = self._by_key.get(request.path.removeprefix("/posts/"))
        return Answer(self._shown(post) if post else None)

    def _shown(self, post: Post) -> dict[str, object]:
        return {
            "id": post.id,
            "url": f"{self.url}/{post.account}/{post.id}",
            "account": post.account,
            "key": post.key,
            "text": post.text,
            "at": post.at,
        }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m minassa.testing.instant")
    parser.add_argument("--port", type=int, default=0)
    with InstantPlatform(port=parser.parse_args().port) as platform:
        print(platform.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
