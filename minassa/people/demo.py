"""The company a newcomer finds on the first start: a wholesaler of food, with somebody in every role of the manual.

`create_demo` runs the steps in their order. A higher room adds its own with `@step` when it starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import translation

from minassa.people import companies, inviting, parties, profiles, signing_in
from minassa.people.abilities import Role
from minassa.people.models import Company, Membership, Party, User

ADDRESS = "noor"
DOMAIN = "noor.example"


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    role: Role
    days: int = 0  # a term that ends by itself so many days from now


PEOPLE = [
    Person("salem", "سالم الهاجري", Role.MANAGER),
    Person("maha", "مها القحطاني", Role.OFFICER),
    Person("yousef", "يوسف العتيبي", Role.MEMBER),
    Person("reem", "ريم الشهري", Role.MEMBER, days=45),
    Person("tariq", "طارق منصور", Role.OUTSIDE),
    Person("abeer", "م. عبير الزهراني", Role.EXPERT),
]

Step = Callable[[Company], None]
STEPS: list[Step] = []


def step(add: Step) -> Step:
    """A part of the demo, in the transaction of the whole."""
    if add not in STEPS:
        STEPS.append(add)
    return add


def create_demo() -> list[tuple[str, str, str]]:
    """Makes the demo company unless it is there. Name, role and a fresh sign-in link of each of its people."""
    with translation.override("ar"), transaction.atomic():
        company = Company.objects.filter(slug=ADDRESS).first()
        if company is None:
            company = _open()
            for add in STEPS:
                add(company)
    return [(one.user.name, str(one.get_role_display()), signing_in.make_link(one.user)) for one in _people(company)]


@step
def responsible_parties(company: Company) -> None:
    maha = _people(company)[0]
    parties.add(
        maha,
        name="فريق التسويق",
        kind=Party.Kind.INSIDE,
        contact="مها القحطاني",
        notify_by=Party.NotifyBy.EMAIL,
        email=f"marketing@{DOMAIN}",
    )
    parties.add(
        maha,
        name="وكالة أفق للإعلام الرقمي",
        kind=Party.Kind.OUTSIDE,
        contact="طارق منصور",
        notify_by=Party.NotifyBy.CALL,
        email="requests@ufuq.example",
        phone="+966 11 555 0142",
    )


@step
def people_in_every_role(company: Company) -> None:
    maha = _people(company)[0]
    agency = Party.objects.get(company=company, kind=Party.Kind.OUTSIDE)
    for one in PEOPLE:
        if one.key == "maha":
            continue
        _invitation, link = inviting.invite(
            maha,
            email=_email(one.key),
            name=one.name,
            role=one.role,
            party=agency if one.role == Role.OUTSIDE else None,
            ends_on=company.local_now().date() + timedelta(days=one.days) if one.days else None,
        )
        inviting.accept(link.rstrip("/").rpartition("/")[2])
    profiles.change(User.objects.get(email=_email("maha")), phone="+966 55 555 0117")


def _open() -> Company:
    return companies.open_company(
        name="شركة نور الخليج لتجارة المواد الغذائية بالجملة",
        slug=ADDRESS,
        officer_name="مها القحطاني",
        officer_email=_email("maha"),
    )


def _people(company: Company) -> list[Membership]:
    """The officer who opened the company first."""
    order = [Role.OFFICER, Role.MANAGER, Role.MEMBER, Role.OUTSIDE, Role.EXPERT]
    found = Membership.objects.filter(company=company).select_related("user", "company", "party")
    return sorted(found, key=lambda one: (order.index(Role(one.role)), one.created_at))


def _email(key: str) -> str:
    return f"{key}@{DOMAIN}"
