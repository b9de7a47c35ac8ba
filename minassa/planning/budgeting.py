"""Approved money is promised and spent, never more than was approved: going over asks for a new approval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.media.models import Asset
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership, Party
from minassa.people.naming import one_line
from minassa.planning import money
from minassa.planning.errors import NotNow, OverBudget
from minassa.planning.holding import again, hold, keep, tell
from minassa.planning.models import Commitment, CostLine, Cycle, Expense
from minassa.planning.models.kept import NOTHING
from minassa.planning.money import CENT
from minassa.planning.platforms import known


@transaction.atomic
def commit(
    cost_line: CostLine, *, by: Membership, what: str, amount: Decimal, on: date, party: Party | None = None
) -> Commitment:
    """Promise money to a party. Raises OverBudget when the line has less than that left."""
    demand(by, Ability.SPEND)
    cycle, line = hold(cost_line.cycle_id, by), again(cost_line)
    amount = _positive(amount)
    _within(line, amount, line.left)
    made = Commitment(company_id=cycle.company_id, cycle=cycle, cost_line=line, by=by.user)
    keep(made, {"what": _said(what), "amount": amount, "on": on, "party": _approved_for(line, party)})
    _count(line, committed=amount)
    tell("commitment.made", made, by, what=made.what, amount=amount)
    return made


@transaction.atomic
def release(commitment: Commitment, *, by: Membership) -> None:
    """What was not paid of it is free again."""
    demand(by, Ability.SPEND)
    _cycle, one = hold(commitment.cycle_id, by), again(commitment)
    if one.released_at is not None:
        raise NotNow(_("This commitment was already released."))
    left, one.released_at = one.open, now()
    one.save(update_fields=["released_at"])
    _count(one.cost_line, committed=-left)
    tell("commitment.released", one, by, what=one.what, amount=left)


@transaction.atomic
def spend(
    cost_line: CostLine,
    *,
    by: Membership,
    what: str,
    amount: Decimal,
    on: date,
    party: Party | None = None,
    receipt: Asset | None = None,
    reference: str = "",
    commitment: Commitment | None = None,
) -> Expense:
    """Record an expense; one that pays a commitment uses what was promised first. Raises OverBudget."""
    demand(by, Ability.SPEND)
    cycle, line = hold(cost_line.cycle_id, by), again(cost_line)
    amount, promised = _positive(amount), NOTHING
    if commitment is not None:
        commitment = again(commitment)
        if commitment.cost_line_id != line.pk:
            raise NotValid(_("This commitment is of another cost line."))
        promised = min(amount, commitment.open)
    _within(line, amount, line.left + promised)
    made = Expense(company_id=cycle.company_id, cycle=cycle, cost_line=line, commitment=commitment, by=by.user)
    if commitment is not None:
        commitment.paid += promised
        commitment.save(update_fields=["paid"])
        party = party or commitment.party
    given = {"what": _said(what), "amount": amount, "on": on, "party": _approved_for(line, party), "receipt": receipt}
    keep(made, {**given, "reference": one_line(reference)[:80]})
    _count(line, committed=-promised, spent=amount)
    tell("expense.recorded", made, by, what=made.what, amount=amount)
    return made


@transaction.atomic
def void(expense: Expense, *, by: Membership, why: str) -> None:
    """Entered by mistake: it stays on record and counts no more. A commitment that it paid stays paid up to here."""
    demand(by, Ability.SPEND)
    _cycle, one = hold(expense.cycle_id, by), again(expense)
    if one.voided_at is not None:
        raise NotNow(_("This expense was already taken back."))
    if not why.strip():
        raise NotValid(_("Write why the expense is taken back."))
    one.voided_at, one.voided_by, one.voided_why = now(), by.user, why.strip()[:300]
    one.save(update_fields=["voided_at", "voided_by", "voided_why"])
    _count(one.cost_line, spent=-one.amount)
    tell("expense.voided", one, by, what=one.what, amount=one.amount, why=one.voided_why)


@transaction.atomic
def set_ceiling(cycle: Cycle, *, by: Membership, budget: Decimal | None) -> Cycle:
    """The most that may be approved in all. The general manager's: who approves within it does not set it alone."""
    demand(by, Ability.SIGN_AS_MANAGER)
    cycle = hold(cycle, by)
    if budget is not None and budget < cycle.approved:
        raise OverBudget(
            _("%(amount)s is already approved. The budget cannot be less.") % {"amount": money.said(cycle.approved)}
        )
    cycle.budget = budget
    cycle.save(update_fields=["budget"])
    tell("cycle.budgeted", cycle, by, name=cycle.name, budget=budget)
    return cycle


@dataclass
class Sums:
    asked: Decimal = NOTHING
    approved: Decimal = NOTHING
    committed: Decimal = NOTHING
    spent: Decimal = NOTHING

    @property
    def left(self) -> Decimal:
        return self.approved - self.committed - self.spent

    def count(self, line: CostLine) -> None:
        self.asked += line.asked
        self.approved += line.approved
        self.committed += line.committed
        self.spent += line.spent


@dataclass
class Budget:
    """By name: initiatives in their order, platforms by title, parties; money of none of them under an empty name."""

    whole: Sums = field(default_factory=Sums)
    by_initiative: dict[str, Sums] = field(default_factory=dict)
    by_platform: dict[str, Sums] = field(default_factory=dict)
    by_party: dict[str, Sums] = field(default_factory=dict)
    by_activity: dict[UUID, Sums] = field(default_factory=dict)


def totals(cycle: Cycle) -> Budget:
    """In one query however many lines there are."""
    lines = cycle.cost_lines.select_related("activity__initiative", "party")
    return add_up(lines.order_by("activity__initiative__position", "activity__number", "position"))


def add_up(lines: Iterable[CostLine]) -> Budget:
    budget = Budget()
    for line in lines:
        platform = known(line.platform) if line.platform else ""
        party = line.party.name if line.party is not None else ""
        for sums in (
            budget.whole,
            budget.by_initiative.setdefault(line.activity.initiative.name, Sums()),
            budget.by_platform.setdefault(platform, Sums()),
            budget.by_party.setdefault(party, Sums()),
            budget.by_activity.setdefault(line.activity_id, Sums()),
        ):
            sums.count(line)
    return budget


def _approved_for(line: CostLine, party: Party | None) -> Party | None:
    """Who is paid: money that was approved for one party is not paid to another."""
    if line.party is not None and party is not None and party != line.party:
        said = {"what": line.what, "party": line.party.name}
        raise NotValid(_("“%(what)s” was approved for %(party)s. To pay somebody else, add a line for them.") % said)
    return party or line.party


def _within(line: CostLine, amount: Decimal, left: Decimal) -> None:
    if amount > left:
        raise OverBudget(
            _(
                "Of “%(what)s” %(left)s is left, and this is %(amount)s. Ask for more on its activity first;"
                " it needs a new approval."
            )
            % {"what": line.what, "left": money.said(left), "amount": money.said(amount)}
        )


def _count(line: CostLine, *, committed: Decimal = NOTHING, spent: Decimal = NOTHING) -> None:
    line.committed += committed
    line.spent += spent
    line.save(update_fields=["committed", "spent"])


def _positive(amount: Decimal) -> Decimal:
    if not CENT <= amount < Decimal(10) ** 11:
        raise NotValid(_("Write an amount above zero."))
    return amount.quantize(CENT)


def _said(what: str) -> str:
    said = one_line(what)[:200]
    if not said:
        raise NotValid(_("Say what the money is for."))
    return said
