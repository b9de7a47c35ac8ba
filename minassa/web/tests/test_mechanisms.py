from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from minassa.planning import mechanisms, signing
from minassa.planning.models import Cycle, Mechanism
from minassa.planning.models.signature import Act
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import measurable, open_cycle, whole

PLATFORMS = [
    "bluesky",
    "mastodon",
    "telegram",
    "instagram",
    "facebook",
    "x",
    "linkedin",
    "tiktok",
    "snapchat",
    "threads",
]


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    made = open_cycle(cast)
    measurable(cast, made)
    return made


def index(cycle: Cycle) -> str:
    return reverse("mechanisms:index", args=["noor", cycle.pk])


def new(cycle: Cycle) -> str:
    return reverse("mechanisms:new", args=["noor", cycle.pk])


def given(cast: Cast, cycle: Cycle, **more: Any) -> dict[str, Any]:
    whole_form: dict[str, Any] = {
        "platform": "instagram",
        "objectives": [str(one.pk) for one in cycle.objectives.all()],
        "audience": "أصحاب البقالات",
        "pillar-name": ["عروض", "نصائح", ""],
        "pillar-share": ["٦٠", "40", ""],
        "posts_per_week": "٥",
        "hours": "9:00، ٢١:٣٠",
        "languages": ["ar", "en"],
        "tone": "ودود",
        "amount": "2",
        "unit": "hours",
        "answer_days": ["6", "0", "1"],
        "answers_from": "09:00",
        "answers_to": "17:00",
        "escalate_to": str(cast.rana.pk),
        "escalate_what": "شكاوى الجودة",
    }
    return whole_form | more


def test_a_mechanism_is_written_and_is_ready(cast: Cast, cycle: Cycle) -> None:
    answer = client_of(cast.omar).post(new(cycle), given(cast, cycle), follow=True)
    assert answer.status_code == 200
    made = Mechanism.objects.get()
    assert mechanisms.lacks(made) == []
    assert [(one.name, one.share) for one in made.pillars.all()] == [("عروض", 60), ("نصائح", 40)]
    assert made.hours == [time(9), time(21, 30)] and made.respond_within == timedelta(hours=2)
    assert made.posts_per_week == 5 and sorted(made.answer_days) == [0, 1, 6] and made.escalate_to == cast.rana


def test_what_the_form_shows_is_what_it_keeps(cast: Cast, cycle: Cycle) -> None:
    """Opened and saved without a change, nothing changes, and a signature stands."""
    mechanism, browser = whole(cast, cycle, hours=[time(9)], audience="Grocers"), client_of(cast.omar)
    signing.sign(cycle, Act.MECHANISM, by=cast.omar, subject=mechanism)
    page = browser.get(reverse("mechanisms:edit", args=["noor", mechanism.pk]))
    form = page.context["form"]
    sent: dict[str, Any] = {name: form[name].value() for name in form.fields}
    sent = {name: ("" if value is None else value) for name, value in sent.items()}
    sent["objectives"] = [str(pk) for pk in sent["objectives"]]
    sent["escalate_to"] = str(cast.rana.pk)
    sent["hours"] = "09:00"
    sent["pillar-name"] = [row["name"].value() for row in form.pillars]
    sent["pillar-share"] = [row["share"].value() for row in form.pillars]
    assert browser.post(reverse("mechanisms:edit", args=["noor", mechanism.pk]), sent).status_code == 302
    assert cycle.signatures.get().stands


def test_a_card_says_what_is_lacking_and_what_is_unserved(cast: Cast, cycle: Cycle) -> None:
    mechanisms.add(cycle, "bluesky", by=cast.omar, pillars=[("Offers", 60)])
    page = client_of(cast.omar).get(index(cycle)).content.decode()
    assert "No mechanism serves these objectives" in page and "More followers" in page
    assert 'add to <bdi class="figure">60</bdi> %, not to 100 %' in page
    assert "Bluesky has no posting frequency" in page


