"""How soon one post leaves, how fast thousands do, and whether a million planned ones change that."""

from __future__ import annotations

import asyncio
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache

import httpx
import psycopg
from django.db import connection
from psycopg_pool import AsyncConnectionPool

from minassa.core import safe_http
from minassa.core.clock import now
from minassa.jobs.queue import database_url
from minassa.posts.models import Delivery, Lane, Post, PostApproval
from minassa.posts.models.delivery import State
from minassa.testing.cast import Cast, make_cast
from minassa.testing.stage import crowd, many_channels
from minassa.testing.workers import WorkerProcess, wait_until

SINGLE = 50
BURST = 10_000
PLANNED = 1_000_000
AT_ONCE = 64  # the bare loop has as much in hand as a worker has for one host


def lag() -> dict[str, object]:
    """One post at its time: from `send_at` until its request arrives at a platform on this machine."""
    with _platform() as url, WorkerProcess() as worker:
        return _lag(url, worker)


def burst() -> dict[str, object]:
    """10,000 channels, a post each, all due at once; and the bare loop beside it."""
    with _platform() as url:
        return _burst(url)


def planned() -> dict[str, object]:
    """The same two with a million deliveries planned for later."""
    with _platform() as url:
        _plan_million(url)
        with WorkerProcess() as worker:
            single = _lag(url, worker)
        return {"future deliveries": PLANNED, **single, **_burst(url)}


def _lag(url: str, worker: WorkerProcess) -> dict[str, object]:
    cast, dice = _cast(), random.Random(1)
    lags = []
    for [channel] in ([one] for one in many_channels(cast.company, "instant_repeat", url, SINGLE)):
        at = now() + timedelta(seconds=dice.uniform(0.3, 0.6))
        [delivery] = crowd(cast.huda, cast.omar, [channel], at)
        wait_until(Delivery.objects.filter(pk=delivery.pk, state=State.SENT).exists, 20, worker.said)
        arrived = httpx.get(f"{url}/posts/{delivery.pk}").json()["at"]
        lags.append((arrived - at.timestamp()) * 1000)
    centiles = statistics.quantiles(lags, n=100, method="inclusive")
    return {"lag p50 ms": round(centiles[49], 1), "lag p99 ms": round(centiles[98], 1)}


def _burst(url: str) -> dict[str, object]:
    cast = _cast()
    bare = asyncio.run(_bare_loop(url))
    channels = many_channels(cast.company, "instant_repeat", url, BURST)
    at = now() + timedelta(seconds=60)
    due = crowd(cast.huda, cast.omar, channels, at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE posts_delivery, posts_lane, posts_post, posts_postapproval, channels_channel")
    before = _sent()
    with WorkerProcess() as worker:
        assert now() < at, "laying out the burst took too long"
        wait_until(lambda: _sent() == before + BURST, 600, worker.said)
    last = Delivery.objects.filter(state=State.SENT).latest("sent_at").sent_at
    assert last is not None
    rate = BURST / (last - at).total_seconds()
    keys = [post["key"] for post in httpx.get(f"{url}/posts", timeout=60).json()]
    wanted = {str(one.pk) for one in due}
    once = sum(key in wanted for key in keys) == len(wanted & set(keys)) == BURST
    return {
        "burst deliveries": BURST,
        "each exactly once": once,
        "burst a second": round(rate),
        "bare loop a second": round(bare),
        "ratio to the bare loop": round(rate / bare, 2),
    }


async def _bare_loop(url: str) -> float:
    """The least a sender can do: say `sending`, commit, one request, say `sent`, commit. A second, that many."""
    async with await psycopg.AsyncConnection.connect(database_url(), autocommit=True) as setup:
        await setup.execute("DROP TABLE IF EXISTS bare; CREATE TABLE bare (id int PRIMARY KEY, state text)")
        await setup.execute("INSERT INTO bare SELECT n, 'planned' FROM generate_series(1, %s) n" % BURST)  # noqa: UP031
    todo = iter(range(1, BURST + 1))

    async def send(pool: AsyncConnectionPool, http: httpx.AsyncClient) -> None:
        for number in todo:
            async with pool.connection() as one:
                await one.execute("UPDATE bare SET state = 'sending' WHERE id = %s", (number,))
            answer = await http.post(f"{url}/posts", json={"account": "bare", "key": f"bare {number}", "text": "post"})
            answer.raise_for_status()
            async with pool.connection() as one:
                await one.execute("UPDATE bare SET state = 'sent' WHERE id = %s", (number,))

    async with (
        AsyncConnectionPool(database_url(), min_size=16, max_size=16, open=False) as pool,
        safe_http.client(allow=["127.0.0.1"]) as http,
    ):
        await pool.wait()
        started = time.perf_counter()
        await asyncio.gather(*(send(pool, http) for _ in range(AT_ONCE)))
        return BURST / (time.perf_counter() - started)


def _plan_million(url: str) -> None:
    """A hundred posts on 10,000 channels, spread over the next year."""
    cast = _cast()
    channels = many_channels(cast.company, "instant_repeat", url, BURST)
    with connection.cursor() as cursor:
        for number in range(PLANNED // BURST):
            post = Post.objects.create(company=cast.company, author=cast.huda.user, text="later", state="approved")
            approval = PostApproval.objects.create(post=post, digest="f" * 64, by=cast.omar.user)
            cursor.execute(
                "INSERT INTO posts_delivery (id, company_id, post_id, channel_id, approval_id, digest, state, send_at,"
                " frozen, tries, is_doubtful, trouble, remote_id, url, created_at)"
                " SELECT gen_random_uuid(), company_id, %s, id, %s, %s, 'planned',"
                " now() + interval '1 hour' + random() * interval '365 days',"
                " '{}', 0, false, '{}', '', '', now() FROM channels_channel WHERE id = ANY(%s)",
                [post.pk, approval.pk, approval.digest, [one.pk for one in channels]],
            )
            if number == 0:
                Lane.objects.bulk_create([Lane(channel=one, host=one.host) for one in channels], 2000)
        cursor.execute(
            "UPDATE posts_lane l SET next_at = (SELECT min(send_at) FROM posts_delivery d"
            " WHERE d.channel_id = l.channel_id AND d.state = 'planned') WHERE next_at IS NULL"
        )
        cursor.execute("ANALYZE")


def _sent() -> int:
    return Delivery.objects.filter(state=State.SENT).count()


@cache
def _cast() -> Cast:
    return make_cast()


@contextmanager
def _platform() -> Iterator[str]:
    """The platform that answers at once, in a process of its own."""
    process = subprocess.Popen([sys.executable, "-m", "minassa.testing.instant"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)
