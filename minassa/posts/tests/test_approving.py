"""Nobody approves their own words, by whatever way they came into the post; and the verbs ask who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.people.models import Membership
from minassa.posts import approving, withdrawing, writing
from minassa.posts.errors import NotReady, OwnApproval
from minassa.posts.models import Post
from minassa.posts.writing import Draft
from minassa.testing.cast import Cast
from minassa.testing.stage import make_channel, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return make_channel(cast.company, "instant", "https://platform.example")


def write(post: Post, by: Membership, text: str, *channels: Channel) -> Post:
    fresh = Post.objects.get(pk=post.pk)
    return writing.edit(fresh, Draft(text=text, channels=[one.pk for one in channels]), version=fresh.version, by=by)


def approve(post: Post, by: Membership) -> None:
    fresh = Post.objects.get(pk=post.pk)
    approving.approve(fresh, version=fresh.version, by=by)


@pytest.mark.parametrize("has_channel_first", [True, False])
def test_an_editor_whose_words_somebody_saved_again_still_approves_them_not(
    cast: Cast, channel: Channel, has_channel_first: bool
) -> None:
    post = writing.start(cast.huda, Draft(text="draft", channels=[channel.pk]))
    write(post, cast.omar, "Omar's words", *([channel] if has_channel_first else []))
    write(post, cast.huda, "Omar's words", channel)
    approving.submit(post, by=cast.huda)
    with pytest.raises(OwnApproval):
        approve(post, cast.omar)
    approve(post, cast.layla)


def test_words_that_a_colleague_approved_bind_their_editor_no_longer(cast: Cast, channel: Channel) -> None:
    post = writing.start(cast.huda, Draft(text="draft", channels=[channel.pk]))
    write(post, cast.omar, "Omar's words", channel)
    approving.submit(post, by=cast.huda)
    approve(post, cast.layla)
    post = write(post, cast.huda, "Huda's words", channel)
    approving.submit(post, by=cast.huda)
    approve(post, cast.omar)


def test_an_officer_of_another_company_approves_nothing_here(cast: Cast, channel: Channel) -> None:
    post = writing.start(cast.huda, Draft(text="draft", channels=[channel.pk]))
    approving.submit(post, by=cast.huda)
    with pytest.raises(OwnApproval):
        approve(post, cast.sami)


@pytest.mark.parametrize(
    "act",
    [
        lambda post, by: writing.start(by),
        lambda post, by: write(post, by, "other words"),
        lambda post, by: writing.trash(post, by=by),
        lambda post, by: writing.restore(post, by=by),
        lambda post, by: withdrawing.cancel_all(post, by=by),
    ],
    ids=["start", "edit", "trash", "restore", "cancel"],
)
def test_the_verbs_themselves_ask_who_may(
    cast: Cast, channel: Channel, act: Callable[[Post, Membership], object]
) -> None:
    delivery = planned(cast.huda, cast.omar, channel, "words")
    with pytest.raises(PermissionDenied):
        act(delivery.post, cast.rana)
    delivery.refresh_from_db()
    assert delivery.state == "planned"


def test_a_time_that_has_passed_is_said_to_the_writer_not_the_approver(cast: Cast, channel: Channel) -> None:
    past = now() - timedelta(minutes=1)
    post = writing.start(cast.huda, Draft(text="late", channels=[channel.pk], wanted_at=past))
    with translation.override("en"), pytest.raises(NotReady, match="has passed"):
        approving.submit(post, by=cast.huda)
    assert Post.objects.get(pk=post.pk).state == Post.State.DRAFT
