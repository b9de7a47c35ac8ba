"""No post goes past a closed gate of the manual, whoever asks; and what waited at it goes on when it opens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.planning import mechanisms, signing
from minassa.planning.models.signature import Act
from minassa.posts import approving, opening, scheduling, sending, writing
from minassa.posts.errors import GateClosed
from minassa.posts.models import Delivery, Lane, Post
from minassa.posts.models.delivery import State
from minassa.posts.writing import Draft
from minassa.testing.cast import Cast, make_member
from minassa.testing.planned import open_cycle, opened, overridden
from minassa.testing.stage import approved_post, make_channel, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return make_channel(cast.company, "handoff", limits={"platform": "facebook"})


def test_scheduling_is_refused_in_words_while_the_gate_is_closed(cast: Cast, channel: Channel) -> None:
    post = approved_post(cast.huda, cast.omar, [channel], "early")
    open_cycle(cast)
    with pytest.raises(GateClosed):
        scheduling.schedule(post, now() + timedelta(hours=1), by=cast.omar)
    with pytest.raises(GateClosed):
        scheduling.publish_now(post, by=cast.omar)


def test_what_was_planned_before_stays_in_when_the_gate_closes(cast: Cast, channel: Channel) -> None:
    planned(cast.huda, cast.omar, channel, "waiting")
    cycle = open_cycle(cast)
    assert sending.claim(7, 10) == []
    lane = Lane.objects.get()
    assert lane.next_at is not None and lane.next_at > now()  # it is looked at again, whatever happens
    for step in range(1, 6):
        overridden(cast, cycle, step)
    opening.gate_opened(cast.company.pk)
    assert len(sending.claim(7, 10)) == 1


def test_a_gate_that_opens_brings_its_lanes_forward_by_itself(
    cast: Cast, channel: Channel, django_capture_on_commit_callbacks: object
) -> None:
    planned(cast.huda, cast.omar, channel, "waiting")
    cycle = open_cycle(cast)
    assert sending.claim(7, 10) == []
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        for step in range(1, 6):
            overridden(cast, cycle, step)
    assert len(sending.claim(7, 10)) == 1


def test_only_the_platforms_of_signed_mechanisms_go_out(cast: Cast, channel: Channel) -> None:
    other = make_channel(cast.company, "handoff", limits={"platform": "linkedin"})
    for one in (channel, other):
        planned(cast.huda, cast.omar, one, one.name)
    cycle = opened(cast, "facebook")
    assert [claim.channel for claim in sending.claim(7, 10)] == [channel.pk]
    mechanism = cycle.mechanisms.get()
    mechanisms.change(mechanism, by=cast.omar, tone="Colder")
    planned_again = Delivery.objects.get(channel=channel)
    sending.give_back(7, [])
    assert sending.claim(7, 10) == []
    signing.sign(cycle, Act.MECHANISM, by=cast.omar, subject=mechanism)
    opening.gate_opened(cast.company.pk)
    assert [claim.delivery for claim in sending.claim(7, 10)] == [planned_again.pk]


def test_a_rehearsal_goes_out_whatever_the_gate_says(cast: Cast) -> None:
    rehearsal = make_channel(cast.company, "rehearsal", limits={"platform": "facebook"})
    open_cycle(cast)
    planned(cast.huda, cast.omar, rehearsal, "a try")
    assert len(sending.claim(7, 10)) == 1


def test_another_company_is_not_kept_waiting(cast: Cast, channel: Channel) -> None:
    open_cycle(cast)
    elsewhere = make_channel(cast.other, "handoff", limits={"platform": "facebook"})
    planned(make_member(cast.other, "Dana"), cast.sami, elsewhere, "free")
    assert len(sending.claim(7, 10)) == 1


def test_a_post_is_approved_before_the_gate_opens_and_planned_when_it_does(cast: Cast, channel: Channel) -> None:
    cycle = open_cycle(cast)
    at = now() + timedelta(days=1)
    post = approving.submit(
        writing.start(cast.huda, Draft(text="soon", channels=[channel.pk], wanted_at=at)), by=cast.huda
    )
    approving.approve(post, version=post.version, by=cast.omar)
    assert Post.objects.get().state == Post.State.APPROVED and not Delivery.objects.exists()
    for step in range(1, 6):
        overridden(cast, cycle, step)
    opening.gate_opened(cast.company.pk)
    assert Delivery.objects.get().send_at == at


def test_what_a_gate_kept_for_a_day_fails_with_its_cause(cast: Cast, channel: Channel) -> None:
    delivery = planned(cast.huda, cast.omar, channel, "yesterday's greeting")
    assert opening.give_up() == 0
    open_cycle(cast)
    assert opening.give_up() == 0
    Delivery.objects.update(send_at=now() - timedelta(hours=25))
    assert opening.give_up() == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.trouble["code"]) == (State.FAILED, "gate_closed")
