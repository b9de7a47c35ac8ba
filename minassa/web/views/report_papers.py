"""A progress report taken out as a file, in the reader's language or the one that is asked for."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header

from minassa.people.abilities import Ability
from minassa.planning.access import report_for
from minassa.web import progress_papers
from minassa.web.doors import MemberRequest, member


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, report_id: UUID, kind: str) -> HttpResponse:
    report = report_for(request.member, report_id, to=Ability.SEE_PLAN)
    if kind not in progress_papers.MAKERS:
        raise Http404
    wanted = request.GET.get("lang", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else (translation.get_language() or "ar")
    with translation.override(language):
        content, name = (
            progress_papers.made(request, report, kind, language),
            progress_papers.file_name(report, kind),
        )
    as_file = content_disposition_header(as_attachment=kind != "pdf", filename=name) or "attachment"
    answer = HttpResponse(
        content, content_type=progress_papers.MAKERS[kind][1], headers={"Content-Disposition": as_file}
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
