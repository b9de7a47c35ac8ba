"""When an approved post goes out, and that it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from minassa.core.clock import now
from minassa.posts.models import Delivery
from minassa.testing.cast import Cast, client_of
from minassa.web.tests.posting import approved, by_hand, draft, in_state, planned, stage


def url(name: str, *ids: object) -> str:
    return reverse(name, args=["noor", *ids])


def test_a_time_is_read_in_the_companys_zone(cast: Cast) -> None:
    post = approved(cast, [stage(cast.company)])
    day = (now() + timedelta(days=30)).date()
    client_of(cast.omar).post(url("schedules:create", post.pk), {"day": day.isoformat(), "clock": "09:30"})
    assert Delivery.objects.get().send_at == datetime(day.year, day.month, day.day, 6, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_is_moved_and_said(cast: Cast) -> None:
    cast.company.zone = "Africa/Cairo"
    cast.company.save()
    post = approved(cast, [stage(cast.company)])
    day = {"day": "2027-04-30", "clock": "00:30"}
    page = client_of(cast.omar).post(url("schedules:create", post.pk), day, follow=True)
    assert "01:30" in page.content.decode()
    assert Delivery.objects.get().send_at == datetime(2027, 4, 29, 22, 30, tzinfo=UTC)


def test_it_may_be_moved(cast: Cast) -> None:
    delivery = planned(cast, stage(cast.company))
    day = (now() + timedelta(days=40)).date().isoformat()
    client_of(cast.omar).post(url("schedules:create", delivery.post_id), {"day": day, "clock": "10:00"})
    assert Delivery.objects.get().send_at.date().isoformat() == day


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"day": "2027-01-01"},
        {"day": "soon", "clock": "09:00"},
        {"day": "2020-01-01", "clock": "09:00"},
        {"day": "9999-12-31", "clock": "23:59"},
        {"day": "0001-01-01", "clock": "00:00"},
    ],
)
def test_a_bad_time_is_422_and_plans_nothing(cast: Cast, given: dict[str, str]) -> None:
    post = approved(cast, [stage(cast.company)])
    assert client_of(cast.omar).post(url("schedules:create", post.pk), given).status_code == 422
    assert not Delivery.objects.exists()


def test_what_is_not_approved_gets_no_time(cast: Cast) -> None:
    post = draft(cast.huda, [stage(cast.company)])
    given = {"day": (now() + timedelta(days=3)).date().isoformat(), "clock": "09:00"}
    assert client_of(cast.omar).post(url("schedules:create", post.pk), given).status_code == 422
    assert client_of(cast.omar).post(url("publications:create", post.pk)).status_code == 422
    assert not Delivery.objects.exists()


def test_it_may_go_out_now(cast: Cast) -> None:
    post = approved(cast, [stage(cast.company)])
    client_of(cast.omar).post(url("publications:create", post.pk))
    assert Delivery.objects.get().send_at <= now()


def test_all_or_one_may_be_cancelled(cast: Cast) -> None:
    one = planned(cast, stage(cast.company))
    other = planned(cast, by_hand(cast.company))
    omar = client_of(cast.omar)
    omar.post(url("cancellations:create", one.post_id))
    assert omar.post(url("deliveries:cancel", other.pk)).status_code == 302
    assert set(Delivery.objects.values_list("state", flat=True)) == {"cancelled"}


def test_what_is_out_is_not_cancelled(cast: Cast) -> None:
    delivery = in_state(cast, stage(cast.company), "sent")
    assert client_of(cast.omar).post(url("deliveries:cancel", delivery.pk)).status_code == 422
    assert Delivery.objects.get().state == "sent"


@pytest.mark.parametrize("noun", ["schedules", "publications", "cancellations"])
def test_a_member_sets_no_times(cast: Cast, noun: str) -> None:
    post = approved(cast, [stage(cast.company)])
    assert client_of(cast.huda).post(url(f"{noun}:create", post.pk)).status_code == 403
