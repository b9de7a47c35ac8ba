"""The company's own procedures of approval: who approves what, up to how much, in which order, and who stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from minassa.people.abilities import MAY, Ability, Role
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Company, Membership, User
from minassa.planning.errors import NotReady
from minassa.planning.holding import keep, tell
from minassa.planning.models import ApprovalRule, ApprovalStep, StandIn

LAST_RESORT = (Role.MANAGER, Role.OFFICER)


@dataclass(frozen=True)
class RuleOf:
    """Somebody of this role, or this person, approves up to an amount; None is any amount, no kind is every kind."""

    up_to: Decimal | None = None
    role: str = ""
    approver: Membership | None = None
    kind: str = ""


@dataclass(frozen=True)
class Turn:
    role: str
    approver: Membership | None


@transaction.atomic
def set_rules(*, by: Membership, rules: Sequence[RuleOf]) -> list[ApprovalRule]:
    """All of them, in their order. Requests that already wait keep the rules they were made under.

    The general manager's alone: nobody widens the limits they approve under themselves.
    """
    demand(by, Ability.SET_RULES)
    Company.objects.select_for_update().get(pk=by.company_id)
    ApprovalRule.objects.filter(company=by.company_id).delete()
    made = []
    for place, one in enumerate(rules):
        if bool(one.role) == (one.approver is not None):
            raise NotValid(_("Each rule names either a role or a person."))
        if one.role and Ability.APPROVE_BUDGET not in MAY[one.role]:
            raise NotValid(_("Only the general manager and the marketing officer approve as a role. Name a person."))
        rule = ApprovalRule(company_id=by.company_id, position=place)
        keep(rule, {"kind": one.kind, "up_to": one.up_to, "role": one.role, "approver": one.approver})
        made.append(rule)
    tell("rules.set", by, by, count=len(made))
    return made


def chain(company: Company, *, kind: str, amount: Decimal, asker: User) -> list[Turn]:
    """Whose turns a request takes: each rule of its kind in order, until one whose limit covers the amount.

    A turn that only the asker could take goes to the next one up. Raises NotReady when nobody else is left.
    """
    rules = [
        one
        for one in ApprovalRule.objects.filter(company=company).select_related("approver__user", "approver__company")
        if one.kind in ("", kind)
    ]
    here = people(company)
    turns: list[Turn] = []
    covered = False
    for one in rules:
        turn = Turn(one.role, one.approver)
        if _others(turn, here, asker):
            turns.append(turn)
            covered = one.up_to is None or amount <= one.up_to
            if covered:
                break
    if not covered:
        resorts = (Turn(role, None) for role in LAST_RESORT)
        last = next((turn for turn in resorts if _others(turn, here, asker)), None)
        if last is not None and last not in turns:
            turns.append(last)
        covered = last is not None
    if not covered:
        raise NotReady(
            _("Nobody but you could approve this, and nobody approves what they asked for. Invite the general manager.")
        )
    return turns


def entitled(step: ApprovalStep | Turn, member: Membership, *, asker: UUID) -> Membership | None:
    """Whose turn the member takes here: their own, or that of somebody they stand in for today, who did not ask for it
    either. None: nobody's."""
    if not member.is_current():
        return None
    if is_turn_of(step, member):
        return member
    away = (one.stands_for for one in standing_in(member) if one.stands_for.user_id != asker)
    return next((one for one in away if is_turn_of(step, one)), None)


def standing_in(member: Membership) -> list[StandIn]:
    """For whom the member stands in today."""
    return [one for one in standing_in_today(member.company) if one.who_id == member.pk]


def standing_in_today(company: Company) -> list[StandIn]:
    """Nobody decides for who is in the company no more."""
    today = company.local_now().date()
    found = StandIn.objects.filter(company=company, starts_on__lte=today, ends_on__gte=today)
    return [
        one for one in found.select_related("stands_for__user", "stands_for__company") if one.stands_for.is_current()
    ]


@transaction.atomic
def stand_in(*, by: Membership, stands_for: Membership, who: Membership, starts_on: date, ends_on: date) -> StandIn:
    """`who` decides for `stands_for` in these days. Everybody names their own; the manager names anyone's, and the
    officer that of anyone but the manager: nobody hands the manager's word to themselves or to a friend."""
    _demand_absence_of(stands_for, by)
    if who.pk == by.pk != stands_for.pk and not by.may(Ability.SIGN_AS_MANAGER):
        raise NotValid(
            _("Nobody takes another's turn by their own word. Whoever is away, or the general manager, names you.")
        )
    if stands_for.pk == who.pk:
        raise NotValid(_("Nobody stands in for themselves."))
    if ends_on < starts_on:
        raise NotValid(_("The absence ends before it begins. Correct one of its dates."))
    days = {"starts_on": starts_on, "ends_on": ends_on}
    made = StandIn(company_id=by.company_id, named_by=by.user)
    keep(made, {"stands_for": stands_for, "who": who, **days})
    tell("stand_in.named", made, by, who=who.user.name, stands_for=stands_for.user.name, **days)
    return made


@transaction.atomic
def end_stand_in(stand_in: StandIn, *, by: Membership) -> None:
    _demand_absence_of(stand_in.stands_for, by)
    tell("stand_in.ended", stand_in, by, who=stand_in.who.user.name, stands_for=stand_in.stands_for.user.name)
    stand_in.delete()


def may_arrange_absence_of(stands_for: Membership, by: Membership) -> bool:
    """Everybody their own; the manager anyone's, the officer that of anyone but the manager."""
    return stands_for.pk == by.pk or by.may(_needed(stands_for))


def is_turn_of(step: ApprovalStep | Turn, member: Membership) -> bool:
    if step.approver is not None:
        return step.approver.pk == member.pk
    return bool(step.role) and member.role == step.role


def people(company: Company) -> list[Membership]:
    """Who is in the company today."""
    found = Membership.objects.filter(Q(ended_at__isnull=True), company=company).select_related("user", "company")
    return [one for one in found if one.is_current()]


def _demand_absence_of(stands_for: Membership, by: Membership) -> None:
    if stands_for.pk != by.pk:
        demand(by, _needed(stands_for))


def _needed(stands_for: Membership) -> Ability:
    return Ability.SIGN_AS_MANAGER if stands_for.may(Ability.SIGN_AS_MANAGER) else Ability.NAME_STAND_INS


def _others(turn: Turn, people: Sequence[Membership], asker: User) -> bool:
    return any(is_turn_of(turn, one) and one.user_id != asker.pk for one in people)
