from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from minassa.people import signing_in
from minassa.people.signing_in import LinkSpent
from minassa.web.entering import enter


def show(request: Any, token: str) -> HttpResponse:
    try:
        link = signing_in.open_link(token)
    except LinkSpent as no:
        return render(request, "sign_in_links/spent.html", {"sorry": no}, status=410)
    return render(request, "sign_in_links/show.html", {"person": link.user})


def update(request: Any, token: str) -> HttpResponse:
    try:
        user = signing_in.use(token)
    except LinkSpent as no:
        return render(request, "sign_in_links/spent.html", {"sorry": no}, status=410)
    enter(request, user)
    return redirect("front:show")
