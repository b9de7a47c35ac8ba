from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from minassa.people import companies
from minassa.people.access import is_anybody_here
from minassa.web.entering import enter
from minassa.web.forms.setup import SetupForm
from minassa.web.refusing import refusals


def new(request: Any) -> HttpResponse:
    if is_anybody_here():
        raise Http404
    return render(request, "setup/new.html", {"form": SetupForm()})


def create(request: Any) -> HttpResponse:
    if is_anybody_here():
        raise Http404
    form = SetupForm(request.POST)
    if form.is_valid():
        with refusals(form):
            company = companies.open_first_company(**form.cleaned_data, language=get_language() or "ar")
            enter(request, company.memberships.get().user)
            return redirect("home:show", company.slug)
    return render(request, "setup/new.html", {"form": form}, status=422)
