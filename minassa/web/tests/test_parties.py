from __future__ import annotations

from typing import Any

import pytest

from minassa.people.models import Party
from minassa.testing.cast import Cast, client_of, make_member, make_party

PARTY = {"name": "فريق التسويق", "kind": "inside", "notify_by": "email", "email": "team@example.com"}


def test_a_party_is_added_and_changed(cast: Cast) -> None:
    browser = client_of(cast.omar)
    assert browser.post("/c/noor/parties/new/", PARTY).status_code == 302
    party = Party.objects.get(name="فريق التسويق")
    path = f"/c/noor/parties/{party.pk}/"
    assert browser.post(path, PARTY | {"notify_by": "call", "phone": "+966 11 555 0142"}).status_code == 302
    assert Party.objects.get(pk=party.pk).notify_by == "call"
    assert "+966 11 555 0142" in browser.get("/c/noor/parties/").content.decode()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "Ufuq Agency"}, {"kind": "x"}, {"notify_by": "call"}])
def test_a_wrong_party_is_not_kept(cast: Cast, wrong: dict[str, str]) -> None:
    assert client_of(cast.omar).post("/c/noor/parties/new/", PARTY | wrong).status_code == 422
    assert Party.objects.count() == 1


def test_another_companys_party_is_not_there(cast: Cast) -> None:
    theirs = make_party(cast.other, "Theirs")
    browser = client_of(cast.omar)
    assert browser.get(f"/c/noor/parties/{theirs.pk}/").status_code == 404
    assert "Theirs" not in browser.get("/c/noor/parties/").content.decode()


def test_the_list_asks_as_often_for_many_as_for_few(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        make_member(cast.company, f"P{number}", "outside", party=make_party(cast.company, f"Party {number}"))
    browser = client_of(cast.omar)
    with django_assert_max_num_queries(8):
        assert browser.get("/c/noor/parties/").status_code == 200
