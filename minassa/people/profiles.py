"""What a person says of themselves and how they want to read."""

from __future__ import annotations

from django.db import transaction

from minassa.people.access import current_memberships
from minassa.people.companies import check
from minassa.people.models import User
from minassa.people.naming import one_line
from minassa.people.telling import tell

OWN = frozenset({"name", "phone", "language", "theme"})


@transaction.atomic
def change(user: User, **fields: str) -> User:
    if unknown := fields.keys() - OWN:
        raise TypeError(f"A person does not set {sorted(unknown)}.")
    cleaned = {field: one_line(value) for field, value in fields.items()}
    changed = sorted(field for field, value in cleaned.items() if getattr(user, field) != value)
    if not changed:
        return user
    for field in changed:
        setattr(user, field, cleaned[field])
    check(user, exclude={"password"})
    user.save(update_fields=changed)
    for membership in current_memberships(user):
        tell(
            "person.changed",
            company=membership.company,
            subject=user.pk,
            by=user,
            name=user.name,
            changed=changed,
        )
    return user
