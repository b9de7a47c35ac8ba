"""The promise, against workers that die: nothing is lost, nothing goes out twice, and what cannot be known is shown."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, connections

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State
from minassa.testing.bluesky import Bluesky
from minassa.testing.cast import Cast, make_cast
from minassa.testing.instant import InstantPlatform
from minassa.testing.mastodon import Mastodon
from minassa.testing.proxy import Proxy
from minassa.testing.stage import bluesky_channel, crowd, keep_secrets, make_channel, many_channels, planned
from minassa.testing.telegram import CHANNEL, TOKEN, FakeTelegram
from minassa.testing.workers import WorkerProcess, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

POSTS = 40
KILLS = 20
BACK_WITHIN = 30  # seconds from the restart until everything is out


def plan(cast: Cast, channels: list[Channel], posts: int = POSTS) -> None:
    at = now() - timedelta(seconds=1)
    for number in range(posts):
        planned(cast.huda, cast.omar, channels[number % len(channels)], f"منشور رقم {number}", at)


def count(*states: State) -> int:
    return Delivery.objects.filter(state__in=states).count()


def sent(number: int) -> Callable[[], bool]:
    return lambda: count(State.SENT) == number


def taken(platform: InstantPlatform, number: int) -> Callable[[], bool]:
    return lambda: len(platform.posts) >= number


def accounts(cast: Cast, server: Bluesky, name: str, host: str = "", number: int = 4) -> list[Channel]:
    return [bluesky_channel(cast.company, server, f"{name}{one}", host) for one in range(number)]


def live(server: Bluesky, channels: list[Channel]) -> list[str]:
    return [record["uri"] for channel in channels for record in server.records(channel.account)]


def each_once(server: Bluesky, channels: list[Channel]) -> None:
    """As many records as deliveries, and exactly those that the deliveries name."""
    assert sorted(live(server, channels)) == sorted(Delivery.objects.values_list("remote_id", flat=True))
    assert count(State.SENT) == Delivery.objects.count()


def again_and_again(cast: Cast, channels: list[Channel], rounds: int, end: Callable[[WorkerProcess], object]) -> None:
    """`end` the worker at a random moment while POSTS posts go out, start it, wait until all are out; and again."""
    dice = random.Random(rounds)
    with WorkerProcess() as worker:
        for done in range(rounds):
            plan(cast, channels)
            time.sleep(dice.uniform(0, 0.8))
            end(worker)
            worker.start()
            wait_until(sent(POSTS * (done + 1)), BACK_WITHIN, worker.said)
            assert count(State.SENDING, State.UNSURE) == 0


def test_a_post_leaves_at_its_time(platform: InstantPlatform) -> None:
    cast = make_cast()
    channel = make_channel(cast.company, "instant", platform.url)
    with WorkerProcess() as worker:
        for number in range(5):
            at = now() + timedelta(seconds=0.4)
            planned(cast.huda, cast.omar, channel, f"post {number}", at)
            wait_until(taken(platform, number + 1), 10, worker.said)
            assert 0 <= platform.posts[-1].at - at.timestamp() < 1


def test_twenty_kills_lose_and_double_nothing_on_the_real_server(bluesky: Bluesky) -> None:
    cast = make_cast()
    channels = accounts(cast, bluesky, "kill")
    again_and_again(cast, channels, KILLS, WorkerProcess.kill)
    assert len(live(bluesky, channels)) == KILLS * POSTS
    each_once(bluesky, channels)


def test_a_deploy_loses_and_doubles_nothing_on_the_real_server(bluesky: Bluesky) -> None:
    cast = make_cast()
    channels = accounts(cast, bluesky, "deploy")

    def deploy(worker: WorkerProcess) -> None:
        assert worker.stop() == 0, worker.said()
        assert count(State.SENDING) == 0

    again_and_again(cast, channels, 4, deploy)
    each_once(bluesky, channels)


def test_dropped_answers_lose_and_double_nothing_on_the_real_server(bluesky: Bluesky) -> None:
    cast = make_cast()
    with Proxy(bluesky.url) as proxy:
        channels = accounts(cast, bluesky, "drop", proxy.url, number=10)
        proxy.drop_answers(times=20, path="*putRecord", chance=0.6)
        plan(cast, channels)
        with WorkerProcess() as worker:
            wait_until(lambda: count(State.SENT) == POSTS, 60, worker.said)
        written = [request for request in proxy.requests if request.path.endswith("putRecord")]
    assert len(written) >= POSTS + 20
    each_once(bluesky, channels)


def test_a_restart_of_the_database_loses_and_doubles_nothing(bluesky: Bluesky, request: pytest.FixtureRequest) -> None:
    own = request.config.pluginmanager.get_plugin("own-postgres")
    if own is None:
        pytest.skip("DATABASE_URL names a database that this test must not restart.")
    cast = make_cast()
    channels = accounts(cast, bluesky, "restart")
    with WorkerProcess() as worker:
        for done in range(3):
            plan(cast, channels)
            time.sleep(0.2)
            connections.close_all()
            own.server.stop()
            own.server.start()
            wait_until(sent(POSTS * (done + 1)), BACK_WITHIN, worker.said)
    each_once(bluesky, channels)


@pytest.mark.parametrize("forgets_keys", [False, True])
def test_dropped_answers_double_nothing_on_mastodon(mastodon: Mastodon, forgets_keys: bool) -> None:
    """Compatible servers ignore the Idempotency-Key: what is live is read back before anything is sent again."""
    mastodon.forgets_keys = forgets_keys
    cast = make_cast()
    grants = [mastodon.account(f"shop{number}{forgets_keys}".lower()) for number in range(4)]
    for grant in grants:
        channel = make_channel(cast.company, "mastodon", mastodon.url, account=grant.account)
        keep_secrets(channel, grant.secrets)
        plan(cast, [channel], 3)
    mastodon.drop_answers(times=6, path="/api/v1/statuses", chance=0.7)
    with WorkerProcess() as worker:
        wait_until(lambda: count(State.SENT) == 12, 60, worker.said)
    there = [status["id"] for grant in grants for status in mastodon.statuses(grant)]
    assert sorted(there) == sorted(Delivery.objects.values_list("remote_id", flat=True))


def test_a_dropped_answer_on_telegram_is_shown_to_a_person_and_not_sent_again() -> None:
    cast = make_cast()
    with FakeTelegram() as telegram:
        channel = make_channel(cast.company, "telegram", telegram.url, account=str(CHANNEL))
        keep_secrets(channel, {"bot_token": TOKEN})
        telegram.drop_answers(times=1)
        plan(cast, [channel], 3)
        with WorkerProcess() as worker:
            wait_until(lambda: count(State.SENT, State.UNSURE) == 3, 60, worker.said)
            assert (count(State.SENT), count(State.UNSURE)) == (2, 1)
            time.sleep(3)
        assert len(telegram.messages) == 3
        assert telegram.violations == []


@pytest.mark.parametrize("kind", ["instant_find", "instant_repeat", "instant"])
def test_killed_on_a_platform_of_each_kind(platform: InstantPlatform, kind: str) -> None:
    """Where doubt can be settled all goes out once; where it cannot, what may be live is shown, and is not sent again."""
    cast = make_cast()
    platform.hang(0.05)
    plan(cast, [make_channel(cast.company, kind, platform.url) for _ in range(8)])
    with WorkerProcess() as worker:
        wait_until(lambda: len(platform.posts) >= 10, 20, worker.said)
        worker.kill()
        worker.start()
        wait_until(lambda: count(State.SENT, State.UNSURE) == POSTS, BACK_WITHIN, worker.said)
    assert max(Counter(platform.keys()).values()) == 1
    sent = {str(pk) for pk in Delivery.objects.filter(state=State.SENT).values_list("pk", flat=True)}
    assert sent <= set(platform.keys())
    if kind == "instant":
        assert 0 < count(State.UNSURE) <= 8
    else:
        assert sent == set(platform.keys())


def test_slow_and_failing_platforms_delay_nobody_else_and_lose_nothing() -> None:
    """One hangs, one answers 500, one throttles, each for two minutes; the fourth is well and must not notice."""
    cast = make_cast()
    trouble = 120
    with (
        InstantPlatform() as hangs,
        InstantPlatform() as fails,
        InstantPlatform() as throttles,
        InstantPlatform() as well,
    ):
        hangs.hang(trouble, times=40)
        fails.fail(500, seconds=trouble)
        throttles.throttle(trouble)
        for sick, kind in ((hangs, "instant_find"), (fails, "instant_find"), (throttles, "instant")):
            plan(cast, [make_channel(cast.company, kind, sick.url) for _ in range(20)], 40)
        channel = make_channel(cast.company, "instant", well.url)
        with WorkerProcess() as worker:
            started = time.monotonic()
            while time.monotonic() - started < trouble - 20:
                at = now() + timedelta(seconds=1)
                planned(cast.huda, cast.omar, channel, "well", at)
                wait_until(taken(well, len(well.posts) + 1), 5, worker.said)
                assert well.posts[-1].at - at.timestamp() < 1
                time.sleep(3)
            wait_until(lambda: count(State.SENT) == Delivery.objects.count(), 120, worker.said)
        for sick in (hangs, fails, throttles):
            assert Counter(Counter(sick.keys()).values()) == {1: 40}
        waits = sorted(request.at for request in throttles.requests)
        per_channel = Counter(request.json()["account"] for request in throttles.requests if request.method == "POST")
        assert waits[20] - waits[0] > trouble - 30, "the wait that the platform asked for was not kept"
        assert max(per_channel.values()) <= 4


def test_a_burst_keeps_its_connections_few(platform: InstantPlatform) -> None:
    cast = make_cast()
    crowd(cast.huda, cast.omar, many_channels(cast.company, "instant_repeat", platform.url, 2000), now())
    most = 0
    with psycopg.connect(**connection.get_connection_params()) as watcher:
        watcher.autocommit = True
        ours = connection.connection.info.backend_pid
        query = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid NOT IN (pg_backend_pid(), %s)"
        )
        with WorkerProcess() as worker:
            until = time.monotonic() + 120
            while count(State.SENT) < 2000:
                assert time.monotonic() < until, worker.said()
                row = watcher.execute(query, [ours]).fetchone()
                most = max(most, row[0] if row else 0)
                time.sleep(0.05)
    assert 0 < most <= 20
    assert len(set(platform.keys())) == len(platform.keys()) == 2000
