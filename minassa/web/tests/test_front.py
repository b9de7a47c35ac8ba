from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from minassa.people.abilities import Role
from minassa.people.models import Company, Membership, User
from minassa.testing.cast import Cast, client_of, make_member

FIRST = {
    "name": "شركة نور",
    "zone": "Asia/Riyadh",
    "role": "officer",
    "officer_name": "مها",
    "officer_email": "maha@noor.example",
    "password": "Kahf-Nakhla-91",
}


@pytest.mark.django_db
def test_the_first_visitor_sets_up_the_company_in_the_browser() -> None:
    browser = Client()
    assert browser.get("/", follow=True).redirect_chain == [("/setup/", 302)]
    answer = browser.post("/setup/", FIRST, follow=True)
    assert answer.status_code == 200 and answer.redirect_chain == [("/c/nwr/", 302)]
    first = Membership.objects.get()
    assert (first.role, first.user.name, first.company.name) == (Role.OFFICER, "مها", "شركة نور")
    assert first.user.check_password(FIRST["password"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "\x00"},
        {"zone": "Mars/Olympus"},
        {"role": "expert"},
        {"officer_email": "nobody"},
        {"password": "12345678"},
        {"password": "short"},
        {"password": "maha@noor.example"},
    ],
)
def test_a_wrong_set_up_opens_nothing(wrong: dict[str, str]) -> None:
    assert Client().post("/setup/", FIRST | wrong).status_code == 422
    assert not Company.objects.exists() and not User.objects.exists()


def test_afterwards_there_is_no_set_up(cast: Cast) -> None:
    assert Client().get("/setup/").status_code == 404
    assert Client().post("/setup/", FIRST).status_code == 404
    assert Company.objects.count() == 2


def test_signed_out_the_door_leads_to_sign_in(cast: Cast) -> None:
    assert Client().get("/").headers["Location"] == "/accounts/login/"


def test_the_door_leads_to_the_one_company(cast: Cast) -> None:
    assert client_of(cast.huda).get("/").headers["Location"] == "/c/noor/"


def test_who_is_in_several_companies_chooses_and_switches(cast: Cast) -> None:
    make_member(cast.other, "Huda")
    browser = client_of(cast.huda)
    page = browser.get("/").content.decode()
    assert 'href="/c/noor/"' in page and 'href="/c/safa/"' in page
    inside = browser.get("/c/noor/").content.decode()
    assert 'href="/c/safa/"' in inside


@pytest.mark.parametrize("way", ["post", "put", "delete"])
def test_the_door_takes_nothing(cast: Cast, way: str) -> None:
    browser: Any = client_of(cast.huda)
    assert getattr(browser, way)("/c/noor/").status_code == 405


@pytest.mark.django_db
def test_a_browser_that_asks_for_the_icon_by_itself_is_sent_to_it() -> None:
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 302 and answer.headers["Location"].endswith("/favicon.svg")
