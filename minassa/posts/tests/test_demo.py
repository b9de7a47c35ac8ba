from __future__ import annotations

import pytest

from minassa.people.demo import create_demo
from minassa.posts.models import Delivery, Post

pytestmark = pytest.mark.django_db


def test_the_demo_shows_a_post_in_every_state() -> None:
    create_demo()
    assert set(Post.objects.values_list("state", flat=True)) == {"draft", "submitted", "approved"}
    assert Post.objects.exclude(returned_note="").count() == 1
    assert Delivery.objects.count() == 8
    create_demo()
    assert Delivery.objects.count() == 8
