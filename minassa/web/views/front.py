from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from minassa.people.access import is_anybody_here


def icon(request: HttpRequest) -> HttpResponse:
    """What a browser asks for by itself where a page does not name its icon: a file, a part of a page, an answer."""
    return redirect(static("minassa/favicon.svg"))


def show(request: Any) -> HttpResponse:
    """The door: to the one company, to a choice of several, to sign-in, or to setting up the first one."""
    match request.memberships:
        case [only]:
            return redirect("home:show", only.company.slug)
        case [_first, *_others]:
            return render(request, "front/show.html", {"memberships": request.memberships})
        case _:
            return redirect("account_login" if is_anybody_here() else "setup:new")
