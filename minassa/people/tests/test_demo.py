from __future__ import annotations

import pytest

from minassa.people import demo, signing_in
from minassa.people.abilities import Role
from minassa.people.models import Company, Membership


@pytest.mark.django_db
def test_the_demo_has_somebody_in_every_role() -> None:
    people = demo.create_demo()
    assert {one.role for one in Membership.objects.filter(company__slug="noor")} == set(Role.values)
    for name, _role, link in people:
        assert signing_in.use(link.rstrip("/").rpartition("/")[2]).name == name


@pytest.mark.django_db
def test_a_second_call_makes_fresh_links_and_no_second_company() -> None:
    first, second = demo.create_demo(), demo.create_demo()
    assert Company.objects.count() == 1
    assert [one[0] for one in first] == [one[0] for one in second]
    assert {one[2] for one in first}.isdisjoint({one[2] for one in second})


@pytest.mark.django_db
def test_a_higher_room_adds_its_step(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(demo, "STEPS", [*demo.STEPS])
    demo.step(lambda company: seen.append(company.slug))
    demo.create_demo()
    assert seen == ["noor"]
