"""What a person took on in meetings. It follows them until it is done."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import meetings
from minassa.planning.access import action_for, actions_done_by, actions_of
from minassa.web.doors import MemberRequest, member

LATELY = 20


@member(to=Ability.DO_WORK)
def index(request: MemberRequest) -> HttpResponse:
    words = {
        "actions": actions_of(request.member),
        "done": actions_done_by(request.member)[:LATELY],
        "today": request.company.local_now().date(),
    }
    return render(request, "actions/index.html", words)


@member(to=Ability.DO_WORK)
def finish(request: MemberRequest, action_id: UUID) -> HttpResponse:
    meetings.finish(action_for(request.member, action_id, to=Ability.DO_WORK), by=request.member)
    messages.success(request, _("Done."))
    return _back(request)


@member(to=Ability.DO_WORK)
def reopen(request: MemberRequest, action_id: UUID) -> HttpResponse:
    meetings.reopen(action_for(request.member, action_id, to=Ability.DO_WORK), by=request.member)
    messages.success(request, _("Open again."))
    return _back(request)


def _back(request: MemberRequest) -> HttpResponse:
    """To the page it was pressed on, one of ours."""
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, allowed_hosts=None):
        there = reverse("actions:index", args=[request.company.slug])
    return redirect(there)
