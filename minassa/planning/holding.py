"""Every verb of planning holds its cycle first: changes to it come one after the other, and none to a closed one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from minassa.events.recording import record
from minassa.people.companies import NotValid, check
from minassa.people.models import Membership
from minassa.planning.errors import Closed, NotNow
from minassa.planning.models import Cycle

R = TypeVar("R", bound=Model)


def hold(cycle: Cycle | UUID, by: Membership) -> Cycle:
    """The cycle as it is now, locked until the transaction ends. Raises Closed."""
    pk = cycle.pk if isinstance(cycle, Cycle) else cycle
    held = Cycle.objects.select_for_update().filter(pk=pk, company=by.company_id).first()
    if held is None:
        raise NotNow(_("This plan is no longer there."))
    if not held.is_open:
        raise Closed(_("The cycle %(name)s is closed. What is closed never changes.") % {"name": held.name})
    return held


def again(record_: R) -> R:
    """The record as it is now that its cycle is held; somebody may have removed it meanwhile."""
    found = type(record_)._default_manager.filter(pk=record_.pk).first()
    if found is None:
        raise NotNow(_("Somebody removed this meanwhile. Load the page again."))
    return found


def keep(record_: Any, given: Mapping[str, Any]) -> list[str]:
    """Set what differs, check it and the company of what it points at, save. Returns the names that changed."""
    is_new, mine = record_._state.adding, getattr(record_, "cycle_id", None)
    changed = [name for name, value in given.items() if is_new or getattr(record_, name) != value]
    for name in changed:
        value = given[name]
        if isinstance(value, Model) and getattr(value, "company_id", record_.company_id) != record_.company_id:
            raise NotValid(_("That belongs to another company."))
        if isinstance(value, Model) and getattr(value, "cycle_id", mine) != mine:
            raise NotValid(_("That belongs to another cycle."))
        setattr(record_, name, value)
    if changed or is_new:
        given_ones = {field.name for field in record_._meta.fields if field.name in given and not field.is_relation}
        rest = {field.name for field in record_._meta.fields} - given_ones
        check(record_, exclude=rest, fields_only=True)
        record_.save()
    return sorted(changed)


def tell(verb: str, subject: Any, by: Membership | None, **facts: Any) -> None:
    """Put a change on record, its facts as JSON can hold them."""
    plain = {name: _plain(value) for name, value in facts.items()}
    record(verb, company=subject.company_id, subject=subject.pk, by=by.user if by else None, **plain)


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return str(value)[:300] if isinstance(value, str) else value
        case Decimal() | UUID():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(one) for one in value]
    return str(value)[:300]
