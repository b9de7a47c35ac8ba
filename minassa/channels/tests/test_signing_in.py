from __future__ import annotations

from datetime import timedelta
from secrets import token_hex
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from minassa.channels import signing_in
from minassa.channels.checking import check
from minassa.channels.connecting import CannotConnect
from minassa.channels.models import AppRegistration, Channel, PendingSignIn
from minassa.channels.signing_in import SignInOver, begin, finish, pending_for
from minassa.core.clock import now
from minassa.events.models import Event
from minassa.testing.cast import Cast
from minassa.testing.mastodon import Mastodon

pytestmark = pytest.mark.server


def authorise(url: str, username: str) -> dict[str, str]:
    """What a person does at the instance: choose the account and allow it."""
    asked = dict(parse_qsl(urlsplit(url).query))
    form = {name: asked[name] for name in ("redirect_uri", "client_id", "scope", "state")}
    back = httpx.post(url.partition("?")[0], data={**form, "username": username}, timeout=30)
    return dict(parse_qsl(urlsplit(back.headers["location"]).query))


@pytest.fixture
def noor(mastodon: Mastodon) -> str:
    """An account of this test's own: the emulator lives through all of them."""
    name = f"noor{token_hex(4)}"
    mastodon.account(name)
    return name


@pytest.fixture
def back(cast: Cast, mastodon: Mastodon, noor: str) -> dict[str, str]:
    return authorise(begin(cast.omar, "mastodon", {"host": mastodon.url}, party=cast.agency), noor)


def test_a_person_comes_back_with_a_channel(cast: Cast, noor: str, back: dict[str, str]) -> None:
    channel = finish(cast.omar, pending_for(cast.omar.user, "mastodon", back["state"]), back["code"])
    assert channel.handle.startswith(f"{noor}@")
    assert channel.company == cast.company
    assert channel.party == cast.agency
    assert channel.rights == {"publish": True, "upload": True, "look_up": True}
    assert check(channel).trouble == {}
    assert not PendingSignIn.objects.exists()


def test_the_address_to_come_back_to_is_there() -> None:
    assert signing_in.redirect_uri("mastodon").endswith(reverse("callbacks:show", args=["mastodon"]))


def test_a_sign_in_works_once(cast: Cast, back: dict[str, str]) -> None:
    pending = pending_for(cast.omar.user, "mastodon", back["state"])
    finish(cast.omar, pending, back["code"])
    with pytest.raises(SignInOver):
        finish(cast.omar, pending, back["code"])
    with pytest.raises(SignInOver):
        pending_for(cast.omar.user, "mastodon", back["state"])


def test_nobody_else_can_finish_it(cast: Cast, back: dict[str, str]) -> None:
    for member in (cast.layla, cast.sami):
        with pytest.raises(SignInOver):
            pending_for(member.user, "mastodon", back["state"])
        with pytest.raises(SignInOver):
            finish(member, PendingSignIn.objects.get(), back["code"])
    for kind, state in (("bluesky", back["state"]), ("mastodon", "another"), ("mastodon", "")):
        with pytest.raises(SignInOver):
            pending_for(cast.omar.user, kind, state)


def test_it_does_not_wait_for_ever(cast: Cast, back: dict[str, str]) -> None:
    with time_machine.travel(now() + timedelta(minutes=21), tick=False):
        with pytest.raises(SignInOver):
            pending_for(cast.omar.user, "mastodon", back["state"])
        signing_in.forget_old()
    assert not PendingSignIn.objects.exists()


def test_who_says_no_there_connects_nothing(cast: Cast, back: dict[str, str]) -> None:
    with pytest.raises(CannotConnect, match="not confirmed"):
        finish(cast.omar, pending_for(cast.omar.user, "mastodon", back["state"]), "")
    assert not Channel.objects.exists()
    assert not PendingSignIn.objects.exists()


def test_a_wrong_code_connects_nothing_and_registers_anew_next_time(cast: Cast, back: dict[str, str]) -> None:
    with pytest.raises(CannotConnect):
        finish(cast.omar, pending_for(cast.omar.user, "mastodon", back["state"]), "wrong")
    assert not Channel.objects.exists()
    assert not AppRegistration.objects.exists()


def test_the_app_is_registered_once_a_server_and_sealed(cast: Cast, mastodon: Mastodon, back: dict[str, str]) -> None:
    begin(cast.sami, "mastodon", {"host": mastodon.url})
    assert len([one for one in mastodon.requests if one.path == "/api/v1/apps"]) == 1
    assert "client" not in AppRegistration.objects.get().sealed
    with time_machine.travel(now() + timedelta(days=1), tick=True):
        begin(cast.sami, "mastodon", {"host": mastodon.url})
    assert len([one for one in mastodon.requests if one.path == "/api/v1/apps"]) == 2
    assert AppRegistration.objects.count() == 1


def test_only_those_who_may_connect(cast: Cast, mastodon: Mastodon) -> None:
    with pytest.raises(PermissionDenied):
        begin(cast.huda, "mastodon", {"host": mastodon.url})
    assert not mastodon.requests


def test_signing_in_again_must_be_the_same_account(
    cast: Cast, mastodon: Mastodon, noor: str, back: dict[str, str]
) -> None:
    channel = finish(cast.omar, pending_for(cast.omar.user, "mastodon", back["state"]), back["code"])
    other_name = f"other{token_hex(4)}"
    mastodon.account(other_name)
    answers = {"host": mastodon.url}
    other = authorise(begin(cast.omar, "mastodon", answers, again=channel), other_name)
    with pytest.raises(CannotConnect, match=f"{noor}@"):
        finish(cast.omar, pending_for(cast.omar.user, "mastodon", other["state"]), other["code"])
    same = authorise(begin(cast.omar, "mastodon", answers, again=channel), noor)
    assert finish(cast.omar, pending_for(cast.omar.user, "mastodon", same["state"]), same["code"]) == channel
    assert Event.objects.filter(subject_id=channel.pk).count() == 2
