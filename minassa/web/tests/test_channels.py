from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from minassa.channels.connecting import connect
from minassa.channels.models import Channel, Credential
from minassa.events.models import Event
from minassa.people.models import Membership
from minassa.testing.cast import Cast, client_of
from minassa.testing.telegram import TOKEN, FakeTelegram

Page = Callable[..., str]


@pytest.fixture(autouse=True)
def own_servers(settings: Settings) -> None:
    settings.ALLOWED_INSIDE_HOSTS = ["127.0.0.1"]


@pytest.fixture
def stage(cast: Cast) -> Channel:
    return connect(cast.omar, "rehearsal", {"name": "Stage", "platform": "bluesky"}, party=cast.agency)


@pytest.fixture
def answers(telegram: FakeTelegram) -> dict[str, str]:
    return {"bot_token": TOKEN, "chat": "@minassa_news", "host": telegram.url}


def at(name: str, cast: Cast, *more: object) -> str:
    return reverse(name, args=[cast.company.slug, *more])


def test_an_empty_list_says_what_works_at_once(cast: Cast) -> None:
    page = client_of(cast.omar).get(at("channels:index", cast)).content.decode()
    assert at("connections:new", cast, "rehearsal") in page
    assert at("connections:new", cast, "handoff") in page
    theirs = client_of(cast.huda).get(at("channels:index", cast)).content.decode()
    assert at("connections:new", cast, "rehearsal") not in theirs


def test_every_platform_is_offered_with_a_form_of_its_own(cast: Cast) -> None:
    client = client_of(cast.omar)
    page = client.get(at("channels:new", cast)).content.decode()
    for kind in ("bluesky", "mastodon", "telegram", "handoff", "rehearsal"):
        assert at("connections:new", cast, kind) in page
        form = client.get(at("connections:new", cast, kind))
        assert form.status_code == 200
        assert "field__help" in form.content.decode()
    assert client.get(at("connections:new", cast, "myspace")).status_code == 404
    assert client.post(at("connections:new", cast, "myspace")).status_code == 404


def test_connecting_shows_the_channel(cast: Cast, answers: dict[str, str]) -> None:
    client = client_of(cast.omar)
    response = client.post(
        at("connections:new", cast, "telegram"), {**answers, "party": str(cast.agency.pk)}, follow=True
    )
    page = response.content.decode()
    channel = Channel.objects.get()
    assert response.redirect_chain == [(at("channels:show", cast, channel.pk), 302)]
    assert "<bdi>أخبار منصّة</bdi>" in page
    assert "May publish posts." in page
    assert TOKEN not in page
    assert "minassa_news" in client.get(at("channels:index", cast)).content.decode()


def test_a_hand_off_needs_no_key(cast: Cast) -> None:
    answers = {"platform": "instagram", "handle": "@nakheel", "url": ""}
    client_of(cast.omar).post(at("connections:new", cast, "handoff"), answers)
    assert Channel.objects.get().platform == "instagram"


def test_wrong_credentials_are_said_and_nothing_is_stored(cast: Cast, answers: dict[str, str]) -> None:
    wrong = TOKEN.replace("AAF", "AAX")
    response = client_of(cast.omar).post(at("connections:new", cast, "telegram"), {**answers, "bot_token": wrong})
    page = response.content.decode()
    assert response.status_code == 422
    assert "did not accept this sign-in" in page
    assert wrong not in page
    assert answers["chat"] in page  # what was typed right need not be typed again
    assert not Channel.objects.exists()
    assert not Credential.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        ("telegram", {}),
        ("telegram", {"bot_token": "x" * 600, "chat": "@a_channel"}),
        ("telegram", {"bot_token": "<script>", "chat": "@a_channel"}),
        ("telegram", {"bot_token": TOKEN, "chat": "\u202e../../", "host": "javascript:alert(1)"}),
        ("bluesky", {"host": "file:///etc/passwd", "handle": "a.example", "app_password": "a"}),
        ("bluesky", {"host": "http://169.254.169.254", "handle": "a.example", "app_password": "a"}),
        ("mastodon", {"host": ""}),
        ("mastodon", {"host": "http://[::1"}),
        ("mastodon", {"host": "10.0.0.1"}),
        ("mastodon", {"host": "a" * 5000}),
        ("handoff", {"platform": "myspace", "handle": "a"}),
        ("handoff", {"platform": "x", "handle": "a" * 201}),
        ("handoff", {"platform": "x", "handle": "a", "url": "javascript:alert(1)"}),
        ("rehearsal", {"platform": "x", "name": "\x00"}),
        ("rehearsal", {"platform": "x", "name": "a" * 121}),
        ("rehearsal", {"platform": "x", "name": "a", "party": "not-a-party"}),
    ],
)
def test_hostile_answers_are_422_and_change_nothing(cast: Cast, kind: str, answers: dict[str, str]) -> None:
    response = client_of(cast.omar).post(at("connections:new", cast, kind), answers)
    assert response.status_code == 422
    assert not Channel.objects.exists()
    assert not Event.objects.exists()


