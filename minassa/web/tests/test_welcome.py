"""An invitation, from the side of the invited."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from minassa.people import inviting, memberships
from minassa.people.abilities import Role
from minassa.people.models import Membership, User
from minassa.testing.cast import Cast, client_of

NEW = {"name": "دانة", "password": "Kahf-Nakhla-91"}


def invited(cast: Cast, email: str = "dana@example.com", **fields: object) -> str:
    given = {"name": "Dana", "role": Role.MEMBER} | fields
    _invitation, link = inviting.invite(cast.omar, email=email, **given)  # type: ignore[arg-type]
    return "/invitations/" + link.partition("/invitations/")[2]


def test_a_new_person_makes_an_account_and_is_in(cast: Cast) -> None:
    browser, path = Client(), invited(cast)
    assert b"dana@example.com" in browser.get(path).content
    assert browser.post(path, NEW, follow=True).redirect_chain == [("/c/noor/", 302)]
    assert User.objects.get(email="dana@example.com").check_password(NEW["password"])


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 121}, {"password": ""}, {"password": "password"}])
def test_a_wrong_account_is_not_made(cast: Cast, wrong: dict[str, str]) -> None:
    assert Client().post(invited(cast), NEW | wrong).status_code == 422
    assert not User.objects.filter(email="dana@example.com").exists()


def test_who_has_an_account_signs_in_and_accepts(cast: Cast) -> None:
    path = invited(cast, "sami@example.com")
    page = Client().get(path).content.decode()
    assert f"/accounts/login/?next={path}" in page and 'name="password"' not in page
    assert Client().post(path, NEW).status_code == 422
    assert client_of(cast.sami).post(path, follow=True).redirect_chain == [("/c/noor/", 302)]


def test_somebody_elses_invitation_is_not_theirs(cast: Cast) -> None:
    path = invited(cast)
    assert client_of(cast.sami).get(path).status_code == 200
    assert client_of(cast.sami).post(path).status_code == 422
    assert not Membership.objects.filter(company=cast.company, user=cast.sami.user).exists()


def test_who_is_in_no_company_any_more_can_still_take_an_invitation(cast: Cast) -> None:
    memberships.end(cast.huda, cast.omar)
    path, browser = invited(cast, "huda@example.com"), client_of(cast.huda)
    assert browser.get(path).status_code == 200
    assert browser.post(path, follow=True).redirect_chain == [("/c/noor/", 302)]


def test_a_term_that_has_not_begun_is_kept_for_later(cast: Cast) -> None:
    path = invited(cast, starts_on=cast.company.local_now().date() + timedelta(days=3))
    browser = Client()
    assert browser.post(path, NEW).status_code == 200
    assert browser.get("/c/noor/").status_code == 302


@pytest.mark.parametrize("token", ["x", "x" * 3000, "%00", "..%2F..", "%F0%9F%98%80"])
def test_an_invented_link_opens_nothing(cast: Cast, token: str) -> None:
    for way in ("get", "post"):
        assert getattr(Client(), way)(f"/invitations/{token}/").status_code in {404, 410}
