"""The list of a cycle's progress reports, and one report as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import reporting
from minassa.planning.models import Cycle, ProgressReport
from minassa.planning.reporting import WRITABLE
from minassa.web.doors import MemberRequest
from minassa.web.forms.reports import ReportForm
from minassa.web.report_figures import found_in

TONES = {"due": "", "draft": "info", "submitted": "accent", "returned": "warning", "received": "success"}
ICONS = {
    "due": "circle-dashed",
    "draft": "pen-line",
    "submitted": "send",
    "returned": "undo-2",
    "received": "circle-check",
}


@dataclass(frozen=True)
class PeriodRow:
    first: date
    last: date
    due_on: date
    report: ProgressReport | None
    is_begun: bool
    is_overdue: bool
    url: str  # of the report; empty: none is begun
    label: str
    is_pressing: bool

    @property
    def state(self) -> str:
        return self.report.state if self.report else "due"

    @property
    def word(self) -> str:
        return str(ProgressReport.State(self.state).label)

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def icon(self) -> str:
        return ICONS[self.state]


def index_of(request: MemberRequest, cycle: Cycle) -> dict[str, Any]:
    today = request.company.local_now().date()
    kept = {one.starts_on: one for one in cycle.reports.select_related("writer__user", "submitted_by", "received_by")}
    every = reporting.periods(cycle, [(one.starts_on, one.ends_on) for one in kept.values()])
    rows = [_row(request, cycle, (first, last), kept.get(first), today) for first, last in every]
    begun = [one for one in rows if one.is_begun]
    return {
        "rows": begun[::-1],
        "coming": [one for one in rows if not one.is_begun] if cycle.is_open else [],
        "overdue": sum(one.is_overdue for one in rows),
        "may_write": cycle.is_open and request.member.may(Ability.WRITE_REPORTS),
        "may_work": cycle.is_open and request.member.may(Ability.DO_WORK),
    }


def _row(
    request: MemberRequest, cycle: Cycle, period: tuple[date, date], report: ProgressReport | None, today: date
) -> PeriodRow:
    first, last = period
    due_on = report.due_on if report else reporting.due_of(cycle, last)
    is_writable = cycle.is_open and (report is None or report.state in WRITABLE)
    label, is_pressing = _act(request, cycle, report)
    company = request.company.slug
    noun = "edit" if is_writable and request.member.may(Ability.WRITE_REPORTS) else "show"
    is_written = report is not None and report.state != ProgressReport.State.DUE
    return PeriodRow(
        first,
        last,
        due_on,
        report,
        is_begun=first <= today or report is not None,
        is_overdue=is_writable and due_on < today,
        url=reverse(f"reports:{noun}", args=[company, report.pk]) if report and is_written else "",
        label=label,
        is_pressing=is_pressing and first <= today,
    )


def _act(request: MemberRequest, cycle: Cycle, report: ProgressReport | None) -> tuple[str, bool]:
    state = report.state if report else "due"
    if cycle.is_open and state in WRITABLE and request.member.may(Ability.WRITE_REPORTS):
        words = {"due": _("Write it"), "draft": _("Go on writing"), "returned": _("Change it")}
        return words[state], True
    if cycle.is_open and state == "submitted" and request.member.may(Ability.RECEIVE_REPORTS):
        return _("Read and receive"), True
    return _("Read"), False


def show_of(request: MemberRequest, report: ProgressReport) -> dict[str, Any]:
    today = request.company.local_now().date()
    is_open = report.cycle.is_open
    return {
        "report": report,
        "found": found_in(report),
        "lines": report.lines.select_related("activity__initiative"),
        "challenges": report.challenges.select_related("activity").prefetch_related("solutions"),
        "sees_money": request.member.may(Ability.SEE_MONEY),
        "state_tone": TONES[report.state],
        "state_icon": ICONS[report.state],
        "is_overdue": is_open and report.state in WRITABLE and report.due_on < today,
        "may_edit": is_open and report.state in WRITABLE and request.member.may(Ability.WRITE_REPORTS),
        "may_receive": is_open and report.state == "submitted" and request.member.may(Ability.RECEIVE_REPORTS),
    }


def edit_of(request: MemberRequest, report: ProgressReport, form: ReportForm) -> dict[str, Any]:
    today = request.company.local_now().date()
    return {
        "report": report,
        "form": form,
        "found": found_in(report),
        "told": list(form.told()),
        "not_begun": form.not_begun(),
        "activities": [one.activity for one in form.lines],
        "sees_money": request.member.may(Ability.SEE_MONEY),
        "is_overdue": report.due_on < today,
    }
