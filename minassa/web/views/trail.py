from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from minassa.events.access import PAGE, trail_of
from minassa.manual.subjects import subjects_of
from minassa.people.abilities import Ability
from minassa.web.doors import MemberRequest, member

LARGEST_ID = 2**63 - 1


@member(to=Ability.SEE_TRAIL)
def index(request: MemberRequest) -> HttpResponse:
    """By the last number seen, not by page: the trail only grows, and its thousandth page opens like its first."""
    asked = request.GET.get("before", str(LARGEST_ID))
    if not asked.isascii() or not asked.isdecimal() or len(asked) > 19 or not 0 < int(asked) <= LARGEST_ID:
        raise Http404
    events = trail_of(request.member, before=int(asked))
    subjects = subjects_of(events[:PAGE], request.member)
    words = {
        "events": [(event, subjects.get(event.subject_id)) for event in events[:PAGE]],
        "older": events[PAGE - 1].pk if len(events) > PAGE else None,
        "is_first": "before" not in request.GET,
    }
    return render(request, "trail/index.html", words)
