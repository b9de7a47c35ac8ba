"""The company's catalogue of performance indicators."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.planning.errors import Closed
from minassa.planning.holding import hold, keep, tell
from minassa.planning.models import Cycle, Metric
from minassa.planning.models.signature import Act
from minassa.planning.signing import settle

_Code, _Unit = Metric.Code, Metric.Unit
UNITS = {
    _Code.FOLLOWERS: _Unit.COUNT,
    _Code.REACH: _Unit.COUNT,
    _Code.VIEWS: _Unit.COUNT,
    _Code.ENGAGEMENT: _Unit.COUNT,
    _Code.ENGAGEMENT_RATE: _Unit.PERCENT,
    _Code.CLICKS: _Unit.COUNT,
    _Code.LEADS: _Unit.COUNT,
    _Code.RESPONSE_TIME: _Unit.MINUTES,
    _Code.ORDERS: _Unit.COUNT,
}


def ensure(company: UUID) -> None:
    """Those that every company has. Twice is harmless."""
    less = Metric.Better.DOWN
    Metric.objects.bulk_create(
        [
            Metric(
                company_id=company,
                code=code,
                unit=unit,
                better=less if code == _Code.RESPONSE_TIME else Metric.Better.UP,
            )
            for code, unit in UNITS.items()
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def add(*, by: Membership, name: str, unit: str, better: str = Metric.Better.UP, note: str = "") -> Metric:
    demand(by, Ability.SET_OBJECTIVES)
    metric = Metric(company_id=by.company_id)
    keep(metric, {"own_name": _named(by.company_id, name), "unit": unit, "better": better, "note": one_line(note)})
    tell("metric.added", metric, by, name=metric.name)
    return metric


@transaction.atomic
def change(metric: Metric, *, by: Membership, name: str, unit: str, better: str, note: str = "") -> Metric:
    """Only the company's own; those that every company has mean the same everywhere.

    What was signed with it is signed anew. One that a closed cycle was measured by keeps its meaning.
    """
    demand(by, Ability.SET_OBJECTIVES)
    used = [hold(one, by) for one in Cycle.objects.filter(**_using(metric), state=Cycle.State.OPEN).order_by("pk")]
    metric = Metric.objects.select_for_update(no_key=True).get(pk=metric.pk, company=by.company_id)
    if metric.code:
        raise NotValid(_("This indicator comes with the product. Add one of your own instead."))
    own_name = _named(by.company_id, name, metric)
    changed = keep(metric, {"own_name": own_name, "unit": unit, "better": better, "note": one_line(note)})
    if set(changed) - {"note"} and Cycle.objects.filter(**_using(metric), state=Cycle.State.CLOSED).exists():
        raise Closed(
            _("A closed cycle was measured by this indicator, so it keeps its meaning. Add a new one instead.")
        )
    if changed:
        tell("metric.changed", metric, by, name=metric.name)
        for cycle in used:
            settle(cycle, by, Act.OBJECTIVES, Act.PLAN, Act.REVIEW)
    return metric


@transaction.atomic
def retire(metric: Metric, *, by: Membership) -> None:
    """It is offered no more; objectives that use it keep it."""
    demand(by, Ability.SET_OBJECTIVES)
    if Metric.objects.filter(pk=metric.pk, company=by.company_id, retired_at=None).update(retired_at=now()):
        tell("metric.retired", metric, by, name=metric.name)


def _using(metric: Metric) -> dict[str, Any]:
    return {"pk__in": metric.objectives.values("cycle")}


def _named(company: UUID, name: str, mine: Metric | None = None) -> str:
    given = one_line(name)
    if not given:
        raise NotValid(_("Give the indicator a name."))
    same = Metric.objects.filter(company=company, own_name=given)
    if (same.exclude(pk=mine.pk) if mine else same).exists():
        raise NotValid(_("There is already an indicator with this name. Choose another name."))
    return given
