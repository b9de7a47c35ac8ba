"""Opening a company and changing what it is set to."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from minassa.core.errors import Sorry
from minassa.people.abilities import Role
from minassa.people.models import Company, Membership, User
from minassa.people.naming import address_of, one_line
from minassa.people.telling import tell

STEWARDS = (Role.MANAGER, Role.OFFICER)
SETTINGS = frozenset(
    {"name", "logo", "zone", "currency", "weekend", "first_weekday", "digits", "hijri", "language", "late_after"}
)


class AddressTaken(Sorry):
    code = "address_taken"


class AlreadySetUp(Sorry):
    code = "already_set_up"


class NotValid(Sorry):
    """What was given cannot be kept; the message says which and why."""

    code = "not_valid"


@transaction.atomic
def open_company(
    *,
    name: str,
    officer_name: str,
    officer_email: str,
    slug: str | None = None,
    role: Role = Role.OFFICER,
    password: str | None = None,
    language: str = "ar",
    zone: str = "Asia/Riyadh",
    currency: str = "SAR",
) -> Company:
    """A company and its first person, who invites the others. Somebody known by that e-mail keeps their account."""
    if role not in STEWARDS:
        raise NotValid(_("The first person of a company must be its marketing officer or its general manager."))
    given = (slug or "").strip().lower()
    if given and Company.objects.filter(slug=given).exists():
        raise AddressTaken(_("Another company already has this address. Choose another one."))
    company = Company(
        name=one_line(name), slug=given or _free_address(name), language=language, zone=zone, currency=currency
    )
    check(company)
    company.save()
    user = person(email=officer_email, name=officer_name, password=password, language=language)
    membership = Membership.objects.create(company=company, user=user, role=role)
    tell("company.opened", company=company, subject=company.pk, by=user, name=company.name)
    tell("membership.started", company=company, subject=membership.pk, by=user, name=user.name, role=str(role))
    return company


@transaction.atomic
def open_first_company(**given: Any) -> Company:
    """The first-run page's verb: once anybody is here, people come by invitation. Of two at a time one is first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('minassa.people.open_first_company'))")
    if Company.objects.exists():
        raise AlreadySetUp(_("This installation has been set up. Ask an officer of the company for an invitation."))
    return open_company(**given)


@transaction.atomic
def change(company: Company, by: Membership, **fields: Any) -> Company:
    """Only what differs is changed, and put on record."""
    if unknown := fields.keys() - SETTINGS:
        raise TypeError(f"A company has no setting {sorted(unknown)}.")
    company = Company.objects.select_for_update().get(pk=company.pk)
    if "name" in fields:
        fields["name"] = one_line(fields["name"])
    if "weekend" in fields:
        fields["weekend"], company.weekend = sorted(fields["weekend"]), sorted(company.weekend)
    changed = sorted(field for field, value in fields.items() if getattr(company, field) != value)
    if not changed:
        return company
    old_logo = company.logo.name if "logo" in changed else ""
    for field in changed:
        setattr(company, field, fields[field])
    check(company)
    company.save()
    if old_logo and old_logo != company.logo.name:
        transaction.on_commit(lambda: company.logo.storage.delete(old_logo))
    tell("company.changed", company=company, subject=company.pk, by=by.user, changed=changed)
    return company


def person(*, email: str, name: str, password: str | None = None, language: str = "ar") -> User:
    """The account with this e-mail: the one there is, or a new one."""
    address = one_line(email).lower()
    found = User.objects.filter(email=address).first()
    if found is not None:
        return found
    try:
        validate_email(address)
    except ValidationError as error:
        raise NotValid(_("This is not an e-mail address. Write one such as name@example.com.")) from error
    user = User(email=address, name=one_line(name) or address.partition("@")[0], language=language)
    check(user, exclude={"password"})
    return User.objects.create_user(address, password, name=user.name, language=language)


def check(record: Any, *, exclude: Iterable[str] = (), fields_only: bool = False) -> None:
    """A model's own rules, as one sentence; with `fields_only`, those that need no look into the database."""
    try:
        if fields_only:
            record.clean_fields(exclude=set(exclude))
        else:
            record.full_clean(exclude=set(exclude))
    except ValidationError as error:
        raise NotValid(_sentence(record, error)) from error


def _sentence(record: Any, error: ValidationError) -> str:
    said = []
    for field, errors in error.message_dict.items():
        named = "" if field == "__all__" else f"{record._meta.get_field(field).verbose_name}: "
        said.append(named + " ".join(errors))
    return " ".join(said)


def _free_address(name: str) -> str:
    address = address_of(name)
    validate_slug(address)
    if Company.objects.filter(slug=address).exists():
        return f"{address}-{secrets.token_hex(3)}"
    return address