def test_another_companys_party_is_no_answer(cast: Cast) -> None:
    from minassa.testing.cast import make_party

    theirs = make_party(cast.other, "Theirs")
    given = {"name": "a", "platform": "x", "party": str(theirs.pk)}
    assert client_of(cast.omar).post(at("connections:new", cast, "rehearsal"), given).status_code == 422


def test_checking_again_says_what_is_wrong(cast: Cast, telegram: FakeTelegram, answers: dict[str, str]) -> None:
    channel = connect(cast.omar, "telegram", answers)
    telegram.channel.member = {"status": "kicked"}
    client = client_of(cast.omar)
    page = client.post(at("channels:check", cast, channel.pk), follow=True).content.decode()
    assert "Disconnected" in page
    assert at("connections:edit", cast, channel.pk) in page
    assert "callout--danger" in page


def test_a_missing_right_is_listed(cast: Cast, telegram: FakeTelegram, answers: dict[str, str]) -> None:
    telegram.channel.member = {"status": "administrator", "can_post_messages": False}
    page = client_of(cast.omar).post(at("connections:new", cast, "telegram"), answers, follow=True).content.decode()
    assert "May not publish posts." in page
    assert "a right is missing" in page


def test_reconnecting_keeps_the_channel_and_asks_for_the_secret_again(cast: Cast, answers: dict[str, str]) -> None:
    channel = connect(cast.omar, "telegram", answers)
    client, url = client_of(cast.omar), at("connections:edit", cast, channel.pk)
    form = client.get(url).content.decode()
    assert TOKEN not in form
    assert answers["host"] in form
    assert client.post(url, answers).status_code == 302
    assert Channel.objects.get() == channel
    other = client.post(url, {**answers, "chat": "@other_news"})
    assert other.status_code == 422


def test_the_responsible_party_is_saved(cast: Cast, stage: Channel) -> None:
    client, url = client_of(cast.omar), at("channels:show", cast, stage.pk)
    assert client.post(url, {"party": ""}).status_code == 302
    stage.refresh_from_db()
    assert stage.party is None
    assert client.post(url, {"party": "nonsense"}).status_code == 422


def test_removing_takes_it_from_the_list(cast: Cast, stage: Channel) -> None:
    client = client_of(cast.omar)
    assert client.post(at("channels:destroy", cast, stage.pk)).status_code == 302
    assert (
        "Stage"
        not in client.get(at("channels:index", cast)).content.decode().partition("<main")[2].partition("toast")[0]
    )
    assert client.get(at("channels:show", cast, stage.pk)).status_code == 404


MANAGED = [
    ("get", "channels:new", ()),
    ("get", "connections:new", ("rehearsal",)),
    ("post", "connections:new", ("rehearsal",)),
    ("post", "channels:show", ("id",)),
    ("post", "channels:check", ("id",)),
    ("post", "channels:destroy", ("id",)),
    ("get", "connections:edit", ("id",)),
    ("post", "connections:edit", ("id",)),
]
SEEN = [("get", "channels:index", ()), ("get", "channels:show", ("id",)), ("get", "status:show", ())]


def answer(who: Membership | None, method: str, name: str, cast: Cast, more: tuple[str, ...], stage: Channel) -> int:
    client = client_of(who) if who else Client()
    url = at(name, cast, *(stage.pk if one == "id" else one for one in more))
    return int(getattr(client, method)(url).status_code)


@pytest.mark.parametrize(("method", "name", "more"), MANAGED + SEEN)
def test_the_doors(cast: Cast, stage: Channel, method: str, name: str, more: tuple[str, ...]) -> None:
    assert answer(cast.sami, method, name, cast, more, stage) == 404
    assert answer(None, method, name, cast, more, stage) == 302
    assert answer(cast.rana, method, name, cast, more, stage) == 403
    if (method, name, more) in MANAGED:
        assert answer(cast.huda, method, name, cast, more, stage) == 403
    stage.refresh_from_db()
    assert stage.state == Channel.State.CONNECTED


def test_an_outside_party_sees_its_own_channels_only(cast: Cast, stage: Channel) -> None:
    other = connect(cast.omar, "rehearsal", {"name": "Other", "platform": "x"})
    client = client_of(cast.nabil)
    page = client.get(at("channels:index", cast)).content.decode()
    assert "Stage" in page
    assert "Other" not in page
    assert client.get(at("channels:show", cast, other.pk)).status_code == 404


def test_the_list_asks_the_database_a_fixed_number_of_times(
    cast: Cast, stage: Channel, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        connect(cast.omar, "rehearsal", {"name": f"stage {number}", "platform": "x"}, party=cast.agency)
    client = client_of(cast.omar)
    with django_assert_max_num_queries(8):
        client.get(at("channels:index", cast))
