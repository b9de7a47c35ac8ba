"""Step 7: periodic reports on how the work goes, with challenges and proposed solutions."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from json import dumps
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.planning import report_mail
from minassa.planning.errors import EditedElsewhere, NotNow
from minassa.planning.holding import again, hold, keep, tell
from minassa.planning.mail_jobs import remind_of_report
from minassa.planning.models import Activity, Challenge, Cycle, ProgressReport, ReportLine, Solution
from minassa.planning.report_figures import figures, is_late, of_period

DAY = timedelta(days=1)
_State, _Rhythm = ProgressReport.State, Cycle.Rhythm
WRITABLE = (_State.DUE, _State.DRAFT, _State.RETURNED)


@dataclass(frozen=True)
class ChallengeOf:
    said: str
    solutions: Sequence[str] = ()
    activity: Activity | None = None


def periods(cycle: Cycle, reported: Sequence[tuple[date, date]] = ()) -> list[tuple[date, date]]:
    """Every period of the cycle to its end: those that have a report as they are, the rest by the company's rhythm.
    Nobody owes a report of a period that was over before the cycle was opened."""
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
def begin(cycle: Cycle, starts_on: date, *, by: Membership) -> ProgressReport:
    """The report of the period that begins on this day, drafted from the records."""
    demand(by, Ability.WRITE_REPORTS)
    ensure_due(hold(cycle, by))
    report = cycle.reports.filter(starts_on=starts_on).first()
    if report is None:
        raise NotNow(_("That period has not begun yet."))
    return draft(report, by=by)


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
        for one in of_period(cycle, report)
    )
    report.figures = figures(cycle, report, list(report.lines.all()))
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
    edition: str | None = None,
) -> ProgressReport:
    """What the team says: in sum, of each activity (by its id), and each challenge with its proposed solutions.

    `edition`: of the words that were read before; raises EditedElsewhere when somebody wrote others since.
    """
    demand(by, Ability.WRITE_REPORTS)
    cycle, report = hold(report.cycle_id, by), _writable(report)
    if edition is not None and edition != edition_of(report):
        raise EditedElsewhere(
            _(
                "Somebody else wrote in this report meanwhile. Your words are kept on this page: look at theirs, then"
                " save again to put yours in their place."
            )
        )
    report.summary, report.writer = summary.strip(), report.writer or by
    report.state = _State.DRAFT if report.state == _State.DUE else report.state
    report.save()
    said_of = list(report.lines.filter(activity__in=list(lines or {})))
    for line in said_of:
        line.said = (lines or {})[line.activity_id].strip()
    ReportLine.objects.bulk_update(said_of, ["said"])
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
    """Overdue reports go on record: the day after they were due for the writer, three days later for the officer.
    The writer always has those three days, also where an old report is found late."""
    cycle = Cycle.objects.select_for_update().select_related("company").get(pk=cycle.pk)
    if not cycle.is_open:
        return 0
    today, told = cycle.company.local_now().date(), 0
    for one in cycle.reports.filter(state__in=WRITABLE, due_on__lt=today):
        if one.reminded_at is None:
            one.reminded_at = now()
            tell("report.overdue", one, None, period=str(one), due_on=one.due_on)
            _mail(one, report_mail.writers(one), is_escalated=False)
        elif one.escalated_at is None and one.reminded_at + 3 * DAY <= now():
            one.escalated_at = now()
            tell("report.escalated", one, None, period=str(one), due_on=one.due_on)
            _mail(one, report_mail.officers(one), is_escalated=True)
        else:
            continue
        one.save(update_fields=["reminded_at", "escalated_at"])
        told += 1
    return told


def edition_of(report: ProgressReport) -> str:
    """Changes with every word of the team, and with nothing else."""
    lines = report.lines.exclude(said="").order_by("activity_id").values_list("activity_id", "said")
    challenges = report.challenges.order_by("position", "id").values_list("said", "activity_id", "solutions__said")
    summary = ProgressReport.objects.values_list("summary", flat=True).get(pk=report.pk)
    words = [summary, list(lines), list(challenges.order_by("position", "id", "solutions__position"))]
    return sha256(dumps(words, default=str).encode()).hexdigest()[:32]


def _mail(report: ProgressReport, people: Sequence[Membership], *, is_escalated: bool) -> None:
    """Asked for in the transaction that puts it on record. Without a mail server the pages alone say it."""
    if settings.EMAIL_HOST:
        for one in people:
            remind_of_report.later(str(report.pk), str(one.pk), is_escalated)


def _coming(cycle: Cycle, first: date) -> Iterator[tuple[date, date]]:
    while first <= cycle.ends_on:
        last = min(_last_day(cycle, first), cycle.ends_on)
        if last >= cycle.opened_on:
            yield first, last
        first = last + DAY


def _last_day(cycle: Cycle, first: date) -> date:
    match cycle.report_rhythm:
        case _Rhythm.WEEKLY:
            return first + timedelta(days=6)
        case _Rhythm.FORTNIGHTLY:
            return first + timedelta(days=13)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


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
