"""The money of a cycle as tables: asked, approved, committed, spent and left, by whatever it is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.models import Membership
from minassa.planning import budgeting
from minassa.planning.access import commitments_of, cost_lines_of, expenses_of
from minassa.planning.budgeting import Sums
from minassa.planning.models import Cycle
from minassa.planning.models.kept import NOTHING

PER_PAGE = 50
BAR = Decimal(1000)


@dataclass(frozen=True)
class Row:
    name: str
    sums: Sums
    most: Decimal  # what the longest bar of the table stands for

    @property
    def bar(self) -> dict[str, int]:
        """Widths of 1000, each on top of the one before it."""
        spent, promised = self.sums.spent, self.sums.spent + self.sums.committed
        parts = {"spent": spent, "promised": promised, "approved": self.sums.approved, "asked": self.sums.asked}
        return {name: int(BAR * part / self.most) if self.most else 0 for name, part in parts.items()}


@dataclass(frozen=True)
class Table:
    title: str
    of: str  # what its first column is
    rows: list[Row]
    whole: Sums


def budget_page(member: Membership, cycle: Cycle) -> dict[str, Any]:
    sums = budgeting.totals(cycle)
    ceiling = cycle.budget
    return {
        "whole": sums.whole,
        "whole_row": Row("", sums.whole, max(sums.whole.asked, sums.whole.approved, ceiling or NOTHING)),
        "left_to_approve": None if ceiling is None else ceiling - cycle.approved,
        "waits": sums.whole.asked - sums.whole.approved,
        "is_over_asked": ceiling is not None and sums.whole.asked > ceiling,
        "over_by": sums.whole.asked - ceiling if ceiling is not None else NOTHING,
        "tables": [
            _table(_("By initiative"), _("Initiative"), sums.by_initiative, _("No initiative"), sums.whole),
            _table(_("By platform"), _("Platform"), sums.by_platform, _("No platform in particular"), sums.whole),
            _table(_("By party"), _("Party"), sums.by_party, _("No party in particular"), sums.whole),
        ],
        "may_bound": cycle.is_open and member.may(Ability.SIGN_AS_MANAGER),
        "pages": budget_tabs(member, cycle, "budget:show"),
    }


def _table(title: str, of: str, sums: dict[str, Sums], nameless: str, whole: Sums) -> Table:
    most = max((max(one.asked, one.approved) for one in sums.values()), default=NOTHING)
    named = sorted(sums.items(), key=lambda one: not one[0])  # what belongs to none comes last
    return Table(title, of, [Row(name or nameless, one, most) for name, one in named], whole)


def budget_tabs(member: Membership, cycle: Cycle, here: str) -> list[dict[str, Any]]:
    pages = [
        ("budget:show", _("Overview")),
        ("cost_lines:index", _("Cost lines")),
        ("commitments:index", _("Commitments")),
        ("expenses:index", _("Expenses")),
    ]
    return [
        {"label": label, "url": reverse(name, args=[member.company.slug, cycle.pk]), "current": name == here}
        for name, label in pages
    ]


def listed(member: Membership, cycle: Cycle, here: str, page: str | None) -> dict[str, Any]:
    """Cost lines, commitments or expenses, a page at a time."""
    find = {"cost_lines:index": cost_lines_of, "commitments:index": commitments_of, "expenses:index": expenses_of}
    shown = Paginator(find[here](member, cycle), PER_PAGE).get_page(page)
    shown.object_list = list(shown.object_list)
    return {
        "page_obj": shown,
        "pages": budget_tabs(member, cycle, here),
        "may_spend": cycle.is_open and member.may(Ability.SPEND),
        "may_ask": cycle.is_open and member.may(Ability.WRITE_PLAN),
    }
