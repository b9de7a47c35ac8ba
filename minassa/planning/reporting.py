"""Step 7: periodic reports on how the work goes, with challenges and proposed solutions."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.planning.budgeting import totals
from minassa.planning.errors import NotNow
from minassa.planning.holding import again, hold, keep, tell
from minassa.planning.models import Activity, Challenge, Cycle, ProgressReport, ReportLine, Solution

DAY = timedelta(days=1)
_State, _Rhythm = ProgressReport.State, Cycle.Rhythm
WRITABLE = (_State.DUE, _State.DRAFT, _State.RETURNED)

Figures = Callable[[Cycle, date, date], Mapping[str, Any]]
FIGURES: list[Figures] = []  # a room above adds what it knows of a period: published against planned, indicators


@dataclass(frozen=True)
class ChallengeOf:
    said: str
    solutions: Sequence[str] = ()
    activity: Activity | None = None


def periods(cycle: Cycle, reported: Sequence[tuple[date, date]] = ()) -> list[tuple[date, date]]:
    """Every period of the cycle to its end: those that have a report as they are, the rest by the company's rhythm."""
    kept = sorted(reported)
    first = kept[-1][1] + DAY if kept else cycle.starts_on
    return [*kept, *_coming(cycle, first)]


def due_of(cycle: Cycle, ends_on: date) -> date:
    return ends_on + timedelta(days=cycle.report_grace_days)


@transaction.atomic
def ensure_due(cycle: Cycle) -> list[ProgressReport]:
    """A report for every period that has begun; twice is harmless. Returns those that are new."""
    cycle = Cycle.objects.select_for_update().select_related("company").get(pk=cycle.pk)
    if not cycle.is_open:
        return []
    today = cycle.company.local_now().date()
    reported = list(cycle.reports.values_list("starts_on", "ends_on"))
    return ProgressReport.objects.bulk_create(
        ProgressReport(
            company_id=cycle.company_id, cycle=cycle, starts_on=first, ends_on=last, due_on=due_of(cycle, last)
        )
        for first, last in periods(cycle, reported)[len(reported) :]
        if first <= today
    )


@transaction.atomic
def draft(report: ProgressReport, *, by: Membership) -> ProgressReport:
    """Fill it from the records as they are now; what was already written by hand stays."""
    demand(by, Ability.WRITE_REPORTS)
    cycle, report = hold(report.cycle_id, by), _writable(report)
    today = min(report.ends_on, cycle.company.local_now().date())
    said = dict(report.lines.values_list("activity", "said"))
    report.lines.all().delete()
    of = {"company_id": cycle.company_id, "cycle": cycle, "report": report}
    ReportLine.objects.bulk_create(
        ReportLine(
            activity=one,
            state=one.state,
            progress=one.progress,
            is_late=is_late(one, today),
            said=said.get(one.pk, one.progress_note),
            **of,
        )
        for one in _of_period(cycle, report)
    )
    report.figures = _figures(cycle, report)
    report.state, report.drafted_at = _State.DRAFT if report.state == _State.DUE else report.state, now()
    report.writer = report.writer or by
    report.save()
    tell("report.drafted", report, by, period=str(report))
    return report


@transaction.atomic
def write(
    report: ProgressReport,
    *,
    by: Membership,
    summary: str,
    lines: Mapping[UUID, str] | None = None,
    challenges: Sequence[ChallengeOf] = (),
) -> ProgressReport:
    """What the team says: in sum, of each activity (by its id), and each challenge with its proposed solutions."""
    demand(by, Ability.WRITE_REPORTS)
    cycle, report = hold(report.cycle_id, by), _writable(report)
    report.summary, report.writer = summary.strip(), report.writer or by
    report.state = _State.DRAFT if report.state == _State.DUE else report.state
    report.save()
    for line in report.lines.filter(activity__in=list(lines or {})):
        line.said = (lines or {})[line.activity_id].strip()
        line.save(update_fields=["said"])
    report.challenges.all().delete()
    of = {"company_id": cycle.company_id, "cycle": cycle}
    for place, one in enumerate(each for each in challenges if each.said.strip()):
        challenge = Challenge(report=report, position=place, **of)
        keep(challenge, {"said": one.said.strip(), "activity": one.activity})
        solutions = [each.strip() for each in one.solutions if each.strip()]
        Solution.objects.bulk_create(
            Solution(challenge=challenge, position=at, said=said, **of) for at, said in enumerate(solutions)
        )
    tell("report.written", report, by, period=str(report))
    return report


