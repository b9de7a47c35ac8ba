"""A progress report as papers take it: the records of one, as they are at this moment."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from minassa.documents.figures import Figures
from minassa.documents.letterhead import Letterhead, Signed
from minassa.documents.progress.document import docx
from minassa.documents.progress.printing import pdf
from minassa.documents.progress.report import Challenge, Figure, Line, ProgressPaper, Published, Received, Spent
from minassa.people.abilities import Ability
from minassa.people.models import Company
from minassa.planning.models import ProgressReport
from minassa.web.doors import MemberRequest
from minassa.web.report_figures import found_in

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKERS: dict[str, tuple[Callable[[ProgressPaper, Figures], bytes], str]] = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, WORD),
}


def made(request: MemberRequest, report: ProgressReport, kind: str, language: str) -> bytes:
    """The language is active already; it says which figures go with the words."""
    make, _mime = MAKERS[kind]
    company = request.company
    return make(paper_of(request, report), Figures(language, company.currency, company.digits, company.hijri))


def file_name(report: ProgressReport, kind: str) -> str:
    said = {"first": date_format(report.starts_on, "Y-m-d"), "last": date_format(report.ends_on, "Y-m-d")}
    return _("Progress report %(first)s to %(last)s") % said + f".{kind}"


def paper_of(request: MemberRequest, report: ProgressReport) -> ProgressPaper:
    found, company = found_in(report), request.company
    return ProgressPaper(
        head=_head(company, report),
        plan=report.cycle.name,
        summary=report.summary,
        lines=tuple(
            Line(one.activity.number, one.activity.name, one.state, one.progress, one.said, one.is_late)
            for one in report.lines.select_related("activity")
        ),
        published=tuple(Published(one.platform, one.published, one.planned) for one in found.platforms),
        spent=tuple(Spent(one.initiative, one.approved, one.spent) for one in found.initiatives)
        if request.member.may(Ability.SEE_MONEY)
        else None,
        figures=tuple(Figure(one.metric, one.value, one.target, one.unit, one.on) for one in found.indicators),
        challenges=tuple(
            Challenge(
                one.said,
                tuple(each.said for each in one.solutions.all()),
                one.activity.number if one.activity else None,
            )
            for one in report.challenges.select_related("activity").prefetch_related("solutions")
        ),
        returned=report.returned_note,
        received=Received(report.received_by.name, timezone.localdate(report.received_at, company.zoneinfo))
        if report.received_by and report.received_at
        else None,
        signatures=_signatures(company, report),
    )


def _head(company: Company, report: ProgressReport) -> Letterhead:
    author = report.submitted_by or (report.writer.user if report.writer else None)
    at = report.submitted_at or report.drafted_at
    return Letterhead(
        company=company.name,
        starts_on=report.starts_on,
        ends_on=report.ends_on,
        prepared_by=author.name if author else "",
        prepared_on=timezone.localdate(at, company.zoneinfo) if at else company.local_now().date(),
        state=report.get_state_display(),
        logo=_logo(company),
    )


def _signatures(company: Company, report: ProgressReport) -> tuple[Signed, ...]:
    """Submitting and receiving are recorded acts: they stand where a paper is signed."""
    places = [
        (_("Submitted by"), report.submitted_by, report.submitted_at),
        (_("Received by"), report.received_by, report.received_at),
    ]
    return tuple(
        Signed(label, who.name, timezone.localdate(at, company.zoneinfo), str(report.pk))
        if who and at
        else Signed(label)
        for label, who, at in places
    )


def _logo(company: Company) -> bytes:
    if not company.logo:
        return b""
    try:
        with company.logo.open("rb") as file:
            return bytes(file.read())
    except OSError:
        return b""  # a paper without its logo is better than none
