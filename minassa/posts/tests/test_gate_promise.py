"""Whatever people do to the plan, in whatever order: nothing is planned or sent past a closed gate of the manual, and
nothing waits at an open one. The worker looks after every act, by the statement it really claims with."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import strategies as some
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.planning.tests import promises
from minassa.planning.tests.at_random import QUICK, people, set_scene
from minassa.planning.tests.at_random_after import Going
from minassa.posts import approving, scheduling, sending, writing
from minassa.posts.models import Delivery, Lane
from minassa.posts.writing import Draft
from minassa.testing.cast import Cast
from minassa.testing.stage import make_channel, planned

WORKER = 7


def plan_posts(cast: Cast) -> None:
    """One is due on each channel from the start; what the gate does to them is what this is about."""
    for kind, platform in (("handoff", "bluesky"), ("handoff", "mastodon"), ("rehearsal", "bluesky")):
        planned(cast.huda, cast.omar, make_channel(cast.company, kind, limits={"platform": platform}), "due")


class Publishing(Going):
    def may_go(self, channel: Channel) -> bool:
        return channel.kind == "rehearsal" or promises.may_publish(self.cast.company.pk, channel.platform)

    @rule(who=people, number=some.integers(0, 2), at_once=some.booleans())
    def publish(self, who: int, number: int, at_once: bool) -> None:
        channel, by, at = list(Channel.objects.order_by("pk"))[number], self.people[who], now() + timedelta(days=1)
        given = Draft(text="more", channels=[channel.pk], wanted_at=None if at_once else at)
        post = self.attempt(writing.start, by, given)
        post = post and self.attempt(approving.submit, post, by=by)
        approved = post and self.attempt(approving.approve, post, version=post.version, by=self.cast.omar)
        if approved and at_once:
            post.refresh_from_db()
            self.attempt(scheduling.publish_now, post, by=self.cast.omar)
        if post and Delivery.objects.filter(post=post).exists():
            assert self.may_go(channel), "planned past a closed gate"
            self.happened["planned"] += 1

    @invariant()
    def the_worker_sends_what_the_gate_lets_pass_and_nothing_else(self) -> None:
        Lane.objects.update(next_at=now())
        held = {claim.channel for claim in sending.claim(WORKER, 10)}
        sending.give_back(WORKER, [])
        due = Channel.objects.filter(deliveries__send_at__lte=now()).distinct()
        assert held == {one.pk for one in due if self.may_go(one)}
        self.happened["sent" if len(held) > 1 else "kept back"] += 1


@pytest.mark.django_db
@pytest.mark.timeout(600)
def test_nothing_goes_past_a_closed_gate_whatever_people_do_to_the_plan() -> None:
    class Run(Publishing):
        scene, happened = set_scene("whole", before=plan_posts), Counter()

    run_state_machine_as_test(Run, settings=QUICK)
    assert {"planned", "sent", "kept back"} <= set(Run.happened), Run.happened
