"""The two pages between a file and the plan: which column is which, and what would happen."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from minassa.documents.f01.reading import look
from minassa.planning.models import Cycle
from minassa.web import import_keeping
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest
from minassa.web.forms.imports import MappingForm
from minassa.web.import_keeping import Kept
from minassa.web.import_preview import preview


def mapping_page(request: MemberRequest, cycle: Cycle, kept: Kept, content: bytes) -> HttpResponse:
    seen = look(content).sheets
    wanted = request.POST.get("sheet") or request.GET.get("sheet") or (kept.mapping or {}).get("sheet")
    fullest = max(seen, key=lambda one: len(one.guess.columns), default=None)
    sheet = next((one for one in seen if one.name == wanted), fullest)
    if sheet is None:
        return redirect("imports:new", request.company.slug, cycle.pk)
    data = request.POST if request.method == "POST" else None
    form = MappingForm(data, sheet=sheet, mapping=kept.column_map, skips=kept.skips_unknown)
    if data is not None and form.is_valid():
        skips = form.cleaned_data["skips_unknown"]
        import_keeping.map_columns(request, cycle, kept, form.mapping, skips_unknown=skips)
        return redirect("imports:show", request.company.slug, cycle.pk)
    here = reverse("imports:show", args=[request.company.slug, cycle.pk])
    sheets = [
        {"label": one.name, "url": f"{here}?{urlencode({'sheet': one.name})}", "current": one is sheet} for one in seen
    ]
    words = {"form": form, "kept": kept, "sheet": sheet, "sheets": sheets if len(sheets) > 1 else []}
    return framed(request, "imports/columns.html", cycle, "plan", status=422 if data is not None else 200, **words)


def preview_page(request: MemberRequest, cycle: Cycle, kept: Kept, content: bytes) -> HttpResponse:
    found = preview(request, cycle, kept, content)
    return framed(request, "imports/show.html", cycle, "plan", kept=kept, found=found)
