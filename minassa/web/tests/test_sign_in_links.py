from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from minassa.core.clock import now
from minassa.people.models import SignInLink
from minassa.people.signing_in import make_link
from minassa.testing.cast import Cast


def path_for(cast: Cast) -> str:
    return "/sign-in/" + make_link(cast.huda.user).partition("/sign-in/")[2]


def test_one_button_signs_in(cast: Cast) -> None:
    browser, path = Client(), path_for(cast)
    assert browser.get(path).status_code == 200
    assert browser.post(path, follow=True).redirect_chain == [("/", 302), ("/c/noor/", 302)]


def test_a_mail_scanner_that_looks_uses_nothing_up(cast: Cast) -> None:
    path = path_for(cast)
    for _ in range(3):
        assert Client().get(path).status_code == 200
        assert Client().head(path).status_code == 200
    assert SignInLink.objects.get().used_at is None


@pytest.mark.parametrize("way", ["get", "post"])
def test_a_used_link_says_so(cast: Cast, way: str) -> None:
    path = path_for(cast)
    Client().post(path)
    browser = Client()
    assert getattr(browser, way)(path).status_code == 410
    assert "_auth_user_id" not in browser.session


def test_an_old_link_says_so(cast: Cast) -> None:
    path = path_for(cast)
    with time_machine.travel(now() + timedelta(days=1, seconds=1), tick=False):
        assert Client().post(path).status_code == 410


def test_the_press_needs_the_page(cast: Cast) -> None:
    assert Client(enforce_csrf_checks=True).post(path_for(cast)).status_code == 403


def test_the_link_is_not_told_to_other_sites(cast: Cast) -> None:
    assert Client().get(path_for(cast)).headers["Referrer-Policy"] == "same-origin"