@transaction.atomic
def submit(report: ProgressReport, *, by: Membership) -> ProgressReport:
    """Each challenge has at least one proposed solution."""
    demand(by, Ability.WRITE_REPORTS)
    _cycle, report = hold(report.cycle_id, by), _writable(report)
    if not report.summary:
        raise NotValid(_("Write in a few words how the work went."))
    if report.challenges.filter(solutions__isnull=True).exists():
        raise NotValid(_("Propose at least one solution to each challenge."))
    report.state, report.submitted_by, report.submitted_at = _State.SUBMITTED, by.user, now()
    report.returned_note = ""
    report.save()
    tell("report.submitted", report, by, period=str(report))
    return report


@transaction.atomic
def receive(report: ProgressReport, *, by: Membership) -> ProgressReport:
    demand(by, Ability.RECEIVE_REPORTS)
    report = _submitted(report, by)
    report.state, report.received_by, report.received_at = _State.RECEIVED, by.user, now()
    report.save()
    tell("report.received", report, by, period=str(report))
    return report


@transaction.atomic
def send_back(report: ProgressReport, *, by: Membership, note: str) -> ProgressReport:
    demand(by, Ability.RECEIVE_REPORTS)
    report = _submitted(report, by)
    if not note.strip():
        raise NotValid(_("Write what is to be changed."))
    report.state, report.returned_note = _State.RETURNED, note.strip()
    report.save()
    tell("report.returned", report, by, period=str(report), note=report.returned_note)
    return report


@transaction.atomic
def remind(cycle: Cycle) -> int:
    """Overdue reports go on record: the day after they were due for the writer, three days later for the officer."""
    cycle = Cycle.objects.select_for_update().select_related("company").get(pk=cycle.pk)
    if not cycle.is_open:
        return 0
    today, told = cycle.company.local_now().date(), 0
    for one in cycle.reports.filter(state__in=WRITABLE, due_on__lt=today):
        if one.reminded_at is None:
            one.reminded_at = now()
            tell("report.overdue", one, None, period=str(one), due_on=one.due_on)
        elif one.escalated_at is None and one.due_on + 3 * DAY < today:
            one.escalated_at = now()
            tell("report.escalated", one, None, period=str(one), due_on=one.due_on)
        else:
            continue
        one.save(update_fields=["reminded_at", "escalated_at"])
        told += 1
    return told


def is_late(activity: Activity, today: date) -> bool:
    over = activity.state in (Activity.State.DONE, Activity.State.DROPPED)
    return not over and activity.deadline is not None and activity.deadline < today


def _coming(cycle: Cycle, first: date) -> Iterator[tuple[date, date]]:
    while first <= cycle.ends_on:
        last = min(_last_day(cycle, first), cycle.ends_on)
        yield first, last
        first = last + DAY


def _last_day(cycle: Cycle, first: date) -> date:
    match cycle.report_rhythm:
        case _Rhythm.WEEKLY:
            return first + timedelta(days=6)
        case _Rhythm.FORTNIGHTLY:
            return first + timedelta(days=13)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _of_period(cycle: Cycle, report: ProgressReport) -> list[Activity]:
    """What should have been worked on by the end of the period, or was."""
    found = cycle.activities.exclude(state=Activity.State.DROPPED)
    return [
        one
        for one in found
        if one.state != Activity.State.PLANNED or one.starts_on is None or one.starts_on <= report.ends_on
    ]


def _figures(cycle: Cycle, report: ProgressReport) -> dict[str, Any]:
    whole = totals(cycle).whole
    lines = list(report.lines.all())
    figures: dict[str, Any] = {
        "done": sum(one.state == Activity.State.DONE for one in lines),
        "late": sum(one.is_late for one in lines),
        "activities": len(lines),
        "approved": str(whole.approved),
        "spent": str(whole.spent),
    }
    for known in FIGURES:
        figures |= known(cycle, report.starts_on, report.ends_on)
    return figures


def _writable(report: ProgressReport) -> ProgressReport:
    report = again(report)
    if report.state not in WRITABLE:
        raise NotNow(_("This report was submitted. The officer can return it to be changed."))
    return report


def _submitted(report: ProgressReport, by: Membership) -> ProgressReport:
    hold(report.cycle_id, by)
    report = again(report)
    if report.state != _State.SUBMITTED:
        raise NotNow(_("This report is not waiting to be received."))
    return report
