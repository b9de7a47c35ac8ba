"""A plan from an Excel file: sent, its columns named where it is not our own, looked at, and taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minassa.documents.f01.reading import look
from minassa.people.abilities import Ability
from minassa.planning.access import cycle_for
from minassa.planning.contents import digest
from minassa.planning.models import Cycle
from minassa.planning.models.signature import Act
from minassa.web import import_keeping
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.imports import FileForm
from minassa.web.import_keeping import Kept
from minassa.web.import_pages import mapping_page, preview_page
from minassa.web.import_preview import take
from minassa.web.refusing import refusals


def _of_a_file(
    page: Callable[[MemberRequest, Cycle, Kept, bytes], HttpResponse],
) -> Callable[[MemberRequest, UUID], HttpResponse]:
    """With the file that was sent; without one, back to where it is chosen."""

    @wraps(page)
    def opened(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
        cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
        kept = import_keeping.kept(request, cycle)
        content = kept.content() if kept else None
        if kept is None or content is None:
            return redirect("imports:new", request.company.slug, cycle.pk)
        return page(request, cycle, kept, content)

    return opened


@member(to=Ability.WRITE_PLAN)
def new(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    return framed(request, "imports/new.html", cycle, "plan", form=FileForm())


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with refusals(form):
            content = file.read()
            look(content)
            import_keeping.keep(request, cycle, content, file.name or "")
            return _to_preview(request, cycle)
    return framed(request, "imports/new.html", cycle, "plan", status=422, form=form)


@member(to=Ability.WRITE_PLAN)
@_of_a_file
def show(request: MemberRequest, cycle: Cycle, kept: Kept, content: bytes) -> HttpResponse:
    if "sheet" in request.GET or (kept.mapping is None and not look(content).is_own):
        return mapping_page(request, cycle, kept, content)
    return preview_page(request, cycle, kept, content)


@member(to=Ability.WRITE_PLAN)
@_of_a_file
def update(request: MemberRequest, cycle: Cycle, kept: Kept, content: bytes) -> HttpResponse:
    """Which column is which."""
    return mapping_page(request, cycle, kept, content)


@member(to=Ability.WRITE_PLAN)
@_of_a_file
def confirm(request: MemberRequest, cycle: Cycle, kept: Kept, content: bytes) -> HttpResponse:
    if request.POST.get("plan") != digest(Act.PLAN, cycle, cycle.pk):
        messages.warning(request, _("Somebody changed the plan meanwhile. Look at what the file does to it now."))
        return _to_preview(request, cycle)
    brought = take(request, cycle, kept, content)
    if brought is None:
        return _to_preview(request, cycle)
    import_keeping.forget(request, cycle)
    count = len(brought.added) + len(brought.changed)
    said = ngettext("%(count)s activity came from the file.", "%(count)s activities came from the file.", count)
    messages.success(request, said % {"count": count})
    return redirect("plan:show", request.company.slug, cycle.pk)


@member(to=Ability.WRITE_PLAN)
def destroy(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    import_keeping.forget(request, cycle)
    return redirect("plan:show", request.company.slug, cycle.pk)


def _to_preview(request: MemberRequest, cycle: Cycle) -> HttpResponse:
    return redirect("imports:show", request.company.slug, cycle.pk)
