"""The rows of the sheet as HTML. Five hundred of them are drawn here in Python, where a template would take seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from html import escape
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minassa.documents.f01 import words
from minassa.planning.models import Activity
from minassa.planning.sheets import Group, Row
from minassa.web.plan_sheet_columns import Column, is_gap
from minassa.web.ui import moments
from minassa.web.ui.reading import Reading

_NOBODY = UUID(int=0)
_TONES: dict[str, str] = {
    Activity.State.UNDER_WAY: "info",
    Activity.State.DONE: "success",
    Activity.State.DROPPED: "plain",
    Activity.Approval.ASKED: "warning",
    Activity.Approval.APPROVED: "success",
    Activity.Approval.POSTPONED: "warning",
    Activity.Approval.REJECTED: "danger",
}


@dataclass
class Pen:
    """How the rows of one page are written: for whom, in which language and digits."""

    slug: str
    reading: Reading
    columns: Sequence[Column]
    may_write: bool
    today: date
    _days: dict[date, str] = field(default_factory=dict)
    _sums: dict[Decimal, str] = field(default_factory=dict)

    def group(self, group: Group) -> SafeString:
        return SafeString("".join(self.row(row) for row in group.rows))

    def row(self, row: Row) -> str:
        one = row.activity
        kind = " sheet__row--over" if one.state == Activity.State.DROPPED else ""
        cells = "".join(self._cell(row, column) for column in self.columns)
        opens = self._opens % {"number": one.number}
        draggable = ' draggable="true"' if self.may_write else ""
        number = (
            f'<th scope="row" class="sheet__no"><a href="{self._address(one.pk)}" data-open{draggable}'
            f' aria-label="{opens}">'
            f"{self.reading.figures(one.number)}</a></th>"
        )
        return (
            f'<tr class="sheet__row{kind}" id="a-{one.pk}" data-id="{one.pk}" data-version="{one.version}">'
            f"{number}{cells}</tr>\n"
        )

    def _cell(self, row: Row, column: Column) -> str:
        key, text = column.key, column.text(row) if column.key in self._texts else ""
        drawn = self._drawn[key](row, text) if key in self._drawn else escape(text)
        said = f' data-text="{escape(text)}"' if column.read and key in self._spelled else ""
        marks = (
            " sheet__cell--gap" if self.may_write and is_gap(row.activity, key, has_resources=self._has(row)) else ""
        )
        label = self._labels.get(key, "")
        read_only = "" if column.read else " data-fixed"
        return f'<td class="sheet__cell sheet__{key}{marks}" data-key="{key}"{said}{label}{read_only}>{drawn}</td>'

    # What is the same in every row is said once.
    @cached_property
    def _opens(self) -> str:
        return escape(_("Open activity %(number)s"))

    @cached_property
    def _labels(self) -> dict[str, str]:
        on_cards = (one for one in self.columns if one.key in _ON_CARDS)
        return {one.key: f' data-label="{escape(one.label)}"' for one in on_cards}

    @cached_property
    def _words(self) -> dict[str, str]:
        choices = [*Activity.State.choices, *Activity.Approval.choices]
        return {str(key): escape(str(label)) for key, label in choices}

    @cached_property
    def _drawn(self) -> dict[str, Callable[[Row, str], str]]:
        return {
            "asked": lambda row, text: self.sum(row.asked) if row.costs else "",
            "starts_on": lambda row, text: self.day(row.activity.starts_on),
            "deadline": lambda row, text: self._deadline(row.activity),
            "efforts": lambda row, text: escape(self.reading.figures(text)),
            "rank": lambda row, text: self.reading.figures(text),
            "state": lambda row, text: self._state(row.activity),
        }

    _texts = ("name", "platforms", "responsible", "efforts", "asked", "starts_on", "deadline", "expected", "rank")
    _spelled = ("asked", "starts_on", "deadline", "efforts")

    def day(self, on: date | None) -> str:
        if on is None:
            return ""
        if on not in self._days:
            self._days[on] = f"<time>{escape(moments.say(on, self.reading, 'date'))}</time>"
        return self._days[on]

    def sum(self, amount: Decimal) -> str:
        if amount not in self._sums:
            self._sums[amount] = f"<bdi>{self.reading.number(float(amount) if amount % 1 else int(amount))}</bdi>"
        return self._sums[amount]

    def _deadline(self, one: Activity) -> str:
        said = self.day(one.deadline)
        is_over = one.state in (Activity.State.DONE, Activity.State.DROPPED)
        if one.deadline is None or is_over or one.deadline >= self.today:
            return said
        return f'<span class="sheet__late">{said}<span class="sr-only"> {escape(_("late"))}</span></span>'

    def _state(self, one: Activity) -> str:
        """What is the news of it: how far it is, or before it begins how far its approval is."""
        begun = one.state != Activity.State.PLANNED
        said = str(one.state if begun else one.approval)
        tone = _TONES.get(said, "")
        return f'<span class="badge{tone and f" badge--{tone}"}">{self._words[said]}</span>'

    @staticmethod
    def _has(row: Row) -> bool:
        return bool(row.efforts or row.costs)

    def _address(self, pk: UUID) -> str:
        return self._pattern.replace(str(_NOBODY), str(pk))

    @cached_property
    def _pattern(self) -> str:
        return reverse("activities:show", args=[self.slug, _NOBODY])


# What a card on a phone says with its column's name.
_ON_CARDS = ("responsible", "asked", "deadline", "state")


def headings(columns: Sequence[Column], currency: str) -> Iterator[tuple[str, str]]:
    for column in columns:
        label = column.label
        if column.key == "asked":
            label = _("%(heading)s (%(currency)s)") % {"heading": label, "currency": currency}
        yield column.key, label


def number_heading() -> str:
    return words.heading(words.COLUMNS["number"])
