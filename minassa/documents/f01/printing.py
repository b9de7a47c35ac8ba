"""F-01 as PDF: landscape A4, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from minassa.documents import laying
from minassa.documents.f01 import words
from minassa.documents.f01.plan import NOTHING, Activity, Initiative, Objective, Plan
from minassa.documents.figures import Figures
from minassa.documents.isolating import isolated, lines
from minassa.documents.typesetting import typeset

# Columns whose units stand under each other.
OBJECTIVE_FIGURES, FIGURES = (0, 3, 4, 5, 6), (0, 6, 7, 9)
MONEY = 5  # the column of the financial resources


def pdf(plan: Plan, figures: Figures) -> bytes:
    said = layout(plan, figures)
    return typeset("f01/form.typ", said, _cells(said))


def layout(plan: Plan, figures: Figures) -> dict[str, Any]:
    content = plan.content
    return laying.paper(plan.head, plan.signatures, figures, title=words.title(), landscape=True) | {
        "objectives": laying.listing(
            _("Expected objectives"),
            [words.heading(label) for label in words.OBJECTIVE_COLUMNS.values()],
            [_objective(place, one, figures) for place, one in enumerate(content.objectives, start=1)],
            none=_("No objective has been set yet."),
            figures=OBJECTIVE_FIGURES,
        ),
        "plan": {
            "title": _("Initiatives and activities"),
            "none": _("No activity has been planned yet."),
            "columns": columns(figures, with_money=plan.shows_money),
            "money": plan.shows_money,
            "figures": FIGURES if plan.shows_money else tuple(at - (at > MONEY) for at in FIGURES if at != MONEY),
            "groups": [_group(one, plan, figures) for one in content.initiatives if one.activities],
        },
        "totals": totals(plan, figures) if plan.shows_money else [],
    }


def _cells(said: dict[str, Any]) -> Iterator[str]:
    yield from laying.cells(said["objectives"])
    if said["plan"]["groups"]:
        yield from said["plan"]["columns"]
    for group in said["plan"]["groups"]:
        yield f"{group['label']} {group['name']}\n{group['sum']}".rstrip("\n")
        for one in group["rows"]:
            yield from map("\n".join, one["cells"])
    yield from chain.from_iterable(said["totals"])


def columns(figures: Figures, *, with_money: bool = True) -> list[str]:
    """Those of the form but the initiative, which heads its rows; money names its currency once."""
    shown = {key: words.heading(label) for key, label in words.COLUMNS.items() if key != "initiative"}
    named = {"heading": shown["asked"], "currency": figures.currency_sign}
    shown["asked"] = _("%(heading)s (%(currency)s)") % named
    return [label for key, label in shown.items() if with_money or key != "asked"]


def totals(plan: Plan, figures: Figures) -> list[tuple[str, str]]:
    named = {"currency": figures.currency_name}
    return [
        (_("Total asked, in %(currency)s") % named, isolated(figures.money(plan.content.asked))),
        (_("Total approved, in %(currency)s") % named, isolated(figures.money(plan.content.approved))),
    ]


def cells(activity: Activity, figures: Figures) -> list[list[str]]:
    """The row of an activity under `columns`."""
    return [
        [figures.written(activity.number)],
        lines(activity.name),
        [isolated(one) for one in words.platforms(activity.platforms)],
        lines(activity.responsible),
        [line for one in activity.efforts for line in lines(words.effort(one, figures))],
        money(activity, figures),
        laying.days(activity.starts_on, figures),
        laying.days(activity.deadline, figures),
        lines(activity.expected),
        [figures.number(activity.rank)],
        [isolated(one) for one in words.state(activity)],
    ]


def money(activity: Activity, figures: Figures) -> list[str]:
    """The sum, then what it is made of, then what of it was approved."""
    if not activity.costs:
        return []
    parts = [line for one in activity.costs for line in lines(words.cost(one, figures))]
    if activity.approved:
        parts.append(isolated(_("Approved: %(amount)s") % {"amount": figures.money(activity.approved)}))
    return [isolated(figures.money(activity.asked)), *parts]


def _objective(place: int, one: Objective, figures: Figures) -> list[list[str]]:
    return [
        [figures.written(place)],
        lines(one.statement),
        lines(words.metric(one.metric)),
        [isolated(figures.measured(one.baseline, one.unit))],
        [isolated(figures.measured(one.target, one.unit))],
        laying.days(one.due_on, figures),
        [figures.written(one.weight)],
    ]


def _group(one: Initiative, plan: Plan, figures: Figures) -> dict[str, Any]:
    asked = sum((activity.asked for activity in one.activities), NOTHING)
    named = {"amount": isolated(figures.money(asked)), "currency": isolated(figures.currency_sign)}
    return {
        "label": words.heading(words.COLUMNS["initiative"]),
        "name": " ".join(lines(one.name)),
        "sum": _("%(amount)s %(currency)s") % named if plan.shows_money else "",
        "rows": [laying.row(_row(activity, plan, figures)) for activity in one.activities],
    }


def _row(activity: Activity, plan: Plan, figures: Figures) -> list[list[str]]:
    whole = cells(activity, figures)
    return whole if plan.shows_money else whole[:MONEY] + whole[MONEY + 1 :]
