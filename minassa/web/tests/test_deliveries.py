"""Where a post stands on each channel, in words, and the one button that mends it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State
from minassa.testing.cast import Cast, client_of
from minassa.testing.stage import make_channel
from minassa.web.tests.posting import by_hand, in_state, planned, stage

UNSURE = {"is_doubtful": True, "doubted_at": now(), "trouble": {"code": "answer_dropped", "said": "", "facts": {}}}
FAILED = {"trouble": {"code": "right_missing", "said": "Forbidden: bot is not a member", "facts": {}}}


def url(name: str, *ids: object) -> str:
    return reverse(name, args=["noor", *ids])


@pytest.mark.parametrize("state", [one for one in State if one != State.SENDING])
def test_every_state_has_its_page(cast: Cast, state: State) -> None:
    delivery = in_state(cast, stage(cast.company), state)
    for person in (cast.omar, cast.huda):
        page = client_of(person).get(url("posts:show", delivery.post_id))
        assert page.status_code == 200
        assert f'data-state="{state}"' in page.content.decode()


def test_the_live_part_ends_when_nothing_moves(cast: Cast) -> None:
    moving = planned(cast, stage(cast.company))
    omar = client_of(cast.omar)
    assert "X-Live" not in omar.get(url("deliveries:index", moving.post_id))
    Delivery.objects.update(state="sent", sent_at=now())
    assert omar.get(url("deliveries:index", moving.post_id))["X-Live"] == "done"


def test_a_failure_names_its_cause_and_has_one_button(cast: Cast) -> None:
    delivery = in_state(cast, make_channel(cast.company, "telegram"), "failed", **FAILED)
    omar = client_of(cast.omar)
    page = omar.get(url("posts:show", delivery.post_id)).content.decode()
    assert "bot is not a member" in page
    assert url("deliveries:retry", delivery.pk) in page
    omar.post(url("deliveries:retry", delivery.pk))
    assert Delivery.objects.get().state == "queued"


def test_a_failure_of_a_channel_that_fell_off_asks_to_reconnect(cast: Cast) -> None:
    channel = make_channel(cast.company, "telegram")
    delivery = in_state(cast, channel, "failed", **FAILED)
    Channel.objects.update(state=Channel.State.DISCONNECTED)
    omar = client_of(cast.omar)
    page = omar.get(url("posts:show", delivery.post_id)).content.decode()
    assert url("deliveries:retry", delivery.pk) not in page
    assert str(channel.pk) in page
    assert omar.post(url("deliveries:retry", delivery.pk)).status_code == 422
    assert Delivery.objects.get().state == "failed"


def test_a_doubt_is_settled_by_its_link(cast: Cast) -> None:
    delivery = in_state(cast, make_channel(cast.company, "telegram"), "unsure", **UNSURE)
    omar = client_of(cast.omar)
    assert omar.post(url("doubts:sighting", delivery.pk), {"url": "nowhere at all"}).status_code == 422
    assert Delivery.objects.get().state == "unsure"
    omar.post(url("doubts:sighting", delivery.pk), {"url": "https://t.me/noor/7"})
    found = Delivery.objects.get()
    assert (found.state, found.url, found.settled_by) == ("sent", "https://t.me/noor/7", cast.omar.user)


def test_a_doubt_is_settled_as_absent_after_a_question(cast: Cast) -> None:
    delivery = in_state(cast, make_channel(cast.company, "telegram"), "unsure", **UNSURE)
    omar = client_of(cast.omar)
    page = omar.get(url("posts:show", delivery.post_id)).content.decode()
    assert f'id="absence-{delivery.pk.hex}"' in page
    omar.post(url("doubts:absence", delivery.pk))
    assert Delivery.objects.get().state == "queued"


@pytest.mark.parametrize("name", ["doubts:sighting", "doubts:absence", "deliveries:retry"])
def test_what_is_not_in_doubt_is_not_settled(cast: Cast, name: str) -> None:
    delivery = in_state(cast, stage(cast.company), "sent")
    answer = client_of(cast.omar).post(url(name, delivery.pk), {"url": "https://example.com/1"})
    assert answer.status_code == 422
    assert Delivery.objects.get().state == "sent"


@pytest.mark.parametrize("name", ["doubts:sighting", "doubts:absence", "deliveries:retry", "deliveries:cancel"])
def test_a_member_settles_nothing_and_a_stranger_finds_nothing(cast: Cast, name: str) -> None:
    delivery = in_state(cast, stage(cast.company), "unsure", **UNSURE)
    assert client_of(cast.huda).post(url(name, delivery.pk)).status_code == 403
    assert client_of(cast.sami).post(url(name, delivery.pk)).status_code == 404
    assert client_of(cast.sami).post(reverse(name, args=["safa", delivery.pk])).status_code == 404
    assert Delivery.objects.get().state == "unsure"


def test_an_outside_party_sees_only_its_channels_of_a_post(cast: Cast) -> None:
    delivery = in_state(cast, by_hand(cast.company, party=cast.agency), "handed")
    ours = in_state(cast, stage(cast.company), "sent")
    Delivery.objects.filter(pk=ours.pk).update(post=delivery.post)
    page = client_of(cast.nabil).get(url("posts:show", delivery.post_id))
    assert [line.channel for line in page.context["lines"]] == [delivery.channel]
    assert client_of(cast.nabil).get(url("rehearsals:show", ours.pk)).status_code == 404
