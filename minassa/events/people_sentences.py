"""What the trail says of people and companies, whose own room lies below this one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from minassa.events.sentences import say
from minassa.people.abilities import Role
from minassa.people.models import Company, Party, User


def role(code: str) -> object:
    return Role(code).label


def day(written: str) -> str:
    return date_format(date.fromisoformat(written), "DATE_FORMAT")


def fields_of(model: type[Model]) -> Callable[[Sequence[str]], str]:
    def listed(names: Sequence[str]) -> str:
        return str(pgettext("between the items of a list", ", ")).join(_called(model, name) for name in names)

    return listed


def _called(model: type[Model], name: str) -> str:
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return str(field.verbose_name)


say("company.opened", _("%(actor)s opened the company %(name)s."))
say("company.changed", _("%(actor)s changed the company’s settings: %(changed)s."), changed=fields_of(Company))
say("membership.started", _("%(actor)s joined as %(role)s."), role=role)
say(
    "membership.changed",
    _("%(actor)s changed the place of %(name)s: %(role)s, from %(starts_on)s to %(ends_on)s."),
    role=role,
    starts_on=day,
    ends_on=day,
)
say("membership.ended", _("%(actor)s ended the term of %(name)s."))
say("invitation.made", _("%(actor)s invited %(name)s (%(email)s) as %(role)s."), role=role)
say("invitation.renewed", _("%(actor)s made a new invitation link for %(name)s (%(email)s)."))
say("invitation.withdrawn", _("%(actor)s withdrew the invitation of %(name)s (%(email)s)."))
say("invitation.accepted", _("%(actor)s accepted the invitation."))
say("invitation.mailed", _("%(actor)s mailed an invitation: the mail server took it for %(email)s."))
say(
    "invitation.mail_refused", _("%(actor)s could not mail the invitation to %(email)s. The mail server said: %(said)s")
)
say("party.added", _("%(actor)s added the responsible party %(name)s."))
say("party.changed", _("%(actor)s changed the responsible party %(name)s: %(changed)s."), changed=fields_of(Party))
say("person.changed", _("%(actor)s changed their own account: %(changed)s."), changed=fields_of(User))
say("person.signed_in_by_link", _("%(actor)s signed in with a one-time link."))
