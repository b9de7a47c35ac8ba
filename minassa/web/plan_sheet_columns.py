"""The columns of F-01 on the screen: what a cell shows, what is typed in it, and what that means for the record.

A cell is text to whoever edits it. The same readers serve a cell, a paste and a file, so that one thing typed is one
thing meant: digits of either script, dates in words, names in either language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from minassa.connectors.handoff.table import PLATFORMS
from minassa.connectors.registry import KINDS
from minassa.documents import cells
from minassa.documents.cells import Bad
from minassa.documents.f01 import efforts, layout, naming, words
from minassa.planning.models import Activity, Effort
from minassa.planning.resourcing import CostOf, EffortOf
from minassa.planning.sheets import Row
from minassa.web.f01_names import Names

LONGEST_TEXT = 4000


@dataclass(frozen=True)
class Meant:
    """What a typed text is read with."""

    names: Names
    currency: str
    row: Row | None = None  # None: the row is new


@dataclass(frozen=True)
class Column:
    key: str
    text: Callable[[Row], str]  # what is edited
    read: Callable[[str, Meant], dict[str, Any]] | None = None  # None: it is not written here

    @property
    def label(self) -> str:
        said: str | Promise = words.COLUMNS[self.key]
        return str(capfirst(str(said)))


def platform_codes() -> list[str]:
    """All that a plan may name."""
    every = [*PLATFORMS, *(kind for kind in KINDS if kind not in naming.NOT_PLATFORMS)]
    return [code for code in every if words.platform(code)]


def effort_text(one: Effort) -> str:
    return layout.effort_line(one.name, one.people, f"{one.hours.normalize():f}")


def efforts_meant(said: str, names: Names) -> list[EffortOf]:
    found = []
    for one in efforts.as_we_write(said) if said.strip() else ():
        colleague = names.perhaps(one.who)
        found.append(EffortOf(one.hours, colleague, "" if colleague else one.who, one.people))
    return found


def _read_name(said: str, meant: Meant) -> dict[str, Any]:
    name = cells.text(said, most=300, one_line=True)
    if not name:
        raise Bad(_("Give the activity a name."))
    return {"name": name}


def _read_asked(said: str, meant: Meant) -> dict[str, Any]:
    """One figure stands for one line of cost; several lines have their own place."""
    lines = meant.row.costs if meant.row else []
    if len(lines) > 1:
        raise Bad(_("This activity has several cost lines. Open its row to change them."))
    amount = cells.amount(said, currency=meant.currency) if said.strip() else None
    if amount is None:
        return {"costs": []}
    if not lines:
        return {"costs": [CostOf(words.heading(words.COLUMNS["asked"]), amount)]}
    [line] = lines
    return {"costs": [CostOf(line.what, amount, line.platform, line.party, line.pk)]}


def _asked_text(row: Row) -> str:
    return f"{row.asked:f}".removesuffix(".00") if row.costs else ""


def _day(key: str) -> Column:
    def text(row: Row) -> str:
        day = getattr(row.activity, key)
        return day.isoformat() if day else ""

    def read(said: str, meant: Meant) -> dict[str, Any]:
        # Here, unlike in a file, the day that was understood is seen at once.
        return {key: cells.day(said, order="dmy") if said.strip() else None}

    return Column(key, text, read)


COLUMNS = (
    Column("name", lambda row: row.activity.name, _read_name),
    Column(
        "platforms",
        lambda row: ", ".join(words.platforms(row.activity.platforms)),
        lambda said, meant: {"platforms": list(naming.platforms(cells.text(said))) if said.strip() else []},
    ),
    Column(
        "responsible",
        lambda row: row.activity.responsible.user.name if row.activity.responsible else "",
        lambda said, meant: {"responsible": meant.names.person(cells.text(said, most=200))},
    ),
    Column(
        "efforts",
        lambda row: "\n".join(map(effort_text, row.efforts)),
        lambda said, meant: {"efforts": efforts_meant(said, meant.names)},
    ),
    Column("asked", _asked_text, _read_asked),
    _day("starts_on"),
    _day("deadline"),
    Column(
        "expected",
        lambda row: row.activity.expected,
        lambda said, meant: {"expected": cells.text(said, most=LONGEST_TEXT)},
    ),
    Column("rank", lambda row: str(row.activity.rank or "")),
    Column("state", lambda row: str(row.activity.get_state_display())),
)
BY_KEY = {one.key: one for one in COLUMNS}
MONEY = ("asked",)


def columns(*, with_money: bool) -> tuple[Column, ...]:
    return COLUMNS if with_money else tuple(one for one in COLUMNS if one.key not in MONEY)


def is_gap(activity: Activity, key: str, *, has_resources: bool) -> bool:
    """Empty where the plan must say something before it is submitted."""
    match key:
        case "responsible":
            return activity.responsible_id is None
        case "deadline":
            return activity.deadline is None
        case "efforts":
            return not has_resources
    return False
