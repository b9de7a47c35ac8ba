"""The words of the form: the manual's own, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minassa.connectors.registry import title_of
from minassa.documents.f01.plan import Activity, Cost, Effort
from minassa.documents.figures import Figures
from minassa.planning.models import Activity as Record
from minassa.planning.models import Metric

NO_BREAK = "\u00a0"
OBJECTIVE_COLUMNS = {
    "number": gettext_lazy("no."),
    "statement": gettext_lazy("objective"),
    "metric": gettext_lazy("indicator"),
    "baseline": gettext_lazy("baseline"),
    "target": gettext_lazy("target"),
    "due_on": gettext_lazy("due"),
    "weight": gettext_lazy("weight"),
}
COLUMNS = {
    "number": gettext_lazy("no."),
    "initiative": gettext_lazy("initiative"),
    "name": gettext_lazy("activity"),
    "platforms": gettext_lazy("platforms"),
    "responsible": gettext_lazy("responsible"),
    "efforts": gettext_lazy("human resources"),
    "asked": gettext_lazy("financial resources"),
    "starts_on": gettext_lazy("start"),
    "deadline": gettext_lazy("expected deadline"),
    "expected": gettext_lazy("expected result"),
    "rank": gettext_lazy("priority"),
    "state": gettext_lazy("state"),
}
FURTHER_COLUMNS = {
    "approval": gettext_lazy("approval"),
    "approved": gettext_lazy("approved"),
    "kind": gettext_lazy("kind"),
    "depends_on": gettext_lazy("depends on"),
    "objective": gettext_lazy("objective served"),
    "impact": gettext_lazy("impact"),
    "urgency": gettext_lazy("urgency"),
    "effort": gettext_lazy("effort"),
    "rank_reason": gettext_lazy("why this priority"),
    "needs_no_money": gettext_lazy("needs no money"),
}
COST_COLUMNS = {
    "activity": gettext_lazy("activity no."),
    "what": gettext_lazy("what for"),
    "platform": gettext_lazy("platform"),
    "party": gettext_lazy("party"),
    "asked": gettext_lazy("asked"),
    "approved": gettext_lazy("approved"),
}


def title() -> str:
    return _("The plan of action")


def heading(label: object) -> str:
    return str(capfirst(str(label)))


def metric(code: str) -> str:
    return str(Metric.Code(code).label) if code in Metric.Code.values else code


def platform(code: str) -> str:
    try:
        return title_of(code)
    except KeyError:
        return code


def platforms(codes: Iterable[str]) -> list[str]:
    return [platform(code) for code in codes]


def state(activity: Activity) -> list[str]:
    """Where it stands, then what was said about its resources."""
    approvals = dict(Record.Approval.choices)
    said = [stage(activity.state), str(approvals.get(activity.approval, activity.approval))]
    return [one for one in said if one]


def stage(code: str) -> str:
    return str(dict(Record.State.choices).get(code, code))


def effort(one: Effort, figures: Figures) -> str:
    hours = ngettext("%(hours)s hour", "%(hours)s hours", _plural(one.hours)) % {"hours": figures.number(one.hours)}
    hours = hours.replace(" ", NO_BREAK)
    if one.people == 1:
        return _("%(who)s: %(hours)s") % {"who": one.who, "hours": hours}
    people = figures.number(one.people)
    return _("%(who)s × %(people)s: %(hours)s each") % {"who": one.who, "people": people, "hours": hours}


def cost(one: Cost, figures: Figures) -> str:
    return _("%(what)s: %(amount)s") % {"what": one.what, "amount": figures.money(one.asked)}


def _plural(hours: Decimal) -> int:
    """A half hour takes the plural of many, in Arabic as in English."""
    return int(hours) if hours == hours.to_integral_value() else 100
