from __future__ import annotations

import pytest

from minassa.events.models import Event
from minassa.people import profiles
from minassa.people.companies import NotValid
from minassa.people.models import User
from minassa.testing.cast import Cast, make_member


def test_a_person_changes_their_own_account_in_every_company(cast: Cast) -> None:
    make_member(cast.other, "Huda")
    profiles.change(cast.huda.user, name="هدى", language="ar", theme="dark", phone="")
    huda = User.objects.get(pk=cast.huda.user.pk)
    assert (huda.name, huda.language, huda.theme) == ("هدى", "ar", "dark")
    told = Event.objects.filter(verb="person.changed")
    assert {event.company for event in told} == {cast.company, cast.other}


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 121}, {"language": "fr"}, {"theme": "neon"}])
def test_a_wrong_account_changes_nothing(cast: Cast, wrong: dict[str, str]) -> None:
    with pytest.raises(NotValid):
        profiles.change(cast.huda.user, phone="123", **wrong)
    assert User.objects.get(pk=cast.huda.user.pk).phone == ""


def test_nobody_changes_their_own_address_or_rights(cast: Cast) -> None:
    with pytest.raises(TypeError):
        profiles.change(cast.huda.user, email="other@example.com")
