"""What the officer does with a report that was submitted: receives it, or returns it with words."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.planning import reporting
from minassa.planning.access import report_for
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.schedules import ReturnForm
from minassa.web.refusing import refusals
from minassa.web.report_pages import show_of


@member(to=Ability.RECEIVE_REPORTS)
def create_receipt(request: MemberRequest, report_id: UUID) -> HttpResponse:
    report = report_for(request.member, report_id, to=Ability.RECEIVE_REPORTS)
    reporting.receive(report, by=request.member)
    messages.success(request, _("Received."))
    return redirect("reports:show", request.company.slug, report.pk)


@member(to=Ability.RECEIVE_REPORTS)
def create_return(request: MemberRequest, report_id: UUID) -> HttpResponse:
    report = report_for(request.member, report_id, to=Ability.RECEIVE_REPORTS)
    form = ReturnForm(request.POST)
    if form.is_valid():
        with refusals(form):
            reporting.send_back(report, by=request.member, note=form.cleaned_data["note"])
            messages.success(request, _("Returned. Its writer sees what is to be changed."))
            return redirect("reports:show", request.company.slug, report.pk)
    words = show_of(request, report) | {"return_form": form}
    return framed(request, "reports/show.html", report.cycle, "reports", status=422, **words)
