"""Activities that ask for their resources, and what became of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minassa.people.abilities import Ability
from minassa.planning import approving
from minassa.planning.access import cycle_for, request_for
from minassa.planning.asking import ask_each
from minassa.web.approval_rows import requests_page
from minassa.web.cycling import framed
from minassa.web.deciding import request_page
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.priorities import AskForm
from minassa.web.priority_rows import priority_page


@member(to=Ability.SEE_PLAN)
def index(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    """Who does not see the company's money sees what they asked for, and what the rules ask of them."""
    cycle = cycle_for(request.member, cycle_id, to=Ability.SEE_PLAN)
    words = requests_page(request.member, cycle, request.GET.get("in", ""), request.GET.get("page"))
    return framed(request, "approval_requests/index.html", cycle, "approval_requests", **words)


@member(to=Ability.WRITE_PLAN)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    """The chosen activities, each for itself; those that are not ready are named with the reason."""
    cycle = cycle_for(request.member, cycle_id, to=Ability.WRITE_PLAN)
    form, refused = AskForm(cycle, request.POST), []
    if form.is_valid():
        asked = ask_each(form.cleaned_data["activity"], by=request.member, why=form.cleaned_data["why"])
        refused = [one for one in asked if one.request is None]
        if count := len(asked) - len(refused):
            said = ngettext("%(count)s activity was submitted.", "%(count)s activities were submitted.", count)
            messages.success(request, said % {"count": count})
        if not refused:
            return redirect("approval_requests:index", request.company.slug, cycle.pk)
    words = priority_page(request.member, cycle, request.POST.get("page")) | {"ask_form": form, "refused": refused}
    return framed(request, "priorities/index.html", cycle, "priorities", status=422, **words)


@member(to=Ability.SEE_PLAN)
def show(request: MemberRequest, request_id: UUID) -> HttpResponse:
    return request_page(request, request_for(request.member, request_id, to=Ability.SEE_PLAN))


@member(to=Ability.DO_WORK)
def destroy(request: MemberRequest, request_id: UUID) -> HttpResponse:
    found = request_for(request.member, request_id, to=Ability.DO_WORK)
    approving.withdraw(found, by=request.member)
    messages.success(request, _("The request was withdrawn. Change the activity, then submit it again."))
    return redirect("approval_requests:show", request.company.slug, found.pk)
