"""Progress reports: drafted from the records, written, submitted, received or returned; overdue ones are told once."""

from __future__ import annotations

import smtplib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import translation

from minassa.core.clock import now
from minassa.events.models import Event
from minassa.people.companies import NotValid
from minassa.planning import activities, budgeting, cycles, reporting
from minassa.planning.errors import EditedElsewhere, NotNow
from minassa.planning.mail_jobs import remind_of_report
from minassa.planning.models import Cycle, ProgressReport
from minassa.planning.reporting import ChallengeOf
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State
from minassa.testing.cast import Cast
from minassa.testing.mail import MailServer
from minassa.testing.planned import an_activity, approved, open_cycle, opened
from minassa.testing.stage import make_channel, planned

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """Begun three weeks ago: its first fortnight is over."""
    today = cast.company.local_now().date()
    return open_cycle(cast, starts_on=today - timedelta(days=21), ends_on=today + timedelta(days=60))


def first(cycle: Cycle, cast: Cast) -> ProgressReport:
    return reporting.begin(cycle, cycle.starts_on, by=cast.huda)


def asked_for() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT convert_from(payload, 'UTF8')::json->'args' FROM pgqueuer"
            " WHERE entrypoint = 'planning.remind_of_report' ORDER BY id"
        )
        return [row[0] for row in cursor.fetchall()]


def test_a_period_that_has_not_begun_has_no_report(cast: Cast, cycle: Cycle) -> None:
    with pytest.raises(NotNow):
        reporting.begin(cycle, cycle.starts_on + timedelta(days=42), by=cast.huda)


def test_it_is_drafted_from_what_was_done_and_what_is_late(cast: Cast, cycle: Cycle) -> None:
    today = cast.company.local_now().date()
    done = approved(cast, an_activity(cast, cycle, "Film", starts_on=cycle.starts_on, deadline=today))
    activities.progress(done, by=cast.huda, state="done", note="In two days", on=cycle.starts_on + timedelta(days=3))
    late = cycle.starts_on + timedelta(days=5)
    an_activity(cast, cycle, "Print", starts_on=cycle.starts_on, deadline=late)
    an_activity(cast, cycle, "Later", starts_on=today + timedelta(days=20), deadline=cycle.ends_on)
    report = first(cycle, cast)
    lines = {one.activity.name: one for one in report.lines.all()}
    assert set(lines) == {"Film", "Print"} and lines["Film"].said == "In two days" and lines["Print"].is_late
    assert report.figures["done"] == 1 and report.figures["late"] == 1
    second = reporting.begin(cycle, cycle.starts_on + timedelta(days=14), by=cast.huda)
    assert [one.activity.name for one in second.lines.all()] == ["Print"]  # what was over before is not told again


