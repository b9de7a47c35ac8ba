from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minassa.people import memberships
from minassa.people.abilities import Ability
from minassa.people.access import colleague_for, colleagues_of, invitations_of
from minassa.people.models import Membership
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.people import PlaceForm
from minassa.web.refusing import refusals
from minassa.web.tabs import people_tabs


@member(to=Ability.SEE_PEOPLE)
def index(request: MemberRequest) -> HttpResponse:
    may_manage = request.member.may(Ability.MANAGE_PEOPLE)
    colleagues = list(colleagues_of(request.member))
    words = {
        "current": [one for one in colleagues if not one.is_over],
        "ended": [one for one in colleagues if one.is_over],
        "invitations": invitations_of(request.member) if may_manage else [],
        "may_manage": may_manage,
        "has_mail": bool(settings.EMAIL_HOST),
        "tabs": people_tabs(request, "people"),
    }
    return render(request, "people/index.html", words)


@member(to=Ability.MANAGE_PEOPLE)
def edit(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    colleague = colleague_for(request.member, membership_id, to=Ability.MANAGE_PEOPLE)
    return _edit_page(request, colleague, PlaceForm.of(colleague))


@member(to=Ability.MANAGE_PEOPLE)
def update(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    colleague = colleague_for(request.member, membership_id, to=Ability.MANAGE_PEOPLE)
    form = PlaceForm(request.member, request.POST)
    if form.is_valid():
        with refusals(form):
            memberships.change(colleague, request.member, **form.cleaned_data)
            messages.success(request, _("%(name)s’s place has been saved.") % {"name": colleague.user.name})
            return redirect("people:index", request.company.slug)
    return _edit_page(request, colleague, form, status=422)


@member(to=Ability.MANAGE_PEOPLE)
def destroy(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    colleague = colleague_for(request.member, membership_id, to=Ability.MANAGE_PEOPLE)
    memberships.end(colleague, request.member)
    messages.success(request, _("%(name)s’s term has ended.") % {"name": colleague.user.name})
    return redirect("people:index", request.company.slug)


def _edit_page(request: MemberRequest, colleague: Membership, form: PlaceForm, status: int = 200) -> HttpResponse:
    return render(request, "people/edit.html", {"colleague": colleague, "form": form}, status=status)
