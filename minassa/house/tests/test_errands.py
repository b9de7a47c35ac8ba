"""The console's commands do what their verbs do, and print what a person needs next."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from minassa.core.errors import Sorry
from minassa.house import errands
from minassa.people.models import Company, Invitation
from minassa.testing.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def language_as_before() -> Iterator[None]:
    with translation.override(translation.get_language()):
        yield


def test_a_company_is_opened_and_its_officer_gets_a_link(capsys: pytest.CaptureFixture[str]) -> None:
    errands.create_company(Namespace(name="شركة الواحة", slug="waha", officer="huda@example.com", officer_name="هدى"))
    assert Company.objects.get(slug="waha").name == "شركة الواحة"
    assert "http://" in capsys.readouterr().out


def test_a_second_company_of_that_address_is_refused(cast: Cast) -> None:
    options = Namespace(
        name="X", slug=Company.objects.earliest("created_at").slug, officer="a@b.example", officer_name="A"
    )
    with pytest.raises(Sorry):
        errands.create_company(options)


def test_an_invitation_prints_its_link(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    company = Company.objects.earliest("created_at")
    errands.invite(Namespace(company=company.slug, email="new@example.com", role="member"))
    assert Invitation.objects.get(email="new@example.com").company == company
    assert capsys.readouterr().out.startswith("http")


def test_a_stranger_gets_no_sign_in_link() -> None:
    with pytest.raises(Sorry):
        errands.signin_link(Namespace(email="stranger@example.com"))


def test_the_demo_is_made_once_and_never_beside_a_real_company(tmp_path: Path) -> None:
    file = tmp_path / "links"
    errands.demo(Namespace(only_if_empty=True, to=str(file)))
    assert file.read_text(encoding="utf-8").count("http") >= 5
    assert file.stat().st_mode & 0o077 == 0
    file.unlink()
    errands.demo(Namespace(only_if_empty=True, to=str(file)))
    assert not file.exists()
    assert Company.objects.count() == 1
