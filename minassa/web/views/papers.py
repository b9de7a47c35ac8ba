"""F-01 taken out as a file, in the reader's language or the one that is asked for."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header

from minassa.people.abilities import Ability
from minassa.planning.access import cycle_for
from minassa.web import f01
from minassa.web.doors import MemberRequest, member


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, cycle_id: UUID, kind: str) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    if kind not in f01.MAKERS:
        raise Http404
    wanted = request.GET.get("lang", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else (translation.get_language() or "ar")
    with translation.override(language):
        content, name = f01.made(request, cycle, kind, language), f01.file_name(cycle, kind)
    as_file = content_disposition_header(as_attachment=kind != "pdf", filename=name) or "attachment"
    answer = HttpResponse(content, content_type=f01.MAKERS[kind][1], headers={"Content-Disposition": as_file})
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