def test_published_is_set_against_what_the_mechanism_wants(cast: Cast) -> None:
    cycle = opened(cast, "x")
    channel = make_channel(cast.company, "handoff", limits={"platform": "x"})
    for _number in range(2):
        one = planned(cast.huda, cast.omar, channel, "أرز", now() + timedelta(days=1))
        Delivery.objects.filter(pk=one.pk).update(state=State.SENT, sent_at=now())
    stage = make_channel(cast.company, "rehearsal", limits={"platform": "x"})
    one = planned(cast.huda, cast.omar, stage, "تجربة", now() + timedelta(days=1))
    Delivery.objects.filter(pk=one.pk).update(state=State.SENT, sent_at=now())
    reporting.ensure_due(cycle)
    report = reporting.draft(cycle.reports.order_by("-starts_on")[0], by=cast.huda)
    [row] = report.figures["platforms"]
    days = (min(report.ends_on, cast.company.local_now().date()) - report.starts_on).days + 1
    assert row == {"platform": "x", "planned": 3 * days // 7, "published": 2, "failed": 0}


def test_drafting_again_keeps_what_was_written_by_hand(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle)
    report = first(cycle, cast)
    reporting.write(report, by=cast.huda, summary="It goes", lines={activity.pk: "Half of it"})
    again = reporting.draft(report, by=cast.huda)
    assert again.summary == "It goes" and again.lines.get().said == "Half of it"


def test_an_edit_over_someone_elses_newer_words_is_refused(cast: Cast, cycle: Cycle) -> None:
    report = first(cycle, cast)
    seen = reporting.edition_of(report)
    reporting.write(report, by=cast.omar, summary="Theirs", edition=seen)
    with pytest.raises(EditedElsewhere):
        reporting.write(report, by=cast.huda, summary="Mine", edition=seen)
    reporting.write(report, by=cast.huda, summary="Mine", edition=reporting.edition_of(report))
    assert ProgressReport.objects.get(pk=report.pk).summary == "Mine"


def test_a_challenge_without_a_solution_is_not_submitted(cast: Cast, cycle: Cycle) -> None:
    report = first(cycle, cast)
    reporting.write(report, by=cast.huda, summary="It goes", challenges=[ChallengeOf("Rain")])
    with pytest.raises(NotValid):
        reporting.submit(report, by=cast.huda)
    reporting.write(report, by=cast.huda, summary="It goes", challenges=[ChallengeOf("Rain", ["A roof"])])
    reporting.submit(report, by=cast.huda)
    with pytest.raises(NotNow):
        reporting.write(report, by=cast.huda, summary="Otherwise")
    with pytest.raises(PermissionDenied):
        reporting.receive(report, by=cast.huda)
    reporting.receive(report, by=cast.omar)
    assert ProgressReport.objects.get(pk=report.pk).received_by == cast.omar.user


def test_an_overdue_report_is_told_to_its_writer_and_later_to_the_officer_each_once(
    cast: Cast, cycle: Cycle, mail_server: MailServer
) -> None:
    report = first(cycle, cast)
    reporting.remind(cycle)
    reporting.remind(cycle)
    assert asked_for() == [[str(report.pk), str(cast.huda.pk), False]]
    with time_machine.travel(now() + timedelta(days=3), tick=False):
        reporting.remind(cycle)
        reporting.remind(cycle)
    assert asked_for()[1:] == [[str(report.pk), str(cast.omar.pk), True]]
    for args in asked_for() * 2:  # a job can start twice
        remind_of_report(*args)
    assert [one["To"] for one in mail_server.taken] == ["huda@example.com", "omar@example.com"]
    assert f"/c/noor/reports/{report.pk}/" in mail_server.taken[0].get_content()
    assert Event.objects.filter(verb="report.reminder_mailed", subject_id=report.pk).count() == 2


def test_a_reminder_that_the_server_refuses_is_not_called_sent(
    cast: Cast, cycle: Cycle, mail_server: MailServer
) -> None:
    report = first(cycle, cast)
    mail_server.answer = "451 come back later"
    with pytest.raises(smtplib.SMTPException):
        remind_of_report(str(report.pk), str(cast.huda.pk), False)
    assert not Event.objects.filter(verb="report.reminder_mailed").exists()
    assert Event.objects.get(verb="report.reminder_refused").facts["said"].startswith("451")


def test_a_report_that_came_in_meanwhile_reminds_nobody(cast: Cast, cycle: Cycle, mail_server: MailServer) -> None:
    report = first(cycle, cast)
    reporting.write(report, by=cast.huda, summary="It goes")
    reporting.submit(report, by=cast.huda)
    remind_of_report(str(report.pk), str(cast.huda.pk), False)
    assert mail_server.taken == []


def test_without_a_writer_those_whose_activities_it_is_about_are_reminded(
    cast: Cast, cycle: Cycle, mail_server: MailServer
) -> None:
    an_activity(cast, cycle, starts_on=date.fromordinal(cycle.starts_on.toordinal()))
    reporting.ensure_due(cycle)
    reporting.remind(cycle)
    assert [args[1] for args in asked_for()] == [str(cast.huda.pk)]


def test_nobody_owes_a_report_of_a_period_before_the_cycle_was_opened(cast: Cast) -> None:
    today = cast.company.local_now().date()
    begun, ends = today - timedelta(days=40), today + timedelta(days=50)
    late = cycles.start(by=cast.omar, name="Q", starts_on=begun, ends_on=ends)
    owed = reporting.ensure_due(late)
    assert [one.starts_on for one in owed] == [begun + timedelta(days=28)]


def test_what_was_spent_after_the_period_is_the_next_reports(cast: Cast, cycle: Cycle) -> None:
    line = approved(cast, an_activity(cast, cycle)).cost_lines.get()
    for days, amount in ((3, 100), (20, 40)):
        on = cycle.starts_on + timedelta(days=days)
        budgeting.spend(line, by=cast.omar, what="Rent", amount=Decimal(amount), on=on)
    figures = first(cycle, cast).figures
    assert (figures["spent"], figures["initiatives"][0]["spent"]) == ("100.00", "100.00")
