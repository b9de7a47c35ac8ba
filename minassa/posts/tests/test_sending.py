"""Claims, results and doubt, each worked by hand: what a worker does between its two commits is played here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from minassa.channels.models import Channel
from minassa.connectors.base import (
    Code,
    ConnectorError,
    Disconnected,
    Outcome,
    OutcomeUnknown,
    Refused,
    Sent,
    Throttled,
    Unreachable,
)
from minassa.core.clock import now
from minassa.posts import sending, settling, withdrawing, writing
from minassa.posts.models import Delivery, Lane
from minassa.posts.models.delivery import State
from minassa.posts.sending import Result
from minassa.posts.writing import Draft
from minassa.testing.cast import Cast
from minassa.testing.stage import make_channel, planned

pytestmark = pytest.mark.django_db

ME = 7
LIVE = Sent("1", "https://platform.example/1")


def end(claim: sending.Claim, outcome: Outcome | ConnectorError) -> Delivery:
    sending.finish(ME, [Result(claim, outcome)])
    return Delivery.objects.get(pk=claim.delivery)


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return make_channel(cast.company, "instant", "https://platform.example")


def test_a_due_delivery_is_claimed_once(cast: Cast, channel: Channel) -> None:
    delivery = planned(cast.huda, cast.omar, channel, "مرحبا")
    [claim] = sending.claim(ME, 10)
    assert claim.delivery == delivery.pk
    assert claim.post.text == "مرحبا"
    assert Delivery.objects.get().state == State.SENDING
    assert sending.claim(8, 10) == []


def test_nothing_leaves_before_its_time(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "later", now() + timedelta(hours=1))
    assert sending.claim(ME, 10) == []


def test_a_channel_sends_one_at_a_time_and_in_order(cast: Cast, channel: Channel) -> None:
    first = planned(cast.huda, cast.omar, channel, "first", now() - timedelta(seconds=30))
    second = planned(cast.huda, cast.omar, channel, "second", now() - timedelta(seconds=20))
    [claim] = sending.claim(ME, 10)
    assert claim.delivery == first.pk
    assert sending.claim(ME, 10) == []
    assert end(claim, LIVE).state == State.SENT
    [claim] = sending.claim(ME, 10)
    assert claim.delivery == second.pk


def test_the_database_refuses_two_in_flight_on_one_channel(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "first")
    planned(cast.huda, cast.omar, channel, "second")
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.update(state=State.SENDING, worker=ME)


def test_a_full_host_keeps_no_other_waiting(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "here")
    other = planned(cast.huda, cast.omar, make_channel(cast.company, "instant", "https://other.example"), "there")
    assert [one.delivery for one in sending.claim(ME, 10, ["https://platform.example"])] == [other.pk]


def test_a_refusal_fails_with_its_cause_and_the_next_one_goes(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "first", now() - timedelta(seconds=30))
    planned(cast.huda, cast.omar, channel, "second")
    failed = end(sending.claim(ME, 10)[0], Refused(Code.REJECTED, "no"))
    assert failed.state == State.FAILED
    assert failed.trouble == {"code": "rejected", "said": "no", "facts": {}}
    assert sending.claim(ME, 10)[0].post.text == "second"


def test_a_throttled_channel_waits_as_told_and_keeps_its_order(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "first", now() - timedelta(seconds=30))
    planned(cast.huda, cast.omar, channel, "second", now() - timedelta(seconds=20))
    queued = end(sending.claim(ME, 10)[0], Throttled(timedelta(minutes=5)))
    assert queued.state == State.QUEUED
    lane = Lane.objects.get()
    assert lane.held_until is not None
    assert timedelta(minutes=4) < lane.held_until - now() <= timedelta(minutes=5)
    assert sending.claim(ME, 10) == []
    Lane.objects.update(held_until=now())
    assert sending.claim(ME, 10)[0].post.text == "first"


def test_an_unreachable_platform_is_tried_for_a_day_and_then_fails(cast: Cast, channel: Channel) -> None:
    delivery = planned(cast.huda, cast.omar, channel, "first")
    assert end(sending.claim(ME, 10)[0], Unreachable(Code.NO_CONNECTION)).state == State.QUEUED
    Lane.objects.update(held_until=None)
    Delivery.objects.filter(pk=delivery.pk).update(send_at=now() - timedelta(hours=25))
    assert end(sending.claim(ME, 10)[0], Unreachable(Code.NO_CONNECTION)).state == State.FAILED


def test_doubt_that_nobody_can_settle_goes_to_a_person_and_is_never_sent_again(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "first", now() - timedelta(seconds=30))
    planned(cast.huda, cast.omar, channel, "second", now() - timedelta(seconds=20))
    unsure = end(sending.claim(ME, 10)[0], OutcomeUnknown(Code.ANSWER_DROPPED))
    assert unsure.state == State.UNSURE
    assert unsure.settle_at is None
    assert settling.take_doubts() == []
    assert sending.claim(ME, 10)[0].post.text == "second"


def test_a_person_settles_doubt_both_ways(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "first")
    unsure = end(sending.claim(ME, 10)[0], OutcomeUnknown(Code.ANSWER_DROPPED))
    settling.settle_as_absent(unsure, by=cast.omar)
    unsure = end(sending.claim(ME, 10)[0], OutcomeUnknown(Code.ANSWER_DROPPED))
    settling.settle_as_live(unsure, url="https://platform.example/9", by=cast.omar)
    unsure.refresh_from_db()
    assert (unsure.state, unsure.url) == (State.SENT, "https://platform.example/9")
    assert sending.claim(ME, 10) == []


def test_doubt_that_can_be_settled_keeps_the_lane_until_it_is(cast: Cast) -> None:
    finding = make_channel(cast.company, "instant_find", "https://platform.example")
    planned(cast.huda, cast.omar, finding, "first", now() - timedelta(seconds=30))
    planned(cast.huda, cast.omar, finding, "second", now() - timedelta(seconds=20))
    end(sending.claim(ME, 10)[0], OutcomeUnknown(Code.ANSWER_DROPPED))
    assert sending.claim(ME, 10) == []
    Delivery.objects.filter(state=State.UNSURE).update(settle_at=now())
    [doubt] = settling.take_doubts()
    assert settling.take_doubts() == []
    settling.conclude(doubt, LIVE)
    assert sending.claim(ME, 10)[0].post.text == "second"


def test_what_is_found_absent_goes_out_first(cast: Cast) -> None:
    finding = make_channel(cast.company, "instant_find", "https://platform.example")
    first = planned(cast.huda, cast.omar, finding, "first", now() - timedelta(seconds=30))
    planned(cast.huda, cast.omar, finding, "second", now() - timedelta(seconds=20))
    end(sending.claim(ME, 10)[0], OutcomeUnknown(Code.ANSWER_DROPPED))
    Delivery.objects.filter(state=State.UNSURE).update(settle_at=now())
    [doubt] = settling.take_doubts()
    settling.conclude(doubt, settling.Absent())
    assert sending.claim(ME, 10)[0].delivery == first.pk


def test_a_refused_repeat_of_a_doubtful_post_is_still_in_doubt(cast: Cast) -> None:
    repeating = make_channel(cast.company, "instant_repeat", "https://platform.example")
    planned(cast.huda, cast.omar, repeating, "first")
    end(sending.claim(ME, 10)[0], OutcomeUnknown(Code.SERVER_ERROR))
    Delivery.objects.update(settle_at=now())
    settling.conclude(settling.take_doubts()[0], settling.Absent())
    assert end(sending.claim(ME, 10)[0], Refused(Code.REJECTED)).state == State.UNSURE


def test_a_revoked_grant_fails_the_delivery_and_asks_to_reconnect(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "first", now() - timedelta(seconds=30))
    planned(cast.huda, cast.omar, channel, "second")
    assert end(sending.claim(ME, 10)[0], Disconnected(Code.GRANT_REVOKED)).state == State.FAILED
    channel.refresh_from_db()
    assert channel.state == "disconnected"
    assert sending.claim(ME, 10)[0].grant is None


def test_a_cancelled_delivery_does_not_leave(cast: Cast, channel: Channel) -> None:
    delivery = planned(cast.huda, cast.omar, channel, "first")
    withdrawing.cancel(delivery, by=cast.omar)
    assert sending.claim(ME, 10) == []
    assert Lane.objects.get().next_at is None


def test_an_edit_after_approval_takes_the_post_back(cast: Cast, channel: Channel) -> None:
    delivery = planned(cast.huda, cast.omar, channel, "first")
    post = delivery.post
    post.refresh_from_db()
    writing.edit(post, Draft(text="changed", channels=[channel.pk]), version=post.version, by=cast.huda)
    delivery.refresh_from_db()
    post.refresh_from_db()
    assert (delivery.state, post.state) == (State.CANCELLED, "draft")
    assert sending.claim(ME, 10) == []


def test_even_a_delivery_planned_behind_the_domains_back_stays_in(cast: Cast, channel: Channel) -> None:
    delivery = planned(cast.huda, cast.omar, channel, "first")
    Delivery.objects.filter(pk=delivery.pk).update(digest="0" * 64)
    assert sending.claim(ME, 10) == []


def test_a_late_answer_still_counts(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "first")
    [claim] = sending.claim(ME, 10)
    Delivery.objects.update(state=State.UNSURE, worker=9)
    assert end(claim, LIVE).state == State.SENT


def test_an_answer_from_an_old_try_changes_nothing_else(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "first")
    [claim] = sending.claim(ME, 10)
    Delivery.objects.update(worker=9)
    assert end(claim, Refused(Code.REJECTED)).state == State.SENDING


def test_what_a_dead_worker_had_in_hand_is_doubtful(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "first")
    sending.claim(ME, 10)
    assert sending.take_over(8) == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.trouble["code"]) == (State.UNSURE, "worker_died")


def test_a_delivery_whose_picture_is_gone_fails_and_stops_nobody(cast: Cast, channel: Channel) -> None:
    broken = planned(cast.huda, cast.omar, channel, "first", now() - timedelta(seconds=30))
    planned(cast.huda, cast.omar, channel, "second")
    media = [{"asset": "01a209d5-8fbb-7438-bb0d-27948cc6de2e", "rendition": None, "alt": ""}]
    Delivery.objects.filter(pk=broken.pk).update(frozen=broken.frozen | {"media": media})
    assert sending.claim(ME, 10) == []
    broken.refresh_from_db()
    assert (broken.state, broken.trouble["code"]) == (State.FAILED, "media_rejected")
    assert sending.claim(ME, 10)[0].post.text == "second"


def test_a_claim_whose_answer_was_lost_is_given_back(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "first")
    sending.claim(ME, 10)
    sending.give_back(ME, [])
    assert Delivery.objects.get().state == State.QUEUED
    assert len(sending.claim(ME, 10)) == 1
