from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from minassa.people import inviting, memberships
from minassa.people.abilities import Role
from minassa.people.models import Invitation, Membership
from minassa.testing.cast import Cast, client_of, make_member, make_party
from minassa.testing.mail import MailServer

PEOPLE = "/c/noor/people/"


def test_everybody_who_works_here_sees_who_else_does(cast: Cast) -> None:
    page = client_of(cast.huda).get(PEOPLE).content.decode()
    assert all(name in page for name in ("Layla", "Omar", "Huda", "Nabil", "Rana"))
    assert "Sami" not in page and "omar@example.com" not in page


def test_who_manages_people_sees_addresses_and_invitations(cast: Cast) -> None:
    inviting.invite(cast.omar, email="dana@example.com", name="Dana", role=Role.MEMBER)
    page = client_of(cast.omar).get(PEOPLE).content.decode()
    assert "huda@example.com" in page and "dana@example.com" in page
    assert "dana@example.com" not in client_of(cast.huda).get(PEOPLE).content.decode()


def test_the_ended_are_folded_away(cast: Cast) -> None:
    memberships.end(cast.huda, cast.omar)
    page = client_of(cast.omar).get(PEOPLE).content.decode()
    assert page.index("<details") < page.index("huda@example.com")


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        make_member(cast.company, f"Person{number}", party=cast.agency)
        inviting.invite(cast.omar, email=f"i{number}@example.com", name="Dana", role=Role.MEMBER)
    browser = client_of(cast.omar)
    with django_assert_max_num_queries(6):
        assert browser.get(PEOPLE).status_code == 200


def place_of(one: Membership) -> str:
    return f"{PEOPLE}{one.pk}/"


def test_a_place_is_changed(cast: Cast) -> None:
    answer = client_of(cast.omar).post(place_of(cast.huda), {"role": "expert", "ends_on": "2099-01-31"})
    assert answer.status_code == 302
    huda = Membership.objects.get(pk=cast.huda.pk)
    assert huda.role == Role.EXPERT and str(huda.ends_on) == "2099-01-31"


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "king"},
        {"role": ""},
        {"role": "outside"},
        {"role": "manager"},
        {"ends_on": "yesterday"},
        {"ends_on": "2001-01-01"},
        {"starts_on": "2099-02-01", "ends_on": "2099-01-01"},
        {"party": "x"},
        {"party": "\x00"},
        {"party": "-1"},
    ],
)
def test_a_wrong_place_changes_nothing(cast: Cast, wrong: dict[str, str]) -> None:
    answer = client_of(cast.omar).post(place_of(cast.huda), {"role": "expert"} | wrong)
    assert answer.status_code == 422
    assert Membership.objects.get(pk=cast.huda.pk).role == Role.MEMBER


def test_another_companys_party_is_no_choice(cast: Cast) -> None:
    theirs = make_party(cast.other, "Theirs")
    answer = client_of(cast.omar).post(place_of(cast.huda), {"role": "outside", "party": str(theirs.pk)})
    assert answer.status_code == 422


def test_a_term_is_ended_from_the_page(cast: Cast) -> None:
    assert client_of(cast.omar).post(f"{place_of(cast.huda)}end/").status_code == 302
    assert Membership.objects.get(pk=cast.huda.pk).is_over


def test_a_refusal_is_a_page_with_the_reason(cast: Cast) -> None:
    answer = client_of(cast.omar).post(f"{place_of(cast.omar)}end/")
    assert answer.status_code == 422 and "your own term" in answer.content.decode()


INVITE = {"name": "Dana", "email": "dana@example.com", "role": "member"}


def invite(browser: Client, **fields: str) -> Any:
    return browser.post("/c/noor/invitations/new/", INVITE | fields, follow=True)


def test_the_link_to_copy_is_shown_once(cast: Cast) -> None:
    browser = client_of(cast.omar)
    answer = invite(browser)
    assert "/invitations/" in answer.content.decode().partition("copy-field__value")[2]
    again = browser.get(answer.request["PATH_INFO"]).content.decode()
    assert "copy-field__value" not in again


def test_without_a_mail_server_nothing_is_said_to_be_mailed(cast: Cast) -> None:
    page = invite(client_of(cast.omar)).content.decode()
    assert "Nothing was mailed" in page and "took" not in page


def test_with_one_it_says_taken_only_when_it_was(cast: Cast, mail_server: MailServer) -> None:
    browser = client_of(cast.omar)
    answer = invite(browser)
    page, path = answer.content.decode(), answer.request["PATH_INFO"]
    assert "No mail server has taken the mail yet" in page and "The mail server took" not in page
    Invitation.objects.update(mail_error="550 no such user")
    assert "550 no such user" in browser.get(path).content.decode()
    Invitation.objects.update(mail_error="", mailed_at="2026-11-23T10:00Z")
    assert "The mail server took the mail" in browser.get(path, headers={"HX-Request": "true"}).content.decode()


def test_a_new_link_and_a_withdrawal(cast: Cast) -> None:
    browser = client_of(cast.omar)
    path = invite(browser).request["PATH_INFO"]
    assert "copy-field__value" in browser.post(f"{path}link/", follow=True).content.decode()
    assert browser.post(f"{path}withdraw/").status_code == 302
    assert Invitation.objects.get().withdrawn_at is not None
    assert browser.post(f"{path}link/").status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [{"email": "dana"}, {"email": "huda@example.com"}, {"name": ""}, {"role": "outside"}, {"role": "manager"}],
)
def test_a_wrong_invitation_is_not_made(cast: Cast, wrong: dict[str, str]) -> None:
    assert invite(client_of(cast.omar), **wrong).status_code == 422
    assert not Invitation.objects.exists()
