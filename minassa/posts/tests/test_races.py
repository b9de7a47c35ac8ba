"""What may come between: an edit while a post is in a worker's hand, a look that comes late, an answer nobody can keep."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest
from django.db import DataError, connection

from minassa.channels.models import Channel
from minassa.connectors.base import (
    Code,
    ConnectorError,
    Expired,
    Grant,
    Outcome,
    OutcomeUnknown,
    Outgoing,
    Refused,
    Sent,
    Throttled,
    Unreachable,
)
from minassa.core.clock import now
from minassa.posts import approving, scheduling, sender, sending, settling, withdrawing, writing
from minassa.posts.errors import NotNow
from minassa.posts.models import Delivery, Lane, Post
from minassa.posts.models.delivery import State
from minassa.posts.sending import Claim, Result
from minassa.posts.writing import Draft
from minassa.testing.cast import Cast
from minassa.testing.stage import make_channel, planned

ME = 7
LIVE = Sent("1", "https://platform.example/1")
DROPPED = OutcomeUnknown(Code.ANSWER_DROPPED)
HOST = "https://platform.example"


def end(claim: Claim, outcome: Outcome | ConnectorError) -> Delivery:
    sending.finish(ME, [Result(claim, outcome)])
    return Delivery.objects.get(pk=claim.delivery)


def change(cast: Cast, post: Post, channel: Channel, text: str = "better words") -> Post:
    fresh = Post.objects.get(pk=post.pk)
    return writing.edit(fresh, Draft(text=text, channels=[channel.pk]), version=fresh.version, by=cast.huda)


def out_again(cast: Cast, post: Post) -> None:
    approving.submit(post, by=cast.huda)
    fresh = Post.objects.get(pk=post.pk)
    approving.approve(fresh, version=fresh.version, by=cast.omar)
    scheduling.publish_now(fresh, by=cast.omar)


def settled_absent(claim: Claim) -> Delivery:
    """In doubt, looked for, and back in line to be sent again."""
    end(claim, DROPPED)
    Delivery.objects.filter(pk=claim.delivery).update(settle_at=now())
    [doubt] = settling.take_doubts()
    settling.conclude(doubt, settling.Absent())
    return Delivery.objects.get(pk=claim.delivery)


# ── Between reading and taking ───────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
def test_what_is_planned_while_a_lane_is_being_looked_at_is_not_forgotten(cast: Cast) -> None:
    channel = make_channel(cast.company, "instant", HOST)
    delivery = planned(cast.huda, cast.omar, channel, "first")
    columns = (
        "company_id, post_id, channel_id, approval_id, digest, frozen, tries, is_doubtful, trouble, remote_id, url"
    )
    copied: list[int] = []

    def plan_meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        if "posts_lane" in sql and not copied:
            with psycopg.connect(**context["connection"].get_connection_params()) as other:
                copied.append(
                    other.execute(
                        f"INSERT INTO posts_delivery (id, send_at, state, created_at, {columns})"
                        f" SELECT %s, send_at, 'planned', now(), {columns} FROM posts_delivery WHERE id = %s",
                        [uuid4(), delivery.pk],
                    ).rowcount
                )
        return done

    withdrawing.cancel(delivery, by=cast.omar)  # its lane does not know yet, and is looked at in vain
    with connection.execute_wrapper(plan_meanwhile):
        taken = sending.claim(ME, 10)
    assert copied == [1]
    assert len([*taken, *sending.claim(ME, 10)]) == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_cancelled_while_a_claim_waits_for_it_stays_in(cast: Cast) -> None:
    delivery = planned(cast.huda, cast.omar, make_channel(cast.company, "instant", HOST), "first")
    claimed: list[Claim] = []

    def claim() -> None:
        try:
            claimed.extend(sending.claim(ME, 10))
        finally:
            connection.close()

    waiting = threading.Thread(target=claim)
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("UPDATE posts_delivery SET state = 'cancelled' WHERE id = %s", [delivery.pk])
        waiting.start()
        waiting.join(1)
        assert waiting.is_alive(), "the claim should wait for the row"
    waiting.join(10)
    assert claimed == []
    assert Delivery.objects.get().state == State.CANCELLED


# ── An edit while it is in hand ──────────────────────────────────────────────────────────────────


@pytest.mark.django_db
@pytest.mark.parametrize(
    "outcome", [Throttled(timedelta(seconds=1)), Unreachable(Code.NO_CONNECTION), Refused(Code.TEXT_TOO_LONG)], ids=str
)
def test_a_post_edited_while_in_hand_and_not_sent_goes_out_as_approved_anew(
    cast: Cast, outcome: ConnectorError
) -> None:
    channel = make_channel(cast.company, "instant", HOST)
    delivery = planned(cast.huda, cast.omar, channel, "a typo")
    [claim] = sending.claim(ME, 10)
    post = change(cast, delivery.post, channel)
    assert end(claim, outcome).state == State.CANCELLED
    Lane.objects.update(held_until=None)
    out_again(cast, post)
    assert [one.post.text for one in sending.claim(ME, 10)] == ["better words"]


@pytest.mark.django_db
def test_a_lost_claim_of_a_post_edited_meanwhile_stays_in(cast: Cast) -> None:
    channel = make_channel(cast.company, "instant", HOST)
    delivery = planned(cast.huda, cast.omar, channel, "a typo")
    sending.claim(ME, 10)
    change(cast, delivery.post, channel)
    sending.give_back(ME, [])
    assert Delivery.objects.get().state == State.CANCELLED


@pytest.mark.django_db
def test_what_may_be_live_is_never_cancelled_by_an_edit(cast: Cast) -> None:
    channel = make_channel(cast.company, "instant_repeat", HOST)
    delivery = planned(cast.huda, cast.omar, channel, "first")
    assert settled_absent(sending.claim(ME, 10)[0]).state == State.QUEUED
    with pytest.raises(NotNow):
        withdrawing.cancel(delivery, by=cast.omar)
    assert withdrawing.cancel_all(delivery.post, by=cast.omar) == 0
    post = change(cast, delivery.post, channel)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.settle_at) == (State.UNSURE, None)
    out_again(cast, post)
    assert sending.claim(ME, 10) == []
    assert Delivery.objects.count() == 1


@pytest.mark.django_db
def test_a_doubt_whose_approval_fell_is_shown_to_a_person_who_can_settle_it(cast: Cast) -> None:
    channel = make_channel(cast.company, "instant_repeat", HOST)
    delivery = planned(cast.huda, cast.omar, channel, "first")
    [claim] = sending.claim(ME, 10)
    end(claim, DROPPED)
    post = change(cast, delivery.post, channel)
    Delivery.objects.update(settle_at=now())
    settling.conclude(settling.take_doubts()[0], settling.Absent())
    delivery.refresh_from_db()
    assert (delivery.state, delivery.settle_at) == (State.UNSURE, None)
    assert Lane.objects.get().busy_with is None
    settling.settle_as_absent(delivery, by=cast.omar)
    delivery.refresh_from_db()
    assert delivery.state == State.CANCELLED
    out_again(cast, post)
    assert [one.post.text for one in sending.claim(ME, 10)] == ["better words"]


@pytest.mark.django_db
def test_a_look_that_comes_late_does_not_settle_a_newer_doubt(cast: Cast) -> None:
    planned(cast.huda, cast.omar, make_channel(cast.company, "instant_find", HOST), "first")
    end(sending.claim(ME, 10)[0], DROPPED)
    Delivery.objects.update(settle_at=now())
    [late] = settling.take_doubts()
    settling.conclude(late, settling.Absent())
    end(sending.claim(ME, 10)[0], DROPPED)
    settling.conclude(late, settling.Absent())
    assert Delivery.objects.get().state == State.UNSURE


# ── Answers nobody can keep ──────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_a_platforms_words_that_the_database_refuses_are_written_without_what_it_refuses(cast: Cast) -> None:
    channel = make_channel(cast.company, "instant", HOST)
    planned(cast.huda, cast.omar, channel, "first", now() - timedelta(seconds=9))
    planned(cast.huda, cast.omar, channel, "second")
    failed = end(sending.claim(ME, 10)[0], Refused(Code.REJECTED, "no\0\ud800", name="a\0b"))
    assert (failed.state, failed.trouble["said"], failed.trouble["facts"]) == (State.FAILED, "no?", {"name": "ab"})
    sent = end(sending.claim(ME, 10)[0], Sent("1\0", "javascript:alert(1)"))
    assert (sent.state, sent.remote_id, sent.url) == (State.SENT, "1", "")


def test_a_result_that_cannot_be_written_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[Claim, Outcome | ConnectorError]] = []

    def finish(_worker: int, results: list[Result]) -> None:
        if any(isinstance(one.outcome, Refused) for one in results):
            raise DataError("\\u0000 cannot be converted to text")
        written.extend((one.claim, one.outcome) for one in results)

    monkeypatch.setattr(sending, "finish", finish)
    bad, good = claim_of("instant"), claim_of("instant")

    async def scene() -> None:
        one = sender.Sender(ME, asyncio.Event())
        for result in (Result(bad, Refused(Code.REJECTED)), Result(good, LIVE)):
            await one.results.put(result)
        writer = asyncio.create_task(one._write_results())
        await asyncio.wait_for(one.results.join(), 10)
        writer.cancel()

    asyncio.run(scene())
    assert (good, LIVE) in written
    [doubt] = [outcome for claim, outcome in written if claim is bad]
    assert isinstance(doubt, OutcomeUnknown)


def test_a_fault_while_a_grant_is_renewed_does_not_leave_a_post_in_hand_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Stale:
        def __init__(self, http: httpx.AsyncClient) -> None: ...

        async def publish(self, grant: Grant, post: Outgoing) -> Sent:
            raise Expired(Code.GRANT_EXPIRED)

    def renew(*_: object) -> Mapping[str, str]:
        raise LookupError("the channel was removed meanwhile")

    monkeypatch.setattr(sender, "connector_class", lambda kind: Stale)
    monkeypatch.setattr(sender, "renew", renew)

    async def scene() -> Result:
        one = sender.Sender(ME, asyncio.Event())
        await one._send(claim_of("instant"), asyncio.get_running_loop().time())
        return one.results.get_nowait()

    assert isinstance(asyncio.run(scene()).outcome, Unreachable)


def claim_of(kind: str) -> Claim:
    post = Outgoing(key="1", text="words", send_at=now())
    return Claim(uuid4(), uuid4(), kind, HOST, Grant("a", HOST, {}), post, 1)
