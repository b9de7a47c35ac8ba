"""A closed cycle never changes, signatures and events are written once: the database itself refuses, whoever writes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from minassa.events.models import Event
from minassa.planning import (
    activities,
    budgeting,
    choosing,
    launching,
    meetings,
    metrics,
    objectives,
    reporting,
    reviewing,
    signing,
)
from minassa.planning.choosing import CriterionOf, OptionOf
from minassa.planning.errors import Closed, NotReady
from minassa.planning.models import Activity, CostLine, Cycle, Meeting, Metric, ProgressReport, Signature
from minassa.planning.models.signature import Act
from minassa.planning.reporting import ChallengeOf
from minassa.planning.tests.promises import of_a_cycle, print_of
from minassa.testing.cast import Cast
from minassa.testing.planned import all_five, an_activity, approved, measurable, open_cycle, overridden, reviewed
from minassa.testing.stage import make_channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A row in every table, by the verbs."""
    cycle = all_five(cast, "bluesky")
    meetings.keep_minutes(Meeting.objects.get(), by=cast.omar, minutes="Huda designs.", decisions=["She begins"])
    line = CostLine.objects.get()
    order = budgeting.commit(line, by=cast.omar, what="Camera", amount=Decimal(100), on=date(2026, 11, 1))
    budgeting.spend(line, by=cast.omar, what="Camera", amount=Decimal(100), on=date(2026, 11, 2), commitment=order)
    second = an_activity(cast, cycle, "Cut the film", after=[Activity.objects.get()])
    activities.drop(second, by=cast.omar, reason="Not now")
    decision = choosing.open_decision(
        cycle, by=cast.omar, question="Who?", options=[OptionOf("Agency")], criteria=[CriterionOf("Price")]
    )
    pair = (decision.options.get().pk, decision.criteria.get().pk)
    choosing.score(decision, by=cast.omar, scores={pair: 4})
    reporting.ensure_due(cycle)
    report = ProgressReport.objects.order_by("starts_on")[0]
    reporting.draft(report, by=cast.huda)
    reporting.write(report, by=cast.huda, summary="It goes", challenges=[ChallengeOf("Rain", ["A roof"])])
    channel = make_channel(cast.company, "handoff", limits={"platform": "bluesky"})
    launching.tick(cycle, by=cast.huda, channel=channel, code="profile", proof_url="https://bsky.app/profile/noor")
    overridden(cast, cycle, 3)
    return cycle


@pytest.fixture
def closed(cast: Cast, cycle: Cycle) -> Cycle:
    return reviewing.close(reviewed(cast, cycle), by=cast.layla)


def refused(statement: str, **given: Any) -> str:
    with pytest.raises(IntegrityError) as told, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, given)
    return str(told.value)


def test_no_row_of_a_closed_cycle_is_changed_removed_or_added(closed: Cycle) -> None:
    before = print_of(closed.pk)
    for table in of_a_cycle():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE cycle_id = %s", [closed.pk])
            assert cursor.fetchone()[0], f"{table} has no row in this test: make one by its verb"
        mine = {"cycle": closed.pk}
        for statement in (
            f"UPDATE {table} SET company_id = company_id WHERE cycle_id = %(cycle)s",
            f"DELETE FROM {table} WHERE cycle_id = %(cycle)s",
            f"INSERT INTO {table} SELECT * FROM {table} WHERE cycle_id = %(cycle)s LIMIT 1",
        ):
            assert "the cycle is closed" in refused(statement, **mine), statement
    assert print_of(closed.pk) == before


def test_the_cycle_itself_is_neither_changed_reopened_nor_removed(closed: Cycle) -> None:
    for statement in (
        "UPDATE planning_cycle SET name = 'Another' WHERE id = %(cycle)s",
        "UPDATE planning_cycle SET state = 'open', closed_at = NULL WHERE id = %(cycle)s",
        "DELETE FROM planning_cycle WHERE id = %(cycle)s",
    ):
        assert "the cycle is closed" in refused(statement, cycle=closed.pk)


def test_no_row_moves_into_a_closed_cycle_or_out_of_it(cast: Cast, closed: Cycle) -> None:
    ahead = open_cycle(cast, "Q1", date(2027, 1, 1), date(2027, 3, 31))
    objective = measurable(cast, ahead)
    into = "UPDATE planning_objective SET cycle_id = %(cycle)s WHERE id = %(objective)s"
    assert "the cycle is closed" in refused(into, cycle=closed.pk, objective=objective.pk)
    out = "UPDATE planning_objective SET cycle_id = %(ahead)s WHERE cycle_id = %(cycle)s"
    assert "the cycle is closed" in refused(out, ahead=ahead.pk, cycle=closed.pk)


