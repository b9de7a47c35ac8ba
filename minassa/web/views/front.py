from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from minassa.people.access import is_anybody_here


def show(request: Any) -> HttpResponse:
    """The door: to the one company, to a choice of several, to sign-in, or to setting up the first one."""
    match request.memberships:
        case [only]:
            return redirect("home:show", only.company.slug)
        case [_first, *_others]:
            return render(request, "front/show.html", {"memberships": request.memberships})
        case _:
            return redirect("account_login" if is_anybody_here() else "setup:new")
