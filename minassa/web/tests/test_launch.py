from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.planning import mechanisms, reviewing
from minassa.planning.models import Cycle, LaunchItem
from minassa.posts.launching import launches_of
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State
from minassa.testing.cast import Cast, client_of
from minassa.testing.pictures import jpeg
from minassa.testing.planned import all_five, reviewed
from minassa.testing.stage import make_channel, planned

LINK = "https://bsky.app/profile/noor"


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return make_channel(cast.company, "handoff", limits={"platform": "bluesky"})


@pytest.fixture
def cycle(cast: Cast, channel: Channel) -> Cycle:
    return all_five(cast, "bluesky")


def done(cycle: Cycle) -> set[str]:
    [launch] = launches_of(cycle)
    return {one.code for one in launch.lines if one.is_done}


def at(cycle: Cycle, rest: str = "") -> str:
    return f"/c/noor/cycles/{cycle.pk}/launch/{rest}"


def test_the_lines_follow_the_records(cast: Cast, cycle: Cycle, channel: Channel) -> None:
    assert done(cycle) == {"connected", "staffed"}
    rehearsal = make_channel(cast.company, "rehearsal", limits={"platform": "bluesky"})
    planned(cast.huda, cast.omar, rehearsal, "a try")
    Delivery.objects.update(state=State.SENT, sent_at=now())
    assert done(cycle) == {"connected", "staffed", "rehearsed"}
    for number in range(6):
        planned(cast.huda, cast.omar, channel, f"post {number}")
    assert "fortnight" in done(cycle) and "launched" not in done(cycle)
    Delivery.objects.filter(channel=channel).update(state=State.SENT, sent_at=now(), url="https://bsky.app/p/1")
    assert "launched" in done(cycle)
    page = client_of(cast.huda).get(at(cycle)).content.decode()
    assert "https://bsky.app/p/1" in page
    Channel.objects.filter(pk=channel.pk).update(state=Channel.State.DISCONNECTED)
    assert "connected" not in done(cycle)


def test_a_platform_without_a_channel_says_what_to_do(cast: Cast, cycle: Cycle) -> None:
    mechanisms.add(cycle, "mastodon", by=cast.omar)
    page = client_of(cast.omar).get(at(cycle)).content.decode()
    assert "The plan covers <bdi>Mastodon</bdi>" in page and "/c/noor/channels/new/" in page


def test_a_line_is_ticked_with_a_link_and_taken_back(cast: Cast, cycle: Cycle, channel: Channel) -> None:
    browser = client_of(cast.huda)
    assert browser.post(at(cycle, f"{channel.pk}/ticks/"), {"proof_url": LINK}).status_code == 302
    item = LaunchItem.objects.get()
    assert "profile" in done(cycle) and LINK in browser.get(at(cycle)).content.decode()
    assert browser.post(f"/c/noor/ticks/{item.pk}/removal/").status_code == 302
    assert not LaunchItem.objects.exists()


def test_a_picture_is_proof_too(cast: Cast, cycle: Cycle, channel: Channel) -> None:
    picture = SimpleUploadedFile("profile.jpg", jpeg(), "image/jpeg")
    answer = client_of(cast.huda).post(at(cycle, f"{channel.pk}/ticks/"), {"picture": picture, "note": "Done"})
    assert answer.status_code == 302 and LaunchItem.objects.get().proof is not None


@pytest.mark.parametrize("given", [{}, {"proof_url": "javascript:alert(1)"}, {"note": "Trust me"}])
def test_without_a_proof_nothing_is_ticked(cast: Cast, cycle: Cycle, channel: Channel, given: dict[str, str]) -> None:
    assert client_of(cast.huda).post(at(cycle, f"{channel.pk}/ticks/"), given).status_code == 422
    assert not LaunchItem.objects.exists()


def test_a_stranger_and_an_outside_party_do_not_see_it(cast: Cast, cycle: Cycle, channel: Channel) -> None:
    assert client_of(cast.sami).get(at(cycle)).status_code == 404
    assert client_of(cast.nabil).get(at(cycle)).status_code == 403
    assert client_of(cast.rana).post(at(cycle, f"{channel.pk}/ticks/"), {"proof_url": LINK}).status_code == 403


def test_a_closed_cycle_is_read_only(cast: Cast, cycle: Cycle, channel: Channel) -> None:
    reviewing.close(reviewed(cast, cycle), by=cast.layla)
    browser = client_of(cast.huda)
    assert "/ticks/" not in browser.get(at(cycle)).content.decode()
    assert browser.post(at(cycle, f"{channel.pk}/ticks/"), {"proof_url": LINK}).status_code == 422


def test_the_page_asks_as_often_for_many_as_for_few(
    cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        channel = make_channel(cast.company, "handoff", limits={"platform": "bluesky"}, name=f"Channel {number}")
        client_of(cast.huda).post(at(cycle, f"{channel.pk}/ticks/"), {"proof_url": LINK})
    browser = client_of(cast.omar)
    with django_assert_max_num_queries(12):
        assert browser.get(at(cycle)).status_code == 200
