from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from minassa.people.demo import create_demo
from minassa.planning.models import Cycle, LaunchItem
from minassa.posts.models import Delivery, Post
from minassa.posts.models.delivery import State
from minassa.posts.runway import runways_of


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Made once for all that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        create_demo()
        yield
        transaction.set_rollback(True)


def test_the_demo_shows_a_post_in_every_state() -> None:
    assert set(Post.objects.values_list("state", flat=True)) == {"draft", "submitted", "approved"}
    assert Post.objects.exclude(returned_note="").count() == 1
    before = Delivery.objects.count()
    assert not Post.objects.filter(state=Post.State.APPROVED, deliveries__isnull=True).exists()
    create_demo()
    assert Delivery.objects.count() == before


def test_each_post_of_the_demo_has_a_content_pillar() -> None:
    assert not Post.objects.filter(pillar="").exists()


def test_one_platform_of_the_demo_is_covered_and_others_have_holes() -> None:
    found = {one.platform: one for one in runways_of(Cycle.objects.get())}
    assert found["instagram"].is_met
    assert not found["instagram"].holes
    assert found["linkedin"].holes
    assert found["x"].holes


def test_the_demo_is_launched_on_three_platforms_one_without_its_proof() -> None:
    sent = Delivery.objects.filter(state=State.SENT).select_related("channel")
    assert {one.channel.platform for one in sent} == {"instagram", "linkedin", "x"}
    assert all(one.url.startswith("https://") for one in sent)
    assert {one.channel.platform for one in LaunchItem.objects.select_related("channel")} == {"instagram", "linkedin"}
