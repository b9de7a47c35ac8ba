"""Going over needs a new approval: a cost line asks for more, and its activity is submitted anew, in one go."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.planning import activities, approving, money
from minassa.planning.holding import again, hold
from minassa.planning.models import ApprovalRequest, CostLine
from minassa.planning.resourcing import CostOf


@transaction.atomic
def ask_for_more(cost_line: CostLine, *, by: Membership, asked: Decimal, why: str) -> ApprovalRequest:
    """`asked` is what the line needs in all. What was approved before stays approved and may be spent meanwhile."""
    demand(by, Ability.WRITE_PLAN)
    hold(cost_line.cycle_id, by)
    line = again(cost_line)
    if asked <= line.approved:
        sentence = _("%(amount)s is approved already. Write what the line needs in all, which is more.")
        raise NotValid(sentence % {"amount": money.said(line.approved)})
    if not why.strip():
        raise NotValid(_("Write why more is needed, so that whoever approves can decide."))
    lines = line.activity.cost_lines.select_related("party")
    costs = [
        CostOf(one.what, asked if one.pk == line.pk else one.asked, one.platform, one.party, one.pk) for one in lines
    ]
    activity = activities.change(line.activity, by=by, costs=costs)
    return approving.ask(activity, by=by, why=why)
