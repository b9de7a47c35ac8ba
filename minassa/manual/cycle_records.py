"""Cycles with all that says how their steps stand, in one query."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from minassa.people.models import Membership
from minassa.planning import standing
from minassa.planning.models import Cycle, Decision, Mechanism, ProgressReport
from minassa.planning.models.objective import Objective


def cycles_with_records(member: Membership) -> list[Any]:
    """The open ones and the last closed one, the latest on top."""
    closed = Cycle.objects.filter(company=member.company, state=Cycle.State.CLOSED).order_by("-starts_on")
    wanted = Cycle.objects.filter(company=member.company, state=Cycle.State.OPEN) | Cycle.objects.filter(
        pk__in=closed.values("pk")[:1]
    )
    return list(_with_records(wanted).order_by("-starts_on"))


def cycle_with_records(member: Membership, cycle: Cycle) -> Any:
    return _with_records(Cycle.objects.filter(company=member.company, pk=cycle.pk)).get()


def _with_records(wanted: QuerySet[Cycle]) -> QuerySet[Cycle]:
    mine: dict[str, Any] = {"cycle": OuterRef("pk")}
    reports = ProgressReport.objects.filter(**mine).order_by("starts_on")
    decisions = Decision.objects.filter(**mine).exclude(state=Decision.State.SETTLED)
    unreviewed = Objective.objects.filter(**mine, reached__isnull=True)
    found = standing.with_records(wanted).annotate(
        has_reports=ArraySubquery(
            reports.values(json=JSONObject(first="starts_on", last="ends_on", due="due_on", state="state"))
        ),
        has_open_decisions=ArraySubquery(
            decisions.values(json=JSONObject(question="question", due="due_on", state="state", id="id"))
        ),
        has_decisions=ArraySubquery(Decision.objects.filter(**mine).values("pk")[:1]),
        has_unreviewed=ArraySubquery(unreviewed.values("statement")),
        has_unmeasured=ArraySubquery(unreviewed.filter(measured__isnull=True).values("statement")),
        has_frequencies=ArraySubquery(
            Mechanism.objects.filter(**mine).values(
                json=JSONObject(id=F("id"), platform="platform", per_week="posts_per_week")
            )
        ),
    )
    return found.select_related("company")


def current(cycles: list[Any], member: Membership) -> Any:
    """The open cycle of today, else one past its end that is not closed, else the next, else the last closed."""
    today = member.company.local_now().date()
    open_ones = [one for one in cycles if one.is_open]
    of_today = [one for one in open_ones if one.starts_on <= today <= one.ends_on]
    past = [one for one in open_ones if one.ends_on < today]
    ahead = [one for one in open_ones if one.starts_on > today][::-1]
    return next(iter([*of_today, *past, *ahead, *cycles]), None)


def day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
