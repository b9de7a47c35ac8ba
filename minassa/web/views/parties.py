from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minassa.people import parties
from minassa.people.abilities import Ability
from minassa.people.access import parties_of, party_for
from minassa.people.models import Party
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.people import PartyForm
from minassa.web.refusing import refusals
from minassa.web.tabs import people_tabs


@member(to=Ability.SEE_PEOPLE)
def index(request: MemberRequest) -> HttpResponse:
    words = {
        "parties": parties_of(request.member).prefetch_related("memberships__user", "channels"),
        "may_manage": request.member.may(Ability.MANAGE_PEOPLE),
        "tabs": people_tabs(request, "parties"),
    }
    return render(request, "parties/index.html", words)


@member(to=Ability.MANAGE_PEOPLE)
def new(request: MemberRequest) -> HttpResponse:
    return render(request, "parties/new.html", {"form": PartyForm()})


@member(to=Ability.MANAGE_PEOPLE)
def create(request: MemberRequest) -> HttpResponse:
    form = PartyForm(request.POST)
    if form.is_valid():
        with refusals(form):
            party = parties.add(request.member, **form.cleaned_data)
            messages.success(request, _("%(name)s has been added.") % {"name": party.name})
            return redirect("parties:index", request.company.slug)
    return render(request, "parties/new.html", {"form": form}, status=422)


@member(to=Ability.MANAGE_PEOPLE)
def edit(request: MemberRequest, party_id: UUID) -> HttpResponse:
    party = party_for(request.member, party_id, to=Ability.MANAGE_PEOPLE)
    return _edit_page(request, party, PartyForm(initial={name: getattr(party, name) for name in PartyForm.base_fields}))


@member(to=Ability.MANAGE_PEOPLE)
def update(request: MemberRequest, party_id: UUID) -> HttpResponse:
    party = party_for(request.member, party_id, to=Ability.MANAGE_PEOPLE)
    form = PartyForm(request.POST)
    if form.is_valid():
        with refusals(form):
            parties.change(party, request.member, **form.cleaned_data)
            messages.success(request, _("The party has been saved."))
            return redirect("parties:index", request.company.slug)
    return _edit_page(request, party, form, status=422)


def _edit_page(request: MemberRequest, party: Party, form: PartyForm, status: int = 200) -> HttpResponse:
    return render(request, "parties/edit.html", {"party": party, "form": form}, status=status)