def test_the_next_cycle_carries_over_without_a_change_to_the_closed_one(cast: Cast, closed: Cycle) -> None:
    before = print_of(closed.pk)
    open_cycle(cast, "Q1", date(2027, 1, 1), date(2027, 3, 31), carry=closed)
    assert print_of(closed.pk) == before


def test_a_signature_only_ever_falls(cast: Cast, cycle: Cycle) -> None:
    one = Signature.objects.filter(act=Act.OBJECTIVES)[0]
    for statement in (
        "UPDATE planning_signature SET digest = repeat('0', 64) WHERE id = %(it)s",
        "UPDATE planning_signature SET by_id = %(other)s WHERE id = %(it)s",
        "UPDATE planning_signature SET fallen_at = now(), at = now() WHERE id = %(it)s",
        "DELETE FROM planning_signature WHERE id = %(it)s",
    ):
        assert "written once" in refused(statement, it=one.pk, other=cast.huda.user_id)
    objectives.change(cycle.objectives.get(), by=cast.omar, target=Decimal(300))
    one.refresh_from_db()
    assert one.fallen_at is not None
    stands_again = "UPDATE planning_signature SET fallen_at = NULL, fallen_by_id = NULL WHERE id = %(it)s"
    assert "written once" in refused(stands_again, it=one.pk)


def test_what_was_recorded_stays_as_it_was(cast: Cast, cycle: Cycle) -> None:
    event = Event.objects.filter(verb="signature.given")[0]
    assert "written once" in refused("UPDATE events_event SET verb = 'x' WHERE id = %(it)s", it=event.pk)
    assert "written once" in refused("DELETE FROM events_event WHERE id = %(it)s", it=event.pk)


def test_dropping_an_activity_is_a_change_to_the_plan_that_was_signed(cast: Cast, cycle: Cycle) -> None:
    free = an_activity(cast, cycle, "Free of charge", cost=0)
    approved(cast, free)
    signed = signing.sign(cycle, Act.PLAN, by=cast.layla)
    activities.drop(free, by=cast.omar, reason="Not now")
    signed.refresh_from_db()
    assert signed.fallen_at is not None


def test_an_indicator_that_changes_its_meaning_takes_the_signatures_with_it(cast: Cast) -> None:
    cycle, own = open_cycle(cast), metrics.add(by=cast.omar, name="Shops", unit="count")
    measurable(cast, cycle, metric=own)
    signed = signing.sign(cycle, Act.OBJECTIVES, by=cast.layla)
    metrics.change(own, by=cast.omar, name="Shops", unit="count", better="up", note="By the till")
    signed.refresh_from_db()
    assert signed.fallen_at is None
    metrics.change(own, by=cast.omar, name="Shops", unit="percent", better="up")
    signed.refresh_from_db()
    assert signed.fallen_at is not None


def test_an_indicator_keeps_the_meaning_a_closed_cycle_was_measured_by(cast: Cast) -> None:
    cycle, own = open_cycle(cast), metrics.add(by=cast.omar, name="Shops", unit="count")
    measurable(cast, cycle, metric=own)
    reviewing.close(reviewed(cast, cycle), by=cast.layla)
    with pytest.raises(Closed):
        metrics.change(own, by=cast.omar, name="Shops", unit="count", better="down")
    assert Metric.objects.get(pk=own.pk).better == "up"
    metrics.change(own, by=cast.omar, name="Shops", unit="count", better="up", note="By the till")


def test_a_cycle_without_objectives_ends_with_a_word_about_why(cast: Cast) -> None:
    empty = open_cycle(cast, "Empty", date(2027, 1, 1), date(2027, 3, 31))
    with pytest.raises(NotReady):
        signing.sign(empty, Act.REVIEW, by=cast.layla)
    reviewing.conclude(empty, by=cast.omar, words="The company moved house instead.")
    for by in (cast.layla, cast.omar):
        signing.sign(Cycle.objects.get(pk=empty.pk), Act.REVIEW, by=by)
    assert not reviewing.close(Cycle.objects.get(pk=empty.pk), by=cast.layla).is_open
