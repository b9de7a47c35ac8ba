"""F-01 out as XLSX and in again is the same plan, record by record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import translation

from minassa.documents.f01.reading import read
from minassa.events.models import Event
from minassa.planning import activities, initiatives, objectives, priorities, signing
from minassa.planning.activities import CostOf, EffortOf
from minassa.planning.importing import Brought, bring_in
from minassa.planning.metrics import add as add_metric
from minassa.planning.models import Activity, Cycle
from minassa.planning.models.signature import Act
from minassa.planning.sheets import sheet_of
from minassa.testing.cast import Cast, make_member
from minassa.testing.planned import an_activity, approved, measurable, open_cycle
from minassa.web import f01
from minassa.web.f01_importing import meant
from minassa.web.f01_names import Names

F01 = (
    "number", "name", "kind", "platforms", "responsible_id", "starts_on", "deadline", "expected", "state", "impact",
    "urgency", "effort", "rank", "rank_reason",
)  # fmt: skip


def records(cycle: Cycle) -> dict[str, Any]:
    """The plan as its rows stand, by what they say and not by their ids."""
    sheet = sheet_of(cycle)
    aims = [(o.statement, o.metric_id, o.baseline, o.target, o.due_on, o.weight) for o in cycle.objectives.all()]
    return {
        "objectives": aims,
        "initiatives": [
            (g.initiative.name, g.initiative.objective.statement if g.initiative.objective else None)
            for g in sheet.groups
        ],
        "activities": [
            (
                group.initiative.name,
                *(getattr(row.activity, name) for name in F01),
                [(e.position, e.member_id, e.who, e.people, e.hours) for e in row.efforts],
                [(c.position, c.what, c.platform, c.party_id, c.asked) for c in row.costs],
                row.after,
            )
            for group in sheet.groups
            for row in group.rows
        ],
    }


def rich(cast: Cast) -> Cycle:
    cycle, agency = open_cycle(cast), cast.agency
    make_member(cast.company, "Huda2").user.__class__.objects.filter(email="huda2@example.com").update(name="Huda")
    own = add_metric(by=cast.omar, name="طلبات واتساب", unit="count")
    first = measurable(cast, cycle, "المزيد من المتابعين، ١٥٪")
    objectives.add(cycle, by=cast.omar, statement="Orders by message", metric=own, target=Decimal("4.5"), weight=3)
    initiatives.add(cycle, by=cast.omar, name="Nothing in it yet")
    season = initiatives.add(cycle, by=cast.omar, name="موسم التمور «2026»", objective=first)
    one = activities.add(
        season, by=cast.omar, name="=صوّر 30 منتجًا +966", kind="production", platforms=["instagram", "x", "tiktok"],
        responsible=cast.huda, starts_on=date(2026, 10, 3), deadline=date(2026, 11, 4), expected="سطر\nثانٍ: 15,000",
        efforts=[
            EffortOf(Decimal("7.5"), cast.huda), EffortOf(Decimal(20), who="مصوّر × رئيسي", people=2),
            EffortOf(Decimal(3), cast.nabil),
        ],
        costs=[
            CostOf("إعلانات", Decimal("1250.50"), "instagram", agency), CostOf("إعلانات", Decimal("10"), "x"),
            CostOf("Studio", Decimal(0), "", agency),
        ],
    )  # fmt: skip
    two = activities.add(
        season, by=cast.omar, name="Wait for it", after=[one], responsible=cast.omar, deadline=date(2026, 12, 1),
        efforts=[EffortOf(Decimal(1), cast.omar)],
    )  # fmt: skip
    done = approved(cast, an_activity(cast, cycle, "Done", cost=300, responsible=cast.layla))
    activities.progress(done, by=cast.omar, state="done")
    gone = an_activity(cast, cycle, "Dropped", cost=0)
    activities.drop(gone, by=cast.omar, reason="No stock")
    priorities.rate(one, by=cast.omar, impact=5, urgency=4, effort=1)
    priorities.rate(two, by=cast.omar, impact=1, urgency=1, effort=5)
    priorities.move(two, by=cast.omar, to=1, reason="The manager asked")
    activities.renumber(cycle, by=cast.omar, order=[done.pk, two.pk, one.pk])
    return cycle


def exported(cast: Cast, cycle: Cycle, language: str = "ar", who: Any = None) -> bytes:
    request: Any = RequestFactory().get("/")
    request.member, request.company = who or cast.omar, cast.company
    with translation.override(language):
        return f01.made(request, cycle, "xlsx", language)


def imported(cast: Cast, cycle: Cycle, file: bytes, **how: Any) -> Brought:
    found = meant(read(file), sheet_of(cycle), Names(cast.omar))
    assert found.faults == []
    initiatives, objectives = found.initiatives, found.objectives
    return bring_in(cycle, by=cast.omar, rows=found.rows, initiatives=initiatives, objectives=objectives, **how)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_into_an_empty_cycle_the_records_are_equal(cast: Cast, language: str) -> None:
    cycle = rich(cast)
    empty = open_cycle(cast, "Q1", date(2027, 1, 1), date(2027, 3, 31))
    brought = imported(cast, empty, exported(cast, cycle, language))
    assert len(brought.added) == 4 and records(empty) == records(cycle)
    assert not Activity.objects.filter(cycle=empty).exclude(approval="draft").exists()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_over_itself_nothing_happens_and_no_signature_falls(cast: Cast, language: str) -> None:
    cycle = rich(cast)
    for one in cycle.activities.exclude(state="dropped").exclude(approval="approved"):
        approved(cast, one)
    for person in (cast.omar, cast.layla):
        signing.sign(cycle, Act.PLAN, by=person)
    before, told = records(cycle), Event.objects.count()
    rows = list(Activity.objects.order_by("pk").values())
    brought = imported(cast, cycle, exported(cast, cycle, language))
    assert (brought.added, brought.changed, len(brought.same)) == ([], [], 4) and brought.changes_nothing
    assert (records(cycle), Event.objects.count()) == (before, told)
    assert list(Activity.objects.order_by("pk").values()) == rows
    assert all(one.stands for one in signing.signatures_of(cycle, Act.PLAN))


def test_a_trial_says_what_would_happen_and_nothing_does(cast: Cast) -> None:
    cycle = rich(cast)
    file, before = exported(cast, cycle), records(cycle)
    activity = cycle.activities.get(name="Wait for it")
    activities.change(activity, by=cast.omar, name="Another name", expected="More")
    told = Event.objects.count()
    brought = imported(cast, cycle, file, is_trial=True)
    assert [one.pk for one in brought.changed] == [activity.pk]
    assert sorted(brought.what[activity.pk]) == ["expected", "name"]
    assert records(cycle) != before and Event.objects.count() == told
    imported(cast, cycle, file)
    assert records(cycle) == before


def test_rows_that_change_places_in_the_file_change_numbers(cast: Cast) -> None:
    cycle = rich(cast)
    file, before = exported(cast, cycle), records(cycle)
    activities.renumber(cycle, by=cast.omar, order=[one.pk for one in cycle.activities.order_by("-number")])
    imported(cast, cycle, file)
    assert records(cycle) == before


def test_a_file_of_another_plan_adds_to_what_is_there_and_changes_none_of_it(cast: Cast) -> None:
    cycle = rich(cast)
    other = open_cycle(cast, "Q1", date(2027, 1, 1), date(2027, 3, 31))
    mine = an_activity(cast, other, "Mine")
    brought = imported(cast, other, exported(cast, cycle))
    assert len(brought.added) == 4 and brought.changed == []
    assert Activity.objects.get(pk=mine.pk).name == "Mine" and other.activities.count() == 5
    assert imported(cast, other, exported(cast, cycle)).changes_nothing


def test_a_file_without_money_takes_no_money_away(cast: Cast) -> None:
    cycle = rich(cast)
    before = records(cycle)
    brought = imported(cast, cycle, exported(cast, cycle, who=cast.huda))
    assert brought.changes_nothing and records(cycle) == before


def test_a_name_that_is_nobodys_is_a_fault_of_its_cell(cast: Cast) -> None:
    cycle = open_cycle(cast)
    an_activity(cast, cycle)
    file = exported(cast, cycle, "en")
    cast.huda.user.__class__.objects.filter(pk=cast.huda.user.pk).update(name="Somebody else")
    with translation.override("en"):
        [fault, *rest] = meant(read(file), sheet_of(cycle), Names(cast.omar)).faults
    assert rest == [] and (fault.sheet, fault.cell) == ("The plan F-01", "E5")
    assert "nobody of this company" in fault.reason
