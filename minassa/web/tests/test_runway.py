"""Content ahead: the holes of each platform, and one press from a hole to a draft that fills it."""

from __future__ import annotations

import re
from datetime import time, timedelta
from html import unescape

import pytest
from pytest_django import DjangoAssertNumQueries

from minassa.core.clock import now
from minassa.planning import mechanisms, reviewing
from minassa.posts import approving, scheduling, writing
from minassa.posts.models import Post
from minassa.posts.writing import Draft
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import all_five, measurable, open_cycle, reviewed, whole
from minassa.testing.stage import make_channel
from minassa.web.tests.posting import fields_of

pytestmark = pytest.mark.django_db


def page(cast: Cast, cycle_id: object, person: str = "huda") -> str:
    answer = client_of(getattr(cast, person)).get(f"/c/noor/cycles/{cycle_id}/runway/")
    assert answer.status_code == 200
    return str(unescape(answer.content.decode()))


def test_without_mechanisms_it_says_so_and_leads_there(cast: Cast) -> None:
    cycle = open_cycle(cast)
    said = page(cast, cycle.pk, "omar")
    assert "No mechanism says yet what is posted" in said


def test_a_hole_is_one_press_from_a_draft_with_day_hour_channel_and_pillar(cast: Cast) -> None:
    cycle = open_cycle(cast)
    whole(cast, cycle, "x", hours=[time(18), time(21)])
    channel = make_channel(cast.company, "handoff", limits={"platform": "x"}, name="By hand")
    other = make_channel(cast.company, "rehearsal", limits={"platform": "x"}, name="Stage")
    found = re.search(r'class="strip__add" href="([^"]+)"', page(cast, cycle.pk))
    assert found
    composer = unescape(client_of(cast.huda).get(found[1]).content.decode())
    assert re.search(rf'value="{channel.pk}"[^>]* checked', composer)
    assert not re.search(rf'value="{other.pk}"[^>]* checked', composer)
    assert re.search(r'<option value="Offers"[^>]* selected', composer)
    assert 'value="18:00"' in composer or 'value="21:00"' in composer


def test_a_draft_for_the_day_takes_the_place_of_its_hole(cast: Cast) -> None:
    cycle = open_cycle(cast)
    whole(cast, cycle, "x")
    channel = make_channel(cast.company, "handoff", limits={"platform": "x"}, name="By hand")
    before = page(cast, cycle.pk)
    found = re.search(r"day=(\d{4}-\d\d-\d\d)", before)
    assert found
    given = fields_of(channels=[str(channel.pk)], day=found[1], clock="12:00", pillar="Offers")
    client_of(cast.huda).post("/c/noor/posts/", given)
    post = Post.objects.get()
    assert post.pillar == "Offers"
    after = page(cast, cycle.pk)
    assert f"/c/noor/posts/{post.pk}/" in after and after.count("Write it") == before.count("Write it") - 1


def test_planned_posts_cover_days_and_count_in_the_mix(cast: Cast) -> None:
    cycle = all_five(cast, "x")
    channel = make_channel(cast.company, "handoff", limits={"platform": "x"}, name="By hand")
    before = page(cast, cycle.pk)
    for day in range(1, 7):
        post = writing.start(cast.huda, Draft(text="أرز", channels=[channel.pk], pillar="Offers"))
        post = approving.submit(post, by=cast.huda)
        approving.approve(post, version=post.version, by=cast.omar)
        post.refresh_from_db()
        scheduling.schedule(post, now() + timedelta(days=day), by=cast.omar)
    after = page(cast, cycle.pk)
    assert "0 of 6 planned" in re.sub(r"<[^>]+>", "", before)
    assert "6 of 6 planned" in re.sub(r"<[^>]+>", "", after) and "No hole in the next" in after


def test_a_closed_cycle_asks_for_nothing(cast: Cast) -> None:
    cycle = all_five(cast, "x")
    reviewing.close(reviewed(cast, cycle), by=cast.layla)
    said = page(cast, cycle.pk)
    assert "This cycle is closed" in said and "strip__add" not in said


def test_it_takes_twelve_queries_at_most_however_much_there_is(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cycle = open_cycle(cast)
    measurable(cast, cycle)
    for platform in ("x", "bluesky", "mastodon", "telegram", "instagram"):
        channel = make_channel(cast.company, "handoff", limits={"platform": platform})
        whole(cast, cycle, platform, posts_per_week=20, hours=[time(9), time(18)])
        for day in range(8):
            writing.start(
                cast.huda, Draft(text="أرز", channels=[channel.pk], wanted_at=now() + timedelta(days=day, hours=1))
            )
    browser = client_of(cast.huda)
    with django_assert_max_num_queries(12):
        assert browser.get(f"/c/noor/cycles/{cycle.pk}/runway/").status_code == 200


def test_outside_parties_and_strangers_do_not_see_it(cast: Cast) -> None:
    cycle = open_cycle(cast)
    assert client_of(cast.nabil).get(f"/c/noor/cycles/{cycle.pk}/runway/").status_code == 403
    assert client_of(cast.sami).get(f"/c/noor/cycles/{cycle.pk}/runway/").status_code == 404


def test_a_post_keeps_its_pillar_when_the_plan_renames_it(cast: Cast) -> None:
    cycle = open_cycle(cast)
    mechanism = whole(cast, cycle, "x")
    channel = make_channel(cast.company, "handoff", limits={"platform": "x"}, name="By hand")
    post = writing.start(cast.huda, Draft(text="أرز", channels=[channel.pk], pillar="Offers"))
    mechanisms.change(mechanism, by=cast.omar, pillars=[("Prices", 100)])
    browser = client_of(cast.huda)
    autosave = {"X-Requested-With": "auto-save"}
    given = fields_of(post, text="أرز بسمتي", pillar="Offers")
    assert browser.post(f"/c/noor/posts/{post.pk}/edit/", given, headers=autosave).status_code == 200
    post.refresh_from_db()
    assert post.pillar == "Offers" and post.text == "أرز بسمتي"
    given = fields_of(post, pillar="Prices")
    browser.post(f"/c/noor/posts/{post.pk}/edit/", given, headers=autosave)
    post.refresh_from_db()
    assert post.pillar == "Prices"
    assert "Prices" in browser.get(f"/c/noor/posts/{post.pk}/").content.decode()
    refused = browser.post(f"/c/noor/posts/{post.pk}/edit/", fields_of(post, pillar="Nonsense"))
    assert refused.status_code == 422


def test_what_the_manual_holds_back_is_said_before_scheduling_with_the_way_to_the_step(cast: Cast) -> None:
    open_cycle(cast)
    channel = make_channel(cast.company, "handoff", limits={"platform": "x"}, name="By hand")
    post = writing.start(cast.huda, Draft(text="أرز", channels=[channel.pk]))
    browser = client_of(cast.huda)
    shown = unescape(browser.get(f"/c/noor/posts/{post.pk}/").content.decode())
    assert "The manual holds this back" in shown and "Open step 1" in shown
    checked = browser.post("/c/noor/posts/checks/", fields_of(post)).content.decode()
    assert "The manual holds this back" in checked
    outside = make_channel(cast.company, "handoff", limits={"platform": "x"}, name="Agency", party=cast.agency)
    theirs = writing.start(cast.nabil, Draft(text="أرز", channels=[outside.pk]))
    shown = client_of(cast.nabil).get(f"/c/noor/posts/{theirs.pk}/").content.decode()
    assert "The manual holds this back" in shown and "Open step 1" not in shown
