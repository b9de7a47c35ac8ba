from __future__ import annotations

from datetime import timedelta

import pytest

from minassa.events.models import Event
from minassa.people import companies
from minassa.people.abilities import Role
from minassa.people.companies import AddressTaken, NotValid
from minassa.people.models import Company, Membership, User
from minassa.people.naming import address_of, one_line
from minassa.testing.cast import Cast


def open_noor(**fields: object) -> Company:
    given = {"name": "شركة نور", "officer_name": "مها", "officer_email": "Maha@Noor.example"} | fields
    return companies.open_company(**given)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_company_opens_with_its_first_officer() -> None:
    company = open_noor()
    first = Membership.objects.get(company=company)
    assert (first.user.name, first.user.email, first.role) == ("مها", "maha@noor.example", Role.OFFICER)
    assert not first.user.has_usable_password()
    assert first.is_current()


@pytest.mark.django_db
def test_opening_is_on_record() -> None:
    company = open_noor()
    assert list(Event.objects.filter(company=company).order_by("id").values_list("verb", flat=True)) == [
        "company.opened",
        "membership.started",
    ]


@pytest.mark.django_db
def test_somebody_known_keeps_their_account(cast: Cast) -> None:
    company = open_noor(officer_email="omar@example.com", officer_name="Somebody else")
    assert Membership.objects.get(company=company).user == cast.omar.user
    assert User.objects.get(pk=cast.omar.user.pk).name == "Omar"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "  "},
        {"name": "ن" * 121},
        {"officer_email": "nobody"},
        {"officer_email": ""},
        {"slug": "not a slug"},
        {"slug": "x" * 41},
        {"zone": "Mars/Olympus"},
        {"language": "xx"},
        {"role": Role.EXPERT},
    ],
)
def test_what_cannot_be_a_company_leaves_nothing_behind(wrong: dict[str, object]) -> None:
    with pytest.raises(NotValid) as no:
        open_noor(**wrong)
    assert str(no.value)
    assert not Company.objects.exists() and not User.objects.exists() and not Event.objects.exists()


@pytest.mark.django_db
def test_an_address_is_given_once() -> None:
    first, second = open_noor(), open_noor()
    assert first.slug == "nwr" and second.slug.startswith("nwr-")
    with pytest.raises(AddressTaken):
        open_noor(slug="NWR")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("شركة نور الخليج", "nwr-alkhlyj"),
        ("Noor Foods Co.", "noor-foods-co"),
        ("Café Zoë", "cafe-zoe"),
        ("متجر ٢٤", "mtjr-24"),
        ("مُتْجَر", "mtjr"),
        ("x" * 80, "x" * 32),
    ],
)
def test_an_address_is_spelled_from_the_name(name: str, address: str) -> None:
    assert address_of(name) == address


@pytest.mark.parametrize("name", ["", "日本", "!!!", "ء", "؟"])
def test_a_name_without_letters_gets_a_random_address(name: str) -> None:
    assert address_of(name).startswith("c-")


def test_a_name_is_one_plain_line() -> None:
    assert one_line("  a\u202eb\r\n\x00c\u2066 d\u00ad ") == "ab c d\u00ad"
    assert one_line("أ") == "أ"


@pytest.mark.django_db
def test_settings_change_and_only_what_changed_is_on_record(cast: Cast) -> None:
    companies.change(
        cast.company, cast.omar, name=" نور ", zone="Africa/Cairo", late_after=timedelta(minutes=5), weekend=[4]
    )
    company = Company.objects.get(pk=cast.company.pk)
    assert (company.name, company.zone, company.weekend) == ("نور", "Africa/Cairo", [4])
    event = Event.objects.get(verb="company.changed")
    assert event.facts["changed"] == ["late_after", "name", "weekend", "zone"] and event.by == cast.omar.user


@pytest.mark.django_db
def test_nothing_changed_is_nothing_recorded(cast: Cast) -> None:
    companies.change(cast.company, cast.omar, name=cast.company.name)
    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"zone": "nowhere"}, {"weekend": [9]}, {"digits": "roman"}, {"language": "fr"}]
)
def test_a_wrong_setting_changes_nothing(cast: Cast, wrong: dict[str, object]) -> None:
    with pytest.raises(NotValid):
        companies.change(cast.company, cast.omar, currency="EGP", **wrong)
    assert Company.objects.get(pk=cast.company.pk).currency == "SAR"
