"""Posting by hand from a phone, and the rehearsal's stage."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from minassa.media.models import Asset
from minassa.media.tests.made import picture, saved
from minassa.media.uploading import upload
from minassa.posts.models import Delivery
from minassa.testing.cast import Cast, client_of
from minassa.web.tests.posting import TEXT, by_hand, in_state, planned, stage


def url(name: str, *ids: object) -> str:
    return reverse(name, args=["noor", *ids])


@pytest.fixture
def due(cast: Cast) -> Delivery:
    return in_state(cast, by_hand(cast.company, party=cast.agency), "handed")


def test_what_is_due_is_listed_for_those_who_answer_for_it(cast: Cast, due: Delivery) -> None:
    for person in (cast.nabil, cast.huda, cast.omar):
        page = client_of(person).get(url("handoffs:index"))
        assert page.context["due"] == [due]
        assert 'data-state="late"' in page.content.decode()
    in_state(cast, by_hand(cast.company, name="Ours"), "handed")
    assert client_of(cast.nabil).get(url("handoffs:index")).context["due"] == [due]


def test_the_page_has_all_that_is_needed(cast: Cast, due: Delivery) -> None:
    page = client_of(cast.nabil).get(url("handoffs:show", due.pk)).content.decode()
    assert TEXT in page
    assert "https://x.com/compose/post" in page


def test_it_is_done_with_a_link(cast: Cast, due: Delivery) -> None:
    answer = client_of(cast.nabil).post(url("handoffs:show", due.pk), {"url": "https://x.com/noor/status/1"})
    assert answer.status_code == 302
    found = Delivery.objects.get(pk=due.pk)
    assert (found.state, found.url, found.settled_by) == ("sent", "https://x.com/noor/status/1", cast.nabil.user)
    assert "https://x.com/noor/status/1" in client_of(cast.nabil).get(url("handoffs:show", due.pk)).content.decode()


def test_it_is_done_with_a_screenshot(cast: Cast, due: Delivery) -> None:
    shot = SimpleUploadedFile("shot.jpg", saved(picture()))
    client_of(cast.nabil).post(url("handoffs:show", due.pk), {"url": "", "proof": shot})
    assert Delivery.objects.get(pk=due.pk).proof == Asset.objects.get()
    assert client_of(cast.nabil).get(url("handoffs:show", due.pk)).status_code == 200


def test_a_link_to_another_site_proves_nothing(cast: Cast, due: Delivery) -> None:
    for elsewhere in ("https://noor.example/1", "https://x.com.evil.example/1", "https://notx.com/1"):
        answer = client_of(cast.nabil).post(url("handoffs:show", due.pk), {"url": elsewhere})
        assert answer.status_code == 422 and "is not a link to X" in answer.content.decode()
    assert Delivery.objects.get().state == "handed"
    assert (
        client_of(cast.nabil).post(url("handoffs:show", due.pk), {"url": "https://mobile.twitter.com/1"}).status_code
        == 302
    )


@pytest.mark.parametrize("given", [{}, {"url": "javascript:alert(1)"}, {"url": "x" * 2000}, {"url": "ftp://x.com/1"}])
def test_without_a_proof_it_is_not_done(cast: Cast, due: Delivery, given: dict[str, str]) -> None:
    assert client_of(cast.nabil).post(url("handoffs:show", due.pk), given).status_code == 422
    assert Delivery.objects.get().state == "handed"


def test_a_file_that_is_no_picture_proves_nothing(cast: Cast, due: Delivery) -> None:
    lie = SimpleUploadedFile("shot.jpg", b"<svg onload=alert(1)>")
    assert client_of(cast.nabil).post(url("handoffs:show", due.pk), {"proof": lie}).status_code == 422
    assert Delivery.objects.get().state == "handed"


def test_before_its_time_it_can_be_read_but_not_be_done(cast: Cast) -> None:
    delivery = planned(cast, by_hand(cast.company))
    huda = client_of(cast.huda)
    assert TEXT in huda.get(url("handoffs:show", delivery.pk)).content.decode()
    assert huda.post(url("handoffs:show", delivery.pk), {"url": "https://x.com/1"}).status_code == 422
    assert huda.get(url("handoffs:index")).context["coming"] == [delivery]


def test_only_a_hand_off_has_that_page(cast: Cast, due: Delivery) -> None:
    other = in_state(cast, stage(cast.company), "sent")
    assert client_of(cast.omar).get(url("handoffs:show", other.pk)).status_code == 404
    assert client_of(cast.omar).get(url("rehearsals:show", due.pk)).status_code == 404


def test_strangers_find_nothing_and_experts_may_not(cast: Cast, due: Delivery) -> None:
    assert client_of(cast.sami).get(url("handoffs:show", due.pk)).status_code == 404
    assert client_of(cast.sami).post(url("handoffs:show", due.pk), {"url": "https://x.com/1"}).status_code == 404
    assert client_of(cast.rana).get(url("handoffs:show", due.pk)).status_code == 403
    assert Delivery.objects.get().state == "handed"


# ── The stage ──


def test_a_rehearsal_is_seen_by_the_company_alone(cast: Cast) -> None:
    delivery = in_state(cast, stage(cast.company), "sent")
    page = client_of(cast.huda).get(url("rehearsals:show", delivery.pk))
    assert TEXT in page.content.decode()
    assert page["X-Robots-Tag"].startswith("noindex")
    assert client_of(cast.sami).get(url("rehearsals:show", delivery.pk)).status_code == 404
    assert client_of(cast.rana).get(url("rehearsals:show", delivery.pk)).status_code == 403
    assert client_of(cast.nabil).get(url("rehearsals:show", delivery.pk)).status_code == 404


@pytest.mark.parametrize(
    "platform",
    [
        "bluesky",
        "mastodon",
        "telegram",
        "instagram",
        "facebook",
        "x",
        "linkedin",
        "tiktok",
        "snapchat",
        "youtube",
        "whatsapp",
        "pinterest",
        "threads",
        "google_business",
        "other",
    ],
)
def test_every_platform_has_its_likeness(cast: Cast, platform: str) -> None:
    delivery = in_state(cast, stage(cast.company), "sent")
    asset = upload(cast.huda, file=SimpleUploadedFile("a.jpg", saved(picture())), name="a.jpg")
    kept = delivery.frozen | {"media": [{"asset": str(asset.pk), "alt": "Rice", "rendition": None}]}
    Delivery.objects.update(frozen=kept)
    delivery.channel.limits = {"platform": platform}
    delivery.channel.save()
    page = client_of(cast.huda).get(url("rehearsals:show", delivery.pk)).content.decode()
    assert 'class="seen ' in page
    assert 'alt="Rice"' in page
