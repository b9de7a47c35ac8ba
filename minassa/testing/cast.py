"""The people of the tests: who they are is what they may do.

Layla   general manager     Omar   marketing officer     Huda   work team member
Nabil   outside party       Rana   technical expert      Sami   officer of another company: the stranger
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import pytest
from django.conf import settings
from django.test import Client

from minassa.people.abilities import Role
from minassa.people.models import Company, Membership, Party, User

_numbers = count(1)


@dataclass(frozen=True)
class Cast:
    company: Company
    other: Company  # Sami's
    agency: Party  # Nabil's
    layla: Membership
    omar: Membership
    huda: Membership
    nabil: Membership
    rana: Membership
    sami: Membership

    def of(self, role: Role | str) -> Membership:
        """Who holds this role in the company."""
        mine = (self.layla, self.omar, self.huda, self.nabil, self.rana)
        return next(one for one in mine if one.role == role)


def make_company(slug: str = "", **fields: object) -> Company:
    name = slug or f"company-{next(_numbers)}"
    return Company.objects.create(slug=name, **({"name": name.capitalize()} | fields))


def make_member(company: Company, name: str, role: Role | str = Role.MEMBER, **fields: object) -> Membership:
    user, _made = User.objects.get_or_create(
        email=f"{name.lower()}@example.com", defaults={"name": name, "language": "en"}
    )
    if _made:
        user.set_unusable_password()
        user.save()
    made = Membership.objects.create(company=company, user=user, role=role, **fields)
    return Membership.objects.select_related("company", "user", "party").get(pk=made.pk)


def make_party(company: Company, name: str = "Ufuq Agency", **fields: object) -> Party:
    given = {"kind": Party.Kind.OUTSIDE, "email": "agency@example.com"} | fields
    return Party.objects.create(company=company, name=name, **given)


def make_cast() -> Cast:
    noor, safa = make_company("noor"), make_company("safa")
    agency = make_party(noor)
    return Cast(
        company=noor,
        other=safa,
        agency=agency,
        layla=make_member(noor, "Layla", Role.MANAGER),
        omar=make_member(noor, "Omar", Role.OFFICER),
        huda=make_member(noor, "Huda", Role.MEMBER),
        nabil=make_member(noor, "Nabil", Role.OUTSIDE, party=agency),
        rana=make_member(noor, "Rana", Role.EXPERT),
        sami=make_member(safa, "Sami", Role.OFFICER),
    )


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def client_of(person: Membership | User) -> Client:
    """A browser in which this person is signed in."""
    user = person.user if isinstance(person, Membership) else person
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client
