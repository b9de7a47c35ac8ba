from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minassa.people import companies
from minassa.people.abilities import Ability
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.company import CompanyForm
from minassa.web.refusing import refusals


@member(to=Ability.MANAGE_COMPANY)
def edit(request: MemberRequest) -> HttpResponse:
    return render(request, "company/edit.html", {"form": CompanyForm.of(request.company)})


@member(to=Ability.MANAGE_COMPANY)
def update(request: MemberRequest) -> HttpResponse:
    form = CompanyForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals(form):
            companies.change(request.company, request.member, **form.settings())
            messages.success(request, _("The settings have been saved."))
            return redirect("company:edit", request.company.slug)
    return render(request, "company/edit.html", {"form": form}, status=422)


@member(to=Ability.SEE_HOME)
def logo(request: MemberRequest, name: str) -> HttpResponseBase:
    file = request.company.logo
    if not file or request.company.logo_name != name or not file.storage.exists(str(file.name)):
        raise Http404
    response = FileResponse(file.open("rb"), content_type="image/png")
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
