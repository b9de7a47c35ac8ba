"""Approved money: set line by line, counted in the cycle, never above its ceiling. The cycle is held by the caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from minassa.planning.errors import OverBudget
from minassa.planning.models import CostLine, Cycle
from minassa.planning.models.kept import NOTHING

CENT = Decimal("0.01")


def set_approved(cycle: Cycle, amounts: Mapping[CostLine, Decimal]) -> None:
    """What each of these lines may cost from now on. Raises OverBudget when the whole would pass the ceiling."""
    more = sum((amount - line.approved for line, amount in amounts.items()), NOTHING)
    whole = cycle.approved + more
    if more > 0 and cycle.budget is not None and whole > cycle.budget:
        raise OverBudget(
            _("The budget of the cycle is %(budget)s and %(approved)s of it is approved: %(left)s is left to approve.")
            % {
                "budget": said(cycle.budget),
                "approved": said(cycle.approved),
                "left": said(cycle.budget - cycle.approved),
            }
        )
    for line, amount in amounts.items():
        line.approved = amount
    CostLine.objects.bulk_update(list(amounts), ["approved"])
    if more:
        cycle.approved = whole
        cycle.save(update_fields=["approved"])


def said(amount: Decimal) -> str:
    """For a sentence: 12,000 or 12,000.50."""
    return f"{amount:,.2f}".removesuffix(".00")


def used(line: CostLine) -> Decimal:
    return Decimal(line.committed + line.spent)


def divide(amount: Decimal, lines: Sequence[CostLine]) -> dict[CostLine, Decimal]:
    """An amount over lines by what they ask for, none below what it has used, to the hundredth, nothing lost."""
    least = {line: used(line) for line in lines}
    free = amount - sum(least.values(), NOTHING)
    wants = {line: max(line.asked - least[line], NOTHING) for line in lines}
    whole = sum(wants.values(), NOTHING)
    given = {
        line: least[line] + ((free * want / whole).quantize(CENT, ROUND_DOWN) if whole else NOTHING)
        for line, want in wants.items()
    }
    rest = amount - sum(given.values(), NOTHING)
    for line in sorted(lines, key=lambda one: -wants[one]):
        if rest <= 0:
            break
        more = min(rest, max(line.asked - given[line], NOTHING))
        given[line] += more
        rest -= more
    return given
