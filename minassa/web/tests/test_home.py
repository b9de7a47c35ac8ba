from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from minassa.channels.models import Channel
from minassa.manual.steps import MANAGE, PLAN
from minassa.people.abilities import Role
from minassa.people.models import Membership
from minassa.posts.models import Post
from minassa.testing.cast import Cast, client_of, make_company, make_member

HOME = "/c/noor/"


def home(one: Membership) -> str:
    return client_of(one).get(HOME).content.decode()


def test_the_manual_is_whole_in_both_languages() -> None:
    assert [step.number for step in PLAN.steps] == list(range(1, 11))
    assert [step.number for step in MANAGE.steps] == list(range(1, 6))
    for step in (*PLAN.steps, *MANAGE.steps):
        for words in (step.title, step.said, *([step.tool] if step.tool else [])):
            with translation.override("ar"):
                assert any("\u0600" <= letter <= "\u06ff" for letter in str(words))
            with translation.override("en"):
                assert str(words).isascii() or "’" in str(words)


@pytest.mark.parametrize(("role", "steps"), [*zip(Role.values, (15, 15, 15, 5, 1), strict=True)])
def test_everybody_inside_sees_all_fifteen_steps_and_others_what_concerns_them(
    cast: Cast, role: str, steps: int
) -> None:
    page = home(cast.of(role))
    assert page.count('class="stage__number"') == steps


def test_it_counts_what_exists(cast: Cast) -> None:
    Post.objects.create(company=cast.company, author=cast.huda.user, text="Hello")
    Channel.objects.create(company=cast.company, kind="rehearsal", name="Stage", account="a")
    page = home(cast.omar)
    assert "5 people in the company." in page and "1 draft." in page and "1 channel is connected." in page


def test_another_companys_numbers_are_not_counted(cast: Cast) -> None:
    Post.objects.create(company=cast.other, author=cast.sami.user, text="Theirs")
    assert "No post is in preparation." in home(cast.omar)


def test_an_expert_learns_no_numbers(cast: Cast) -> None:
    page = home(cast.rana)
    assert "people in the company" not in page and "No post is in preparation." not in page


def waiting_post(cast: Cast, by: Membership, text: str = "عرض <b>نهاية</b> الأسبوع") -> Post:
    return Post.objects.create(
        company=cast.company, author=by.user, submitted_by=by.user, text=text, state=Post.State.SUBMITTED
    )


def test_a_post_waits_for_those_who_may_approve_it(cast: Cast) -> None:
    waiting_post(cast, cast.huda)
    page = home(cast.omar)
    assert "<bdi>Huda</bdi> asks you to approve: <bdi>عرض &lt;b&gt;نهاية&lt;/b&gt; الأسبوع</bdi>" in page
    assert "asks you to approve" not in home(cast.huda)


def test_nobody_is_asked_to_approve_their_own(cast: Cast) -> None:
    waiting_post(cast, cast.omar)
    assert "asks you to approve" not in home(cast.omar) and "asks you to approve" in home(cast.layla)


def test_a_disconnected_channel_is_said(cast: Cast) -> None:
    state = Channel.State.DISCONNECTED
    Channel.objects.create(company=cast.company, kind="rehearsal", name="Stage", account="a", state=state)
    assert "<bdi>Stage</bdi> is disconnected" in home(cast.omar)


@pytest.mark.django_db
def test_a_new_company_is_told_where_to_begin() -> None:
    omar = make_member(make_company("noor"), "Omar", Role.OFFICER)
    page = home(omar)
    for first in ("Invite the people", "Name the party", "Connect a channel", "Write the first post"):
        assert first in page


def test_it_asks_as_often_for_many_as_for_few(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        waiting_post(cast, cast.huda, f"Post {number}")
        Channel.objects.create(company=cast.company, kind="rehearsal", name=f"C{number}", account=f"{number}")
    browser = client_of(cast.omar)
    with django_assert_max_num_queries(12):
        assert browser.get(HOME).status_code == 200
