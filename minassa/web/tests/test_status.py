from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from minassa.core.clock import now
from minassa.jobs.models import Worker
from minassa.posts.models import Delivery, Lane
from minassa.testing.cast import Cast, client_of
from minassa.testing.stage import make_channel, planned


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def worker(db: None) -> Worker:
    return Worker.objects.create(host="desk", process=7)


def health() -> tuple[int, list[str]]:
    response = Client(headers={"accept-language": "en"}).get("/health")
    said: dict[str, Any] = response.json()
    assert said["status"] == ("healthy" if response.status_code == 200 else "failing")
    return response.status_code, [reason["code"] for reason in said["reasons"]]


def due(cast: Cast, ago: timedelta) -> Delivery:
    delivery = planned(cast.huda, cast.omar, make_channel(cast.company, "rehearsal"), "late")
    Delivery.objects.filter(pk=delivery.pk).update(send_at=now() - ago)
    Lane.objects.update(next_at=now() - ago)
    return delivery


def test_it_is_healthy_while_a_worker_beats(worker: Worker) -> None:
    assert health() == (200, [])


def test_without_a_worker_it_is_not(db: None) -> None:
    assert health() == (503, ["no_worker"])


def test_a_silent_or_stopped_worker_is_none(worker: Worker) -> None:
    Worker.objects.update(beat_at=now() - timedelta(minutes=1))
    assert health() == (503, ["no_worker"])
    Worker.objects.update(beat_at=now(), stopped_at=now())
    assert health() == (503, ["no_worker"])


def test_an_overdue_post_is_a_reason_once_its_company_bears_no_more(cast: Cast, worker: Worker) -> None:
    due(cast, timedelta(minutes=9))
    assert health() == (200, [])
    due(cast, timedelta(minutes=11))
    assert health() == (503, ["overdue"])


def test_a_platform_that_asked_to_wait_is_no_fault_of_ours(cast: Cast, worker: Worker) -> None:
    due(cast, timedelta(minutes=11))
    Lane.objects.update(held_until=now() + timedelta(minutes=5))
    assert health() == (200, [])


def test_without_a_database_it_says_so(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    with monkeypatch.context() as while_away:
        while_away.setattr(connection, "ensure_connection", away)
        while_away.setattr(connection, "close", lambda: None)
        assert health() == (503, ["database_away"])


def test_live_asks_nothing_of_anybody() -> None:
    response = Client().get("/health/live")
    assert (response.status_code, response.content) == (200, b"alive")


def test_the_page_shows_workers_channels_and_what_is_late(cast: Cast, worker: Worker) -> None:
    delivery = due(cast, timedelta(hours=2))
    page = client_of(cast.omar).get(reverse("status:show", args=[cast.company.slug])).content.decode()
    assert "desk · 7" in page
    assert delivery.channel.name in page
    assert reverse("posts:show", args=[cast.company.slug, delivery.post_id]) in page
    assert "A post is overdue" in page


def test_it_shows_nothing_of_another_company(cast: Cast, worker: Worker) -> None:
    delivery = due(cast, timedelta(hours=2))
    page = client_of(cast.sami).get(reverse("status:show", args=[cast.other.slug])).content.decode()
    assert delivery.channel.name not in page
    assert str(delivery.post_id) not in page


def test_a_failed_job_is_told_by_its_name_only(cast: Cast, worker: Worker) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pgqueuer (priority, status, entrypoint, payload) VALUES (0, 'failed', 'people.mail', 'SECRET')"
        )
    page = client_of(cast.omar).get(reverse("status:show", args=[cast.company.slug])).content.decode()
    assert "people.mail" in page
    assert "SECRET" not in page
