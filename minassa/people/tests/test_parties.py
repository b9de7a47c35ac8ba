from __future__ import annotations

import pytest

from minassa.events.models import Event
from minassa.people import parties
from minassa.people.companies import NotValid
from minassa.people.models import Party
from minassa.testing.cast import Cast


def test_a_party_is_added_and_changed(cast: Cast) -> None:
    party = parties.add(cast.omar, name=" وكالة أفق ", kind="outside", notify_by="call", phone="+966 11 555 0142")
    parties.change(party, cast.omar, phone="+966 11 555 0143")
    kept = Party.objects.get(pk=party.pk)
    assert (kept.name, kept.phone, kept.company) == ("وكالة أفق", "+966 11 555 0143", cast.company)
    assert list(Event.objects.order_by("id").values_list("verb", flat=True)) == ["party.added", "party.changed"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "Ufuq Agency"},
        {"notify_by": "pigeon"},
        {"notify_by": "email", "email": ""},
        {"notify_by": "call", "phone": ""},
        {"email": "nobody"},
        {"kind": "upside"},
        {"phone": "1" * 31},
    ],
)
def test_what_cannot_be_a_party_is_refused(cast: Cast, wrong: dict[str, str]) -> None:
    given = {"name": "New", "kind": "inside", "notify_by": "email", "email": "a@example.com", "phone": ""} | wrong
    with pytest.raises(NotValid):
        parties.add(cast.omar, **given)
    assert Party.objects.count() == 1 and not Event.objects.exists()


def test_two_companies_may_have_a_party_of_one_name(cast: Cast) -> None:
    parties.add(cast.sami, name="Ufuq Agency", email="a@example.com")
    assert Party.objects.filter(name="Ufuq Agency").count() == 2