def test_an_unfinished_one_is_kept(cast: Cast, cycle: Cycle) -> None:
    sent = {"platform": "x", "unit": "hours"}
    assert client_of(cast.omar).post(new(cycle), sent).status_code == 302
    assert Mechanism.objects.get().platform == "x"


def test_a_bad_line_is_told_beside_it_and_nothing_typed_is_lost(cast: Cast, cycle: Cycle) -> None:
    sent = given(
        cast, cycle, **{"pillar-name": ["عروض", "", "قصص"], "pillar-share": ["sixty", "40", ""], "hours": "25:00"}
    )
    answer = client_of(cast.omar).post(new(cycle), sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and not Mechanism.objects.exists()
    for typed in ("عروض", "sixty", "قصص", "أصحاب البقالات", "25:00"):
        assert f'value="{typed}"' in page or f">\n{typed}" in page, typed
    assert "“25:00” is not a time of day" in page and page.count("field__error") >= 3


def test_a_platform_has_one_mechanism(cast: Cast, cycle: Cycle) -> None:
    whole(cast, cycle, "instagram")
    page = client_of(cast.omar).get(new(cycle)).content.decode()
    assert 'value="instagram"' not in page and 'value="x"' in page
    assert client_of(cast.omar).post(new(cycle), given(cast, cycle)).status_code == 422


def test_the_officer_signs_on_the_card_and_a_change_lets_it_fall(cast: Cast, cycle: Cycle) -> None:
    mechanism, browser = whole(cast, cycle), client_of(cast.omar)
    sign = reverse("signatures:create", args=["noor", cycle.pk])
    assert ">Sign<" in browser.get(index(cycle)).content.decode()
    browser.post(sign, {"act": "mechanism", "subject": str(mechanism.pk)})
    assert "Signed by <bdi>Omar</bdi>" in browser.get(index(cycle)).content.decode()
    mechanisms.change(mechanism, by=cast.omar, posts_per_week=9)
    page = browser.get(index(cycle)).content.decode()
    assert "Signatures that fell" in page and ">Sign<" in page


def test_others_only_read(cast: Cast, cycle: Cycle) -> None:
    mechanism = whole(cast, cycle)
    page = client_of(cast.huda).get(index(cycle)).content.decode()
    assert "Offers" in page and "/mechanisms/new/" not in page and f"/mechanisms/{mechanism.pk}/" not in page
    assert client_of(cast.huda).post(new(cycle), {}).status_code == 403


def test_it_is_removed(cast: Cast, cycle: Cycle) -> None:
    mechanism = whole(cast, cycle)
    client_of(cast.omar).post(reverse("mechanisms:destroy", args=["noor", mechanism.pk]))
    assert not Mechanism.objects.exists()


def test_a_closed_cycle_is_only_read(cast: Cast, cycle: Cycle) -> None:
    mechanism = whole(cast, cycle)
    Cycle.objects.filter(pk=cycle.pk).update(state="closed", closed_at=cycle.opened_at)
    browser = client_of(cast.omar)
    page = browser.get(index(cycle)).content.decode()
    assert "/mechanisms/new/" not in page and f"/mechanisms/{mechanism.pk}/" not in page
    answer = browser.post(reverse("mechanisms:edit", args=["noor", mechanism.pk]), given(cast, cycle))
    assert answer.status_code == 422 and "is closed" in answer.content.decode()


def test_ten_platforms_cost_no_more_queries_than_one(
    cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any
) -> None:
    for platform in PLATFORMS:
        signing.sign(cycle, Act.MECHANISM, by=cast.omar, subject=whole(cast, cycle, platform))
    browser = client_of(cast.omar)
    with django_assert_max_num_queries(12):
        browser.get(index(cycle))
    with django_assert_max_num_queries(12):
        browser.get(new(cycle))
    with django_assert_max_num_queries(12):
        browser.get(reverse("mechanisms:edit", args=["noor", Mechanism.objects.first().pk]))  # type: ignore[union-attr]
