"""The month: its edges are the company's own midnights, and its size does not grow with its posts."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minassa.channels.models import Channel
from minassa.people.models import Company
from minassa.posts import calendar, writing
from minassa.posts.models import Delivery, Post, PostApproval, Variant
from minassa.testing.cast import Cast, client_of
from minassa.testing.stage import make_channel
from minassa.web.tests.posting import by_hand, draft, in_state, planned, stage

NOVEMBER = {"month": "2026-11"}
JANUARY = {"month": "2027-01"}  # begins on a Friday: six weeks from Saturday, December 26


def url(name: str, *ids: object) -> str:
    return reverse(name, args=["noor", *ids])


def boxes(page: Any) -> dict[date, Any]:
    return {box.day: box for week in page.context["weeks"] for box in week}


def test_weeks_begin_on_the_companys_first_day(cast: Cast) -> None:
    weeks = calendar.weeks_of(date(2026, 11, 1), 5)
    assert weeks[0][0] == date(2026, 10, 31)  # a Saturday
    assert all(len(week) == 7 for week in weeks)
    assert calendar.weeks_of(date(2026, 2, 1), 6)[0][0] == date(2026, 2, 1)  # a Sunday
    assert len(calendar.weeks_of(date(2026, 2, 1), 6)) == 4


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Asia/Riyadh", datetime(2026, 10, 31, 21, 0, tzinfo=UTC), date(2026, 11, 1)),
        ("Asia/Riyadh", datetime(2026, 10, 31, 20, 59, tzinfo=UTC), date(2026, 10, 31)),
        ("America/New_York", datetime(2026, 12, 1, 4, 59, tzinfo=UTC), date(2026, 11, 30)),
        ("America/New_York", datetime(2026, 12, 1, 5, 0, tzinfo=UTC), date(2026, 12, 1)),
    ],
)
def test_a_day_ends_at_the_companys_own_midnight(cast: Cast, zone: str, moment: datetime, day: date) -> None:
    Company.objects.filter(pk=cast.company.pk).update(zone=zone)
    draft(cast.huda, wanted_at=moment)
    delivery = planned(cast, stage(cast.company))
    Delivery.objects.filter(pk=delivery.pk).update(send_at=moment)
    found = boxes(client_of(cast.omar).get(url("calendar:show"), NOVEMBER))
    assert [box.day for box in found.values() if box.total] == [day]
    assert found[day].total == 2


def test_a_post_is_one_chip_however_many_channels(cast: Cast) -> None:
    delivery = planned(cast, stage(cast.company))
    other = planned(cast, by_hand(cast.company))
    Delivery.objects.filter(pk=other.pk).update(post=delivery.post_id)
    Post.objects.filter(pk=other.post_id).update(wanted_at=None)
    day = delivery.send_at.astimezone(cast.company.zoneinfo).date()
    found = calendar.days_of(cast.omar, day, day, show=4)
    assert found[day].total == 1
    assert found[day].spots[0].platforms == ["bluesky", "x"]


def test_the_bin_and_what_was_cancelled_are_not_there(cast: Cast) -> None:
    at = datetime(2026, 11, 5, 9, tzinfo=UTC)
    writing.trash(draft(cast.huda, wanted_at=at), by=cast.huda)
    delivery = planned(cast, stage(cast.company))
    Delivery.objects.filter(pk=delivery.pk).update(send_at=at, state="cancelled")
    Post.objects.filter(pk=delivery.post_id).update(wanted_at=None)
    assert calendar.days_of(cast.omar, date(2026, 11, 1), date(2026, 11, 30), show=4) == {}


def test_an_outside_party_sees_its_own_channels_days(cast: Cast) -> None:
    theirs = in_state(cast, by_hand(cast.company, party=cast.agency), "handed")
    in_state(cast, stage(cast.company), "sent")
    day = theirs.send_at.astimezone(cast.company.zoneinfo).date()
    found = calendar.days_of(cast.nabil, day - timedelta(days=1), day + timedelta(days=1), show=4)
    assert [spot.post for one in found.values() for spot in one.spots] == [theirs.post_id]
    assert found[day].spots[0].is_late


def test_the_page_marks_today_weekend_and_hijri(cast: Cast) -> None:
    Company.objects.filter(pk=cast.company.pk).update(hijri=True)
    page = client_of(cast.omar).get(url("calendar:show"), NOVEMBER)
    found = boxes(page)
    assert found[date(2026, 11, 6)].is_weekend  # Friday
    assert not found[date(2026, 11, 8)].is_weekend  # Sunday
    assert found[date(2026, 11, 11)].hijri.startswith("1 ")
    today = client_of(cast.omar).get(url("calendar:show"))
    assert sum(box.is_today for box in boxes(today).values()) == 1


@pytest.mark.parametrize(
    "month", ["", "2026", "2026-13", "x-y", "0000-01", "9999-12", "2026-11-05", "۲۰۲۶-۱۱", "²²²²-11"]
)
def test_any_month_asked_for_shows_one(cast: Cast, month: str) -> None:
    assert client_of(cast.omar).get(url("calendar:show"), {"month": month}).status_code == 200


def test_a_day_lists_all_its_posts(cast: Cast) -> None:
    for number in range(6):
        draft(cast.huda, text=f"post {number}", wanted_at=datetime(2026, 11, 5, 9, number, tzinfo=UTC))
    omar = client_of(cast.omar)
    month = boxes(omar.get(url("calendar:show"), NOVEMBER))[date(2026, 11, 5)]
    assert (len(month.chips), month.more) == (3, 3)
    page = omar.get(url("calendar:day", "2026-11-05"))
    assert [chip.words for chip in page.context["chips"]] == [f"post {number}" for number in range(6)]
    for odd in ("2026-02-30", "0001-01-01", "9999-12-31", "today"):
        assert omar.get(url("calendar:day", odd)).status_code == 404
    assert omar.get(url("calendar:day", "2026-11-05"), {"page": "99"}).status_code == 200
    assert omar.get(url("calendar:day", "2026-11-05"), {"page": "-x"}).status_code == 200


def test_strangers_and_experts(cast: Cast) -> None:
    for name, ids in (("calendar:show", []), ("calendar:day", ["2026-11-05"])):
        assert client_of(cast.sami).get(url(name, *ids)).status_code == 404
        assert client_of(cast.rana).get(url(name, *ids)).status_code == 403


def test_a_month_of_three_thousand_posts_stays_small_and_quick(cast: Cast) -> None:
    channels = [make_channel(cast.company, "rehearsal", limits={"platform": one}) for one in ("bluesky", "telegram")]
    fill_six_weeks(cast, channels, 3000)
    omar = client_of(cast.omar)
    omar.get(url("calendar:show"), JANUARY)
    with CaptureQueriesContext(connection) as asked:
        page = omar.get(url("calendar:show"), JANUARY)
    assert sum(box.total for box in boxes(page).values()) == 3000
    assert len(boxes(page)) == 42
    assert len(asked) <= 12
    assert len(page.content) <= 150_000
    took = []
    for _ in range(5):
        started = time.process_time()
        omar.get(url("calendar:show"), JANUARY)
        took.append(time.process_time() - started)
    assert min(took) < 0.15  # of a processor; a page that grows with its posts takes seconds


def fill_six_weeks(cast: Cast, channels: list[Channel], count: int) -> None:
    first = datetime(2026, 12, 26, 6, tzinfo=UTC)
    text = "خصم على الأرز البسمتي لتجار الجملة حتى نهاية الأسبوع"
    posts = [
        Post(company=cast.company, author=cast.huda.user, text=text, state="approved", wanted_at=first)
        for _ in range(count)
    ]
    Post.objects.bulk_create(posts)
    Variant.objects.bulk_create(Variant(post=post, channel=channel) for post in posts for channel in channels)
    approvals = [PostApproval(post=post, digest="0" * 64, by=cast.omar.user) for post in posts]
    PostApproval.objects.bulk_create(approvals)
    Delivery.objects.bulk_create(
        Delivery(
            company=cast.company,
            post=post,
            channel=channel,
            approval=approval,
            digest="0" * 64,
            send_at=first + timedelta(days=number % 42, minutes=number % 600),
            frozen={},
        )
        for number, (post, approval) in enumerate(zip(posts, approvals, strict=True))
        for channel in channels
    )


@pytest.mark.parametrize("page", ["1234x", "9" * 30, "-1", "\x00"])
def test_a_page_of_a_day_that_cannot_be_is_the_first(cast: Cast, page: str) -> None:
    assert client_of(cast.omar).get(url("calendar:day", "2026-11-23"), {"page": page}).status_code == 200
