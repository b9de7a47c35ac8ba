"""What must hold whatever people do, in whatever order; each raises AssertionError, with what broke it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Sum

from minassa.planning import readiness
from minassa.planning.contents import digest
from minassa.planning.models import (
    Activity,
    ApprovalRequest,
    ApprovalStep,
    CostLine,
    Cycle,
    Effort,
    Mechanism,
    Meeting,
    Objective,
    Override,
    Service,
    Signature,
    TeamAssignment,
)
from minassa.planning.models.signature import Act

NOTHING = Decimal(0)


def of_a_cycle() -> list[str]:
    """Every table whose rows belong to a cycle, read from the models themselves."""
    models = apps.get_app_config("planning").get_models()
    return sorted(one._meta.db_table for one in models if any(field.name == "cycle" for field in one._meta.fields))


def print_of(cycle: UUID) -> str:
    """Of every row of the cycle, with all its columns."""
    rows = [f"SELECT '{table}' AS t, x::text AS r FROM {table} x WHERE cycle_id = %(cycle)s" for table in of_a_cycle()]
    rows.append("SELECT 'cycle' AS t, x::text AS r FROM planning_cycle x WHERE id = %(cycle)s")
    with connection.cursor() as cursor:
        union = " UNION ALL ".join(rows)
        cursor.execute(f"SELECT md5(string_agg(t || r, '' ORDER BY t, r)) FROM ({union}) every", {"cycle": cycle})
        return str(cursor.fetchone()[0])


def money_given() -> dict[UUID, Decimal]:
    return dict(CostLine.objects.values_list("pk", "approved"))


def only_a_verdict_gives_money(before: Mapping[UUID, Decimal], *, decided: bool) -> None:
    after = money_given()
    more = {pk: amount for pk, amount in after.items() if amount > before.get(pk, NOTHING)}
    assert decided or not more, f"money was approved by nobody: {more}"


def approved_money_has_its_ceilings() -> None:
    for cycle in Cycle.objects.all():
        lines = list(cycle.cost_lines.all())
        assert cycle.approved == sum((one.approved for one in lines), NOTHING)
        assert cycle.budget is None or cycle.approved <= cycle.budget
        for one in lines:
            assert one.committed + one.spent <= one.approved <= one.asked, one
            paid = one.expenses.filter(voided_at=None).aggregate(sum=Sum("amount"))["sum"] or NOTHING
            assert one.spent == paid
    for activity in Activity.objects.annotate(has=Sum("cost_lines__approved")):
        granted = activity.requests.filter(state=ApprovalRequest.State.APPROVED).values_list("granted", flat=True)
        most = max((one for one in granted if one is not None), default=NOTHING)
        assert (activity.has or NOTHING) <= most, f"{activity} has more than anybody approved"


def nobody_decided_on_their_own_asking() -> None:
    for step in ApprovalStep.objects.exclude(verdict="").select_related("request", "stood_in_for"):
        asker = step.request.asked_by_id
        assert step.by_id != asker
        assert step.stood_in_for is None or step.stood_in_for.user_id != asker


def standing_signatures_fit_their_content() -> None:
    for one in Signature.objects.filter(fallen_at=None).select_related("cycle"):
        assert one.digest == digest(one.act, one.cycle, one.subject_id), f"{one} stands on changed content"


def constraints_hold() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def may_publish(company: UUID, platform: str) -> bool:
    """The manual's gate told anew, record by record: not by the code that keeps it."""
    cycles = Cycle.objects.filter(company=company)
    return not cycles.exists() or any(_lets(one, platform) for one in cycles.filter(state=Cycle.State.OPEN))


def _lets(cycle: Cycle, platform: str) -> bool:
    let = set(Override.objects.filter(cycle=cycle, withdrawn_at=None).values_list("step", flat=True))
    rest = (1 in let or _objectives(cycle)) and (3 in let or _team(cycle))
    if cycle.settled_at is None:
        rest = rest and (4 in let or _plan(cycle)) and (5 in let or _decided(cycle))
    return rest and (2 in let or _covered(cycle, platform))


def _objectives(cycle: Cycle) -> bool:
    every = list(Objective.objects.filter(cycle=cycle))
    whole = bool(every) and not any(readiness.of_objective(one) for one in every)
    return whole and _signed(Act.OBJECTIVES, cycle, cycle.pk) == {"manager", "officer"}


def _covered(cycle: Cycle, platform: str) -> bool:
    ready = [one for one in Mechanism.objects.filter(cycle=cycle) if not readiness.missing_of(one)]
    served = set(Service.objects.filter(mechanism__in=ready).values_list("objective", flat=True))
    mine = [one for one in ready if one.platform == platform]
    wanted = set(Objective.objects.filter(cycle=cycle).values_list("pk", flat=True))
    return bool(mine) and bool(wanted) and wanted <= served and "officer" in _signed(Act.MECHANISM, cycle, mine[0].pk)


def _team(cycle: Cycle) -> bool:
    places = TeamAssignment.objects.filter(
        cycle=cycle, starts_on__lte=cycle.ends_on, ends_on__gte=cycle.starts_on
    ).values_list("specialty", flat=True)
    formed = Meeting.objects.filter(cycle=cycle, purpose=Meeting.Purpose.FORMING, cancelled_at=None)
    return {"design", "social_media"} <= set(places) and any(one.minutes and one.minutes_at for one in formed)


def _plan(cycle: Cycle) -> bool:
    every = _going(cycle)
    return bool(every) and not any(
        readiness.of_activity(
            one,
            cycle,
            resources=Effort.objects.filter(activity=one).count() + CostLine.objects.filter(activity=one).count(),
        )
        for one in every
    )


def _decided(cycle: Cycle) -> bool:
    every = _going(cycle)
    return bool(every) and all(one.approval in ("approved", "postponed", "rejected") for one in every)


def _going(cycle: Cycle) -> list[Activity]:
    return [one for one in Activity.objects.filter(cycle=cycle) if one.state != Activity.State.DROPPED]


def _signed(act: Act, cycle: Cycle, subject: UUID) -> set[str]:
    """Only by signatures that fit the content as it is."""
    standing: Iterable[Signature] = Signature.objects.filter(act=act, subject_id=subject, fallen_at=None)
    return {one.capacity for one in standing if one.digest == digest(act, cycle, subject)}
