"""Who answers for a platform: adding a party and changing it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from minassa.people.companies import NotValid, check
from minassa.people.models import Membership, Party
from minassa.people.naming import one_line
from minassa.people.telling import tell


@transaction.atomic
def add(member: Membership, **fields: str) -> Party:
    """Fields: name, kind, contact, notify_by, email, phone."""
    party = Party(company=member.company, **_clean(fields))
    _check(party)
    party.save()
    tell("party.added", company=member.company, subject=party.pk, by=member.user, name=party.name)
    return party


@transaction.atomic
def change(party: Party, by: Membership, **fields: str) -> Party:
    party = Party.objects.select_for_update(of=("self",)).select_related("company").get(pk=party.pk)
    changed = {field: value for field, value in _clean(fields).items() if getattr(party, field) != value}
    if not changed:
        return party
    for field, value in changed.items():
        setattr(party, field, value)
    _check(party)
    party.save()
    tell("party.changed", company=party.company, subject=party.pk, by=by.user, name=party.name, changed=sorted(changed))
    return party


def _check(party: Party) -> None:
    if party.notify_by == Party.NotifyBy.EMAIL and not party.email:
        raise NotValid(_("A party that is notified by e-mail needs an e-mail address."))
    if party.notify_by == Party.NotifyBy.CALL and not party.phone:
        raise NotValid(_("A party that is notified by phone needs a phone number."))
    if Party.objects.filter(company=party.company, name=party.name).exclude(pk=party.pk).exists():
        raise NotValid(_("There is already a party with this name. Choose another name."))
    check(party)


def _clean(fields: dict[str, str]) -> dict[str, str]:
    return {field: one_line(value) for field, value in fields.items()}
