from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from minassa.core.clock import now
from minassa.events.models import Event
from minassa.people import signing_in
from minassa.people.models import SignInLink
from minassa.people.signing_in import LinkSpent, Unknown
from minassa.testing.cast import Cast


def token_for(cast: Cast) -> str:
    return signing_in.make_link(cast.huda.user).rstrip("/").rpartition("/")[2]


def test_a_link_signs_in_once(cast: Cast) -> None:
    token = token_for(cast)
    assert signing_in.use(token) == cast.huda.user
    with pytest.raises(LinkSpent):
        signing_in.use(token)
    assert Event.objects.filter(verb="person.signed_in_by_link", company=cast.company).count() == 1


def test_looking_does_not_use_it_up(cast: Cast) -> None:
    token = token_for(cast)
    for _ in range(3):
        assert signing_in.open_link(token).user == cast.huda.user


def test_a_link_works_for_a_day(cast: Cast) -> None:
    token = token_for(cast)
    with time_machine.travel(now() + timedelta(hours=24), tick=False), pytest.raises(LinkSpent):
        signing_in.use(token)


def test_only_its_digest_is_kept(cast: Cast) -> None:
    token = token_for(cast)
    assert token not in str(list(SignInLink.objects.values()))


def test_who_was_switched_off_is_not_let_in(cast: Cast) -> None:
    token = token_for(cast)
    cast.huda.user.is_active = False
    cast.huda.user.save()
    with pytest.raises(LinkSpent):
        signing_in.use(token)


@pytest.mark.parametrize("token", ["", "x", "\x00", "é" * 500, "\ud800"])
def test_an_invented_token_opens_nothing(cast: Cast, token: str) -> None:
    with pytest.raises(LinkSpent):
        signing_in.use(token)


def test_the_console_makes_a_link_by_e_mail(cast: Cast) -> None:
    assert "/sign-in/" in signing_in.link_for(" Huda@example.com ")
    with pytest.raises(Unknown):
        signing_in.link_for("nobody@example.com")
