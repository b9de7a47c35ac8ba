"""The list, the page of one post, and the composer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from minassa.core.clock import now
from minassa.posts import approving, listing, writing
from minassa.posts.models import Post
from minassa.testing.cast import Cast, client_of
from minassa.web.tests.posting import TEXT, approved, by_hand, draft, fields_of, in_state, stage, submitted

AUTOSAVE = {"X-Requested-With": "auto-save", "Accept": "application/json"}


def url(name: str, *ids: object) -> str:
    return reverse(name, args=["noor", *ids])


@pytest.fixture
def huda(cast: Cast) -> Client:
    return client_of(cast.huda)


# ── The list ──


def test_the_list_tells_an_approver_what_waits_for_them(cast: Cast) -> None:
    submitted(cast.huda, [stage(cast.company)], "for Omar")
    submitted(cast.omar, [stage(cast.company, name="Other")], "his own")
    page = client_of(cast.omar).get(url("posts:index"))
    assert page.context["part"] == "todo"
    assert [row.words for row in page.context["rows"]] == ["for Omar"]


def test_what_was_sent_back_waits_for_its_writer(cast: Cast, huda: Client) -> None:
    approving.send_back(submitted(cast.huda, [stage(cast.company)]), note="Name the price", by=cast.omar)
    page = huda.get(url("posts:index"))
    assert page.context["part"] == "todo"
    assert page.context["rows"][0].state == "returned"


@pytest.mark.parametrize("part", listing.SLICES)
def test_every_slice_shows_its_own_and_says_what_to_do_when_empty(cast: Cast, part: str) -> None:
    page = client_of(cast.omar).get(url("posts:index"), {"in": part})
    assert page.status_code == 200
    assert b"empty__title" in page.content


def test_each_post_lies_in_its_slice(cast: Cast) -> None:
    channel = stage(cast.company)
    draft(cast.huda, [channel])
    submitted(cast.huda, [channel])
    in_state(cast, channel, "sent")
    in_state(cast, channel, "failed")
    in_state(cast, channel, "unsure")
    in_state(cast, channel, "handed")  # an hour past its time
    writing.trash(draft(cast.huda), by=cast.huda)
    counts = listing.counts(cast.omar)
    assert counts == {"todo": 1, "draft": 1, "submitted": 1, "planned": 1, "trouble": 3}
    for part, count in (*counts.items(), ("sent", 1), ("trashed", 1)):
        assert len(listing.posts_in(part, cast.omar)) == count


def test_an_outside_party_sees_only_what_it_answers_for(cast: Cast) -> None:
    submitted(cast.huda, [stage(cast.company)], "ours")
    submitted(cast.huda, [by_hand(cast.company, party=cast.agency)], "theirs")
    page = client_of(cast.nabil).get(url("posts:index"), {"in": "submitted"})
    assert [row.words for row in page.context["rows"]] == ["theirs"]


def test_the_list_takes_as_many_queries_for_sixty_posts_as_for_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    channels = [stage(cast.company, name=f"Stage {number}") for number in range(3)]
    for number in range(30):
        draft(cast.huda, channels, f"post {number}")
    client = client_of(cast.omar)
    with django_assert_max_num_queries(12):
        page = client.get(url("posts:index"), {"in": "draft", "page": "2"})
    assert len(page.context["rows"]) == 5


# ── The composer ──


def test_a_new_post_is_kept_and_shown(cast: Cast, huda: Client) -> None:
    channel = stage(cast.company)
    answer = huda.post(url("posts:index"), fields_of(channels=[str(channel.pk)], day="2027-01-15", clock="09:30"))
    post = Post.objects.get()
    assert answer["Location"] == url("posts:show", post.pk)
    assert (post.text, [one.channel for one in post.variants.all()]) == (TEXT, [channel])
    assert post.wanted_at is not None
    assert post.wanted_at.isoformat() == "2027-01-15T06:30:00+00:00"  # Riyadh is three hours ahead


def test_a_new_post_may_begin_with_its_day(cast: Cast, huda: Client) -> None:
    page = huda.get(url("posts:new"), {"day": "2027-02-03"})
    assert page.context["form"]["day"].value() == date(2027, 2, 3)
    assert huda.get(url("posts:new"), {"day": "2027-99-99x"}).status_code == 200


def test_nothing_at_all_is_not_kept(cast: Cast, huda: Client) -> None:
    assert huda.post(url("posts:index"), fields_of(text="")).status_code == 422
    assert not Post.objects.exists()


def test_a_channel_may_say_it_differently_and_share_again(cast: Cast, huda: Client) -> None:
    one, other = stage(cast.company), by_hand(cast.company)
    post = draft(cast.huda, [one, other])
    own = {f"own-{other.pk}": "نص آخر", f"differs-{other.pk}": "on"}
    huda.post(url("posts:edit", post.pk), fields_of(post, **own))
    assert {variant.channel: variant.text for variant in post.variants.all()} == {one: TEXT, other: "نص آخر"}
    post.refresh_from_db()
    page = huda.get(url("posts:edit", post.pk))
    assert [tab.differs for tab in page.context["form"].tabs] == [False, True]
    huda.post(url("posts:edit", post.pk), fields_of(post, **{f"own-{other.pk}": "forgotten"}))
    assert {variant.text for variant in post.variants.all()} == {TEXT}


def test_a_post_is_submitted_straight_from_the_composer(cast: Cast, huda: Client) -> None:
    channel = stage(cast.company)
    huda.post(url("posts:index"), fields_of(channels=[str(channel.pk)], submit="1"))
    assert Post.objects.get().state == Post.State.SUBMITTED


def test_what_a_platform_would_refuse_is_kept_but_not_submitted(cast: Cast, huda: Client) -> None:
    channel = stage(cast.company)
    answer = huda.post(url("posts:index"), fields_of(text="م" * 301, channels=[str(channel.pk)], submit="1"))
    assert answer.status_code == 422
    assert answer.context["problem"].startswith("Stage: ")
    assert Post.objects.get().state == Post.State.DRAFT


@pytest.mark.parametrize(
    "wrong",
    [
        {"link": "not a link"},
        {"day": "2027-01-15"},
        {"clock": "09:30"},
        {"day": "yesterday", "clock": "09:30"},
        {"text": "a\x00b"},
        {"text": "م" * 50_001},
        {"version": "0"},
        {"version": "many"},
        {"picture": ["00000000-0000-0000-0000-000000000000"] * 3, "text": "م" * 60_000},
    ],
)
def test_a_bad_form_is_422_and_changes_nothing(cast: Cast, huda: Client, wrong: dict[str, str]) -> None:
    post = draft(cast.huda, [stage(cast.company)])
    before = Post.objects.values().get()
    answer = huda.post(url("posts:edit", post.pk), fields_of(post) | wrong)
    assert answer.status_code == 422
    assert huda.post(url("posts:index"), fields_of() | wrong).status_code == 422
    assert Post.objects.values().get() == before


def test_another_companys_channel_and_picture_are_left_out(cast: Cast, huda: Client) -> None:
    foreign = stage(cast.other)
    ghost = "01890000-0000-7000-8000-000000000000"
    huda.post(url("posts:index"), fields_of(channels=[str(foreign.pk), "junk"], picture=[ghost, "junk"]))
    post = Post.objects.get()
    assert not post.variants.exists()
    assert not post.pictures.exists()


# ── Saving by itself ──


def test_the_first_autosave_gives_a_new_post_its_address(cast: Cast, huda: Client) -> None:
    answer = huda.post(url("posts:index"), fields_of(), headers=AUTOSAVE)
    post = Post.objects.get()
    assert answer.json() == {"version": post.version, "action": url("posts:edit", post.pk)}


def test_an_autosave_never_overwrites_a_newer_edit(cast: Cast, huda: Client) -> None:
    post = draft(cast.huda, [stage(cast.company)])
    mine = fields_of(post, text="mine")
    writing.edit(post, writing.Draft(text="theirs"), version=post.version, by=cast.omar)
    answer = huda.post(url("posts:edit", post.pk), mine, headers=AUTOSAVE)
    assert answer.status_code == 409
    assert "Omar" in answer.content.decode()
    assert "theirs" in answer.content.decode()
    assert Post.objects.get().text == "theirs"


def test_a_press_over_a_newer_edit_keeps_what_was_typed_on_the_page(cast: Cast, huda: Client) -> None:
    post = draft(cast.huda, [stage(cast.company)])
    mine = fields_of(post, text="mine alone")
    writing.edit(post, writing.Draft(text="theirs"), version=post.version, by=cast.omar)
    answer = huda.post(url("posts:edit", post.pk), mine | {"submit": "1"})
    assert answer.status_code == 409
    assert "mine alone" in answer.content.decode()
    assert Post.objects.get().text == "theirs"
    assert Post.objects.get().state == Post.State.DRAFT


def test_what_an_autosave_may_not_keep_is_said_by_field(cast: Cast, huda: Client) -> None:
    post = draft(cast.huda)
    answer = huda.post(url("posts:edit", post.pk), fields_of(post, link="nowhere at all"), headers=AUTOSAVE)
    assert answer.status_code == 422
    assert "link" in answer.json()["errors"]


def test_an_edit_after_approval_asks_again(cast: Cast, huda: Client) -> None:
    channel = stage(cast.company)
    post = approved(cast, [channel])
    huda.post(url("posts:edit", post.pk), fields_of(post, text="changed"))
    post.refresh_from_db()
    assert post.state == Post.State.DRAFT
    assert not post.approvals.filter(withdrawn_at=None).exists()


def test_a_post_in_the_bin_is_not_edited(cast: Cast, huda: Client) -> None:
    post = draft(cast.huda)
    writing.trash(post, by=cast.huda)
    assert huda.get(url("posts:edit", post.pk))["Location"] == url("posts:show", post.pk)
    assert huda.post(url("posts:edit", post.pk), fields_of(post)).status_code == 422


# ── What is wrong, said while writing ──


def test_checks_say_per_channel_what_its_platform_would_refuse(cast: Cast, huda: Client) -> None:
    short, long = stage(cast.company, name="Short"), by_hand(cast.company, name="Long", limits={"platform": "other"})
    channels = [str(short.pk), str(long.pk)]
    answer = huda.post(url("checks:create"), fields_of(text="م" * 301, channels=channels))
    assert {one.channel.name: bool(one.sentences) for one in answer.context["judged"]} == {"Short": True, "Long": False}
    assert not Post.objects.exists()


def test_checks_say_when_the_clocks_skip_the_time(cast: Cast, huda: Client) -> None:
    cast.company.zone = "Africa/Cairo"
    cast.company.save()
    answer = huda.post(url("checks:create"), fields_of(day="2027-04-30", clock="00:30", timed="1"))
    assert "01:30" in answer.context["warning"]
    assert "01:30" in answer.content.decode()


def test_checks_say_that_a_time_has_passed(cast: Cast, huda: Client) -> None:
    yesterday = (now() - timedelta(days=1)).date().isoformat()
    assert huda.post(url("checks:create"), fields_of(day=yesterday, clock="09:00")).context["is_past"]


def test_checks_of_a_bad_form_are_422(cast: Cast, huda: Client) -> None:
    assert huda.post(url("checks:create"), fields_of(link="no link")).status_code == 422


# ── One post ──


def test_the_page_shows_each_channel_as_its_audience_sees_it(cast: Cast) -> None:
    post = approved(cast, [stage(cast.company), by_hand(cast.company)])
    page = client_of(cast.layla).get(url("posts:show", post.pk))
    assert page.status_code == 200
    assert page.content.decode().count("<post-preview") == 2


def test_the_page_of_a_post_takes_a_fixed_number_of_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    post = approved(cast, [stage(cast.company, name=f"Stage {number}") for number in range(6)])
    client = client_of(cast.omar)
    with django_assert_max_num_queries(16):
        client.get(url("posts:show", post.pk))


def test_who_wrote_it_is_told_why_they_cannot_approve(cast: Cast) -> None:
    post = submitted(cast.omar, [stage(cast.company)])
    page = client_of(cast.omar).get(url("posts:show", post.pk))
    assert page.context["next"] == "own"
    assert client_of(cast.layla).get(url("posts:show", post.pk)).context["next"] == "approve"


def test_the_history_names_people_and_channels(cast: Cast) -> None:
    delivery = in_state(cast, stage(cast.company, name="Stage of Noor"), "sent")
    page = client_of(cast.omar).get(url("posts:show", delivery.post_id))
    said = [str(one.sentence) for one in page.context["history"]]
    assert said[0] == "Scheduled on <bdi>Stage of Noor</bdi>"
    assert said[-1] == "Started"


def test_a_name_in_the_history_cannot_be_markup(cast: Cast) -> None:
    delivery = in_state(cast, stage(cast.company, name="<b>100%s</b>"), "sent")
    page = client_of(cast.omar).get(url("posts:show", delivery.post_id))
    assert "&lt;b&gt;100%s&lt;/b&gt;" in page.content.decode()
    assert "<b>100%s" not in page.content.decode()


def test_a_day_of_the_calendar_comes_with_an_hour(cast: Cast) -> None:
    """A day alone could not be saved."""
    page = client_of(cast.huda).get("/c/noor/posts/new/?day=2027-01-15").content.decode()
    assert 'value="2027-01-15"' in page and 'value="10:00"' in page
    today = cast.company.local_now().date()
    form = client_of(cast.huda).get(f"/c/noor/posts/new/?day={today}").context["form"]
    assert form.initial["clock"] > cast.company.local_now().time() or form.initial["clock"].hour == 23
