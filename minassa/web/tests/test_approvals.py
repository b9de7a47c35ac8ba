"""Submitted by who wrote it, approved by somebody else: the same rule on every page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from minassa.core.clock import now
from minassa.events.models import Event
from minassa.posts import writing
from minassa.posts.models import Delivery, Post
from minassa.testing.cast import Cast, client_of
from minassa.web.tests.posting import approved, draft, stage, submitted


def url(name: str, *ids: object) -> str:
    return reverse(name, args=["noor", *ids])


def state_of(post: Post) -> str:
    return Post.objects.get(pk=post.pk).state


def test_a_member_submits(cast: Cast) -> None:
    post = draft(cast.huda, [stage(cast.company)])
    assert client_of(cast.huda).post(url("submissions:create", post.pk))["Location"] == url("posts:show", post.pk)
    assert state_of(post) == "submitted"


def test_what_no_platform_would_take_is_not_submitted(cast: Cast) -> None:
    post = draft(cast.huda, [stage(cast.company)], "م" * 301)
    answer = client_of(cast.huda).post(url("submissions:create", post.pk))
    assert answer.status_code == 422
    assert answer.context["problem"].startswith("Stage")
    assert state_of(post) == "draft"


def test_an_officer_approves_what_they_read(cast: Cast) -> None:
    post = submitted(cast.huda, [stage(cast.company)])
    answer = client_of(cast.omar).post(url("approvals:create", post.pk), {"version": post.version})
    assert answer.status_code == 302
    assert state_of(post) == "approved"


def test_a_wanted_time_is_scheduled_with_the_approval(cast: Cast) -> None:
    at = now() + timedelta(days=3)
    post = submitted(cast.huda, [stage(cast.company)], wanted_at=at)
    client_of(cast.omar).post(url("approvals:create", post.pk), {"version": post.version})
    assert Delivery.objects.get().send_at == at


def test_a_version_that_was_not_read_is_not_approved(cast: Cast) -> None:
    post = submitted(cast.huda, [stage(cast.company)])
    read = post.version
    writing.edit(
        post,
        writing.Draft(text="else", channels=[one.channel_id for one in post.variants.all()]),
        version=read,
        by=cast.huda,
    )
    answer = client_of(cast.omar).post(url("approvals:create", post.pk), {"version": read})
    assert answer.status_code == 422
    assert "Read it again" in answer.content.decode()
    assert state_of(post) == "submitted"


@pytest.mark.parametrize("given", [{}, {"version": "x"}, {"version": "-1"}, {"version": "9" * 40}])
def test_an_approval_without_its_version_is_422(cast: Cast, given: dict[str, str]) -> None:
    post = submitted(cast.huda, [stage(cast.company)])
    assert client_of(cast.omar).post(url("approvals:create", post.pk), given).status_code == 422
    assert state_of(post) == "submitted"


def test_nobody_approves_their_own(cast: Cast) -> None:
    post = submitted(cast.omar, [stage(cast.company)])
    answer = client_of(cast.omar).post(url("approvals:create", post.pk), {"version": post.version})
    assert answer.status_code == 422
    assert state_of(post) == "submitted"


def test_a_member_approves_nothing(cast: Cast) -> None:
    post = submitted(cast.omar, [stage(cast.company)])
    assert client_of(cast.huda).post(url("approvals:create", post.pk), {"version": post.version}).status_code == 403
    assert state_of(post) == "submitted"


def test_a_post_goes_back_with_words(cast: Cast) -> None:
    post = submitted(cast.huda, [stage(cast.company)])
    client_of(cast.omar).post(url("returns:create", post.pk), {"note": "Name the price"})
    assert state_of(post) == "draft"
    page = client_of(cast.huda).get(url("posts:show", post.pk))
    assert "Name the price" in page.content.decode()


def test_a_post_does_not_go_back_without_a_word(cast: Cast) -> None:
    post = submitted(cast.huda, [stage(cast.company)])
    answer = client_of(cast.omar).post(url("returns:create", post.pk), {"note": "  "})
    assert answer.status_code == 422
    assert answer.context["return_form"].errors
    assert b"data-open" in answer.content  # the dialog stays open
    assert state_of(post) == "submitted"


def test_an_answer_to_htmx_is_the_same_fragment(cast: Cast) -> None:
    post = submitted(cast.huda, [stage(cast.company)])
    answer = client_of(cast.omar).post(
        url("approvals:create", post.pk), {"version": post.version}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert answer.content.decode().lstrip().startswith('<div class="post" id="post">')
    assert "HX-Request" in answer["Vary"]


def test_approving_twice_approves_once(cast: Cast) -> None:
    post = approved(cast, [stage(cast.company)])
    assert client_of(cast.omar).post(url("approvals:create", post.pk), {"version": post.version}).status_code == 422
    assert Event.objects.filter(verb="post.approved").count() == 1


def test_the_bin_and_out_of_it(cast: Cast) -> None:
    post = approved(cast, [stage(cast.company)])
    huda = client_of(cast.huda)
    huda.post(url("trashings:create", post.pk))
    assert state_of(post) == "trashed"
    assert huda.get(url("posts:show", post.pk)).context["next"] == "restore"
    huda.post(url("restorations:create", post.pk))
    assert state_of(post) == "draft"
