"""Deciding by a link, from a phone and without signing in. Opening it decides nothing: mail scanners open links too."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from minassa.core.errors import Sorry
from minassa.planning import linking
from minassa.planning.linking import Standing
from minassa.planning.models import ApprovalLink
from minassa.web.approval_rows import paper_of
from minassa.web.forms.approval_requests import VerdictForm


@never_cache
def show(request: Any, token: str) -> HttpResponse:
    return _page(request, token)


@never_cache
def update(request: Any, token: str) -> HttpResponse:
    return ratelimit.consume_or_429(request, action="approval_link") or _decide(request, token)


def _decide(request: Any, token: str) -> HttpResponse:
    link = linking.link_of(token)
    if link is None:
        return _page(request, token)
    form = VerdictForm(link.member.company, request.POST)
    with _theirs(request, link):
        if form.is_valid():
            said = {name: value for name, value in form.cleaned_data.items() if name != "turn"}
            try:
                linking.decide(token, **said)
            except Sorry as no:
                form.add_error(None, str(no))
            else:
                return _page(request, token, done=True)
    return _page(request, token, form)


def _page(request: Any, token: str, form: VerdictForm | None = None, *, done: bool = False) -> HttpResponse:
    link = linking.find(token)
    standing = linking.standing(link)
    if link is None or standing == Standing.UNKNOWN:
        return render(request, "approval_links/closed.html", {"standing": Standing.UNKNOWN}, status=410)
    with _theirs(request, link), timezone.override(link.member.company.zoneinfo):
        words: dict[str, Any] = {"link": link, "standing": standing, "asked": link.step.request, "done": done}
        if standing != Standing.OPEN:
            return render(request, "approval_links/closed.html", words, status=200 if done else 410)
        words |= {"paper": paper_of(link.step.request), "company": link.member.company}
        words["form"] = form or VerdictForm(link.member.company, initial={"turn": link.step_id})
        return render(request, "approval_links/show.html", words, status=422 if form else 200)


def _theirs(request: Any, link: ApprovalLink) -> Any:
    """In the company's figures, and in the person's language unless another was chosen on the page."""
    request.company = link.member.company
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return translation.override(chosen if chosen in dict(settings.LANGUAGES) else link.member.user.language)
