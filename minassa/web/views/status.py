from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from minassa.channels.access import channels_of
from minassa.jobs.recurring import last_runs
from minassa.jobs.watching import failures, recent_workers
from minassa.people.abilities import Ability
from minassa.posts.health import late, oldest_due
from minassa.web import vitals
from minassa.web.doors import MemberRequest, member
from minassa.web.platforms import trouble


@member(to=Ability.SEE_STATUS)
def show(request: MemberRequest) -> HttpResponse:
    facts = {
        "ailments": vitals.ailments(),
        "workers": recent_workers(),
        "oldest": oldest_due(request.company),
        "late": late(request.company),
        "channels": [(channel, trouble(channel)) for channel in channels_of(request.member)],
        "recurring": last_runs(),
        "failures": failures(),
    }
    return render(request, "status/show.html", facts)


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 when the work is being done, 503 with the reasons when it is not."""
    ailments = vitals.ailments()
    reasons = [{"code": one.code, "message": str(one.words)} for one in ailments]
    said = {"status": "failing" if reasons else "healthy", "reasons": reasons}
    return JsonResponse(said, status=503 if reasons else 200, json_dumps_params={"ensure_ascii": False})


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """This process answers; whether anything else works is /health's to say."""
    return HttpResponse("alive", content_type="text/plain")
