"""Putting one's name to a content as it was read."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import signing
from minassa.planning.access import cycle_for, decision_for, mechanism_for
from minassa.planning.models import Decision, Mechanism
from minassa.planning.models.signature import Act
from minassa.web.doors import MemberRequest, member

PAGE = {
    Act.OBJECTIVES: "objectives:index",
    Act.MECHANISM: "mechanisms:index",
    Act.PLAN: "plan:show",
    Act.REVIEW: "review:show",
}


@member(to=Ability.SET_OBJECTIVES)
def create(request: MemberRequest, cycle_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.SET_OBJECTIVES)
    act = next((one for one in Act if one == request.POST.get("act")), None)
    if act is None:
        raise Http404
    subject = _subject(request, act)
    signing.sign(cycle, act, by=request.member, subject=subject, read_at=_read_at(request))
    messages.success(request, _("Signed in your name."))
    if isinstance(subject, Decision):
        return redirect("decisions:show", request.company.slug, subject.pk)
    return redirect(reverse(PAGE[act], args=[request.company.slug, cycle.pk]))


def _read_at(request: MemberRequest) -> datetime | None:
    """When the page was made; None where it does not say."""
    with suppress(ValueError):
        read_at = datetime.fromisoformat(request.POST.get("read", ""))
        return read_at if read_at.tzinfo is not None else None
    return None


def _subject(request: MemberRequest, act: Act) -> Mechanism | Decision | None:
    if act not in (Act.MECHANISM, Act.DECISION):
        return None
    try:
        subject = UUID(request.POST.get("subject", ""))
    except ValueError:
        raise Http404 from None
    find = mechanism_for if act == Act.MECHANISM else decision_for
    return find(request.member, subject, to=Ability.SET_OBJECTIVES)
