"""Changing and ending a colleague's place in the company."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minassa.core.clock import now
from minassa.core.errors import Sorry
from minassa.people.abilities import Role
from minassa.people.companies import STEWARDS, check
from minassa.people.models import Company, Membership, Party
from minassa.people.models.membership import Memberships
from minassa.people.telling import tell


class NotAllowed(Sorry):
    code = "not_allowed"


class LastSteward(Sorry):
    """The company must keep somebody who can let others in."""

    code = "last_steward"


class BadTerm(Sorry):
    code = "bad_term"


class NeedsParty(Sorry):
    code = "needs_party"


@transaction.atomic
def change(
    colleague: Membership,
    by: Membership,
    *,
    role: Role | str,
    party: Party | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    colleague = _locked(colleague)
    if colleague.user_id == by.user_id and role != colleague.role:
        raise NotAllowed(_("You cannot change your own role. Ask another officer or the general manager."))
    may_give(by, role, instead_of=colleague.role)
    fits(colleague.company, role=role, party=party, starts_on=starts_on, ends_on=ends_on)
    was = _facts(colleague)
    colleague.role, colleague.party = Role(role), party
    colleague.starts_on, colleague.ends_on = starts_on, ends_on
    colleague.ended_at = None
    if (now_is := _facts(colleague)) == was:
        return colleague
    check(colleague)
    colleague.save()
    _keep_a_steward(colleague.company)
    tell(
        "membership.changed",
        company=colleague.company,
        subject=colleague.pk,
        by=by.user,
        name=colleague.user.name,
        was=was,
        **now_is,
    )
    return colleague


@transaction.atomic
def end(colleague: Membership, by: Membership) -> None:
    """Ends the term now, whatever its dates say; sessions end with it."""
    colleague = _locked(colleague)
    if colleague.ended_at is not None:
        return
    if colleague.user_id == by.user_id:
        raise NotAllowed(_("You cannot end your own term. Ask another officer or the general manager to do it."))
    may_give(by, Role.MEMBER, instead_of=colleague.role)
    colleague.ended_at = now()
    colleague.save(update_fields=["ended_at"])
    _keep_a_steward(colleague.company)
    tell("membership.ended", company=colleague.company, subject=colleague.pk, by=by.user, name=colleague.user.name)


def may_give(by: Membership, role: Role | str, *, instead_of: Role | str = "") -> None:
    """A manager's place is given, changed and taken by a manager, else an officer could approve what only a manager
    may. Where there is none, also none for a term that is not over, the officer names the first."""
    if Role.MANAGER not in (role, instead_of) or by.role == Role.MANAGER:
        return
    today = by.company.local_now().date()
    managers = Membership.objects.filter(company=by.company, role=Role.MANAGER, ended_at__isnull=True)
    if managers.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), user__is_active=True).exists():
        raise NotAllowed(_("Only a general manager can give, change or end a general manager's place."))


def fits(
    company: Company, *, role: Role | str, party: Party | None, starts_on: date | None, ends_on: date | None
) -> None:
    """Whether a place like this can be given in the company."""
    if party is not None and party.company_id != company.pk:
        raise NeedsParty(_("This responsible party is not one of the company's. Choose one from the list."))
    if role == Role.OUTSIDE and party is None:
        raise NeedsParty(_("An outside member belongs to an outside party. Choose the party, or add it first."))
    if starts_on and ends_on and ends_on < starts_on:
        raise BadTerm(_("The term ends before it begins. Correct one of its dates."))
    if ends_on and ends_on < company.local_now().date():
        raise BadTerm(
            _("The term ends in the past. Choose today or a later day, or end the term from the list of people.")
        )


def _locked(colleague: Membership) -> Membership:
    """Two stewards who end each other at the same moment must come one after the other."""
    Company.objects.select_for_update().get(pk=colleague.company_id)
    return Membership.objects.select_related("user", "company", "party").get(pk=colleague.pk)


def stewards(company: Company) -> Memberships:
    """Who can always let others in: managers and officers at work, without an end date."""
    today = company.local_now().date()
    return Membership.objects.filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=today),
        company=company,
        role__in=STEWARDS,
        ended_at__isnull=True,
        ends_on__isnull=True,
        user__is_active=True,
    )


def _keep_a_steward(company: Company) -> None:
    if not stewards(company).exists():
        raise LastSteward(
            _("The company needs a general manager or a marketing officer without an end date. Name another one first.")
        )


def _facts(membership: Membership) -> dict[str, str | None]:
    return {
        "role": str(membership.role),
        "party": membership.party.name if membership.party else None,
        "starts_on": membership.starts_on.isoformat() if membership.starts_on else None,
        "ends_on": membership.ends_on.isoformat() if membership.ends_on else None,
        "ended": "yes" if membership.ended_at else None,
    }
