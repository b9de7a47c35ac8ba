"""The term of an outsourced member ends, and their session ends with it, at the company's own midnight."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from minassa.people import memberships
from minassa.testing.cast import Cast, client_of, make_company, make_member

LAST_DAY = date(2026, 12, 31)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "last_second", "midnight"),
    [
        ("Asia/Riyadh", "2026-12-31T20:59:59Z", "2026-12-31T21:00:00Z"),
        ("Pacific/Kiritimati", "2026-12-31T09:59:59Z", "2026-12-31T10:00:00Z"),
        ("America/New_York", "2027-01-01T04:59:59Z", "2027-01-01T05:00:00Z"),
    ],
)
def test_the_session_ends_at_the_companys_midnight(zone: str, last_second: str, midnight: str) -> None:
    company = make_company("noor", zone=zone)
    with time_machine.travel(last_second, tick=False):
        reem = make_member(company, "Reem", ends_on=LAST_DAY)
        browser = client_of(reem)
        assert browser.get("/c/noor/").status_code == 200
    with time_machine.travel(midnight, tick=False):
        answer = browser.get("/c/noor/", follow=True)
        assert answer.redirect_chain[0][0].startswith("/accounts/login/")
        assert "_auth_user_id" not in browser.session
        assert "Your term has ended" in answer.content.decode()


@pytest.mark.django_db
def test_what_is_asked_for_after_midnight_is_not_done() -> None:
    company = make_company("noor")
    with time_machine.travel("2026-12-31T20:59:59Z", tick=False):
        browser = client_of(make_member(company, "Reem", "officer", ends_on=LAST_DAY))
    with time_machine.travel("2026-12-31T21:00:00Z", tick=False):
        answer = browser.post("/c/noor/parties/new/", {"name": "Late", "kind": "inside", "notify_by": "ticket"})
    assert answer.status_code == 302 and not company.parties.exists()


@pytest.mark.django_db
def test_in_another_company_the_session_goes_on() -> None:
    noor, safa = make_company("noor"), make_company("safa")
    with time_machine.travel("2026-12-31T12:00:00Z", tick=False):
        browser = client_of(make_member(noor, "Reem", ends_on=LAST_DAY))
        make_member(safa, "Reem")
    with time_machine.travel("2027-01-01T00:00:00Z", tick=False):
        assert browser.get("/c/noor/").status_code == 404
        assert browser.get("/c/safa/").status_code == 200


def test_ending_a_term_ends_every_session_at_once(cast: Cast) -> None:
    phone, desk = client_of(cast.huda), client_of(cast.huda)
    assert phone.get("/c/noor/").status_code == desk.get("/c/noor/").status_code == 200
    memberships.end(cast.huda, cast.omar)
    for browser in (phone, desk):
        assert browser.get("/c/noor/").status_code == 302
        assert "_auth_user_id" not in browser.session


def test_who_was_switched_off_is_out(cast: Cast) -> None:
    browser: Client = client_of(cast.huda)
    cast.huda.user.is_active = False
    cast.huda.user.save()
    assert browser.get("/c/noor/").status_code == 302


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(cast: Cast) -> None:
    browser = client_of(cast.huda)
    memberships.end(cast.huda, cast.omar)
    answer = browser.get("/c/noor/people/", headers={"HX-Request": "true"})
    assert answer.status_code == 403 and answer.headers["HX-Redirect"] == "/accounts/login/" and answer.content == b""
