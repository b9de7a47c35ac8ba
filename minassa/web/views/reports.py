"""Progress reports: those that are due, one to read, and one to write."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.core.errors import Sorry
from minassa.people.abilities import Ability
from minassa.planning import reporting
from minassa.planning.access import cycle_for, report_for
from minassa.planning.errors import EditedElsewhere, NotNow
from minassa.planning.models import ProgressReport
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.moments import day_read
from minassa.web.forms.reports import ReportForm
from minassa.web.report_pages import edit_of, index_of, show_of


@member(to=Ability.SEE_PLAN)
def index(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    return framed(request, "reports/index.html", cycle, "reports", **index_of(request, cycle))


@member(to=Ability.WRITE_REPORTS)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    """The report of the period that begins on the given day, drafted from the records."""
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_REPORTS)
    starts_on = day_read(request.POST.get("starts_on", ""))
    if starts_on is None:
        raise NotNow(_("Choose the period that the report is about."))
    report = reporting.begin(cycle, starts_on, by=request.member)
    return redirect("reports:edit", request.company.slug, report.pk)


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, report_id: UUID) -> HttpResponse:
    report = report_for(request.member, report_id, to=Ability.SEE_PLAN)
    return framed(request, "reports/show.html", report.cycle, "reports", **show_of(request, report))


@member(to=Ability.WRITE_REPORTS)
def edit(request: MemberRequest, report_id: UUID) -> HttpResponse:
    report = report_for(request.member, report_id, to=Ability.WRITE_REPORTS)
    if not report.cycle.is_open or report.state not in reporting.WRITABLE:
        return redirect("reports:show", request.company.slug, report.pk)
    return _edit_page(request, report, _form(report))


@member(to=Ability.WRITE_REPORTS)
def update(request: MemberRequest, report_id: UUID) -> HttpResponse:
    report = report_for(request.member, report_id, to=Ability.WRITE_REPORTS)
    form = _form(report, request.POST)
    if form.is_valid():
        try:
            reporting.write(report, by=request.member, **form.given())
            return _kept(request, report)
        except EditedElsewhere as no:
            form.read_anew()
            form.add_error(None, str(no))
            return _edit_page(request, report, form, status=409)
        except Sorry as no:
            form.add_error(None, str(no))
    return _edit_page(request, report, form, status=422)


def _kept(request: MemberRequest, report: ProgressReport) -> HttpResponse:
    """Saved; then what the pressed button asks for besides."""
    if "refresh" in request.POST:
        reporting.draft(report, by=request.member)
        messages.success(request, _("Saved, and the records were read again."))
        return redirect("reports:edit", request.company.slug, report.pk)
    if "submit" in request.POST:
        reporting.submit(report, by=request.member)
        messages.success(request, _("Submitted. The marketing officer sees it now."))
    else:
        messages.success(request, _("Saved. It is not submitted yet."))
    return redirect("reports:show", request.company.slug, report.pk)


def _form(report: ProgressReport, data: QueryDict | None = None) -> ReportForm:
    return ReportForm(data, report=report, lines=report.lines.select_related("activity"))


def _edit_page(request: MemberRequest, report: ProgressReport, form: ReportForm, status: int = 200) -> HttpResponse:
    words = edit_of(request, report, form)
    return framed(request, "reports/edit.html", report.cycle, "reports", status=status, **words)
