"""Connecting a channel: a form where one types, a page that leads to the platform where one signs in there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minassa.channels import connecting, signing_in
from minassa.channels.access import channel_for
from minassa.channels.connecting import CannotConnect
from minassa.channels.models import Channel
from minassa.channels.signing_in import SignInOver
from minassa.connectors.base import SignsIn
from minassa.connectors.registry import KINDS, can
from minassa.people.abilities import Ability
from minassa.people.access import member_for
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.channels import ConnectForm
from minassa.web.platforms import title


@member(to=Ability.MANAGE_CHANNELS)
def new(request: MemberRequest, kind: str) -> HttpResponse:
    return _form_page(request, kind, ConnectForm(request.member, _known(kind)))


@member(to=Ability.MANAGE_CHANNELS)
def create(request: MemberRequest, kind: str) -> HttpResponse:
    form = ConnectForm(request.member, _known(kind), request.POST)
    return _connect(request, kind, form)


@member(to=Ability.MANAGE_CHANNELS)
def edit(request: MemberRequest, channel_id: UUID) -> HttpResponse:
    channel = channel_for(request.member, channel_id, to=Ability.MANAGE_CHANNELS)
    return _form_page(request, channel.kind, ConnectForm(request.member, channel.kind, again=channel), again=channel)


@member(to=Ability.MANAGE_CHANNELS)
def update(request: MemberRequest, channel_id: UUID) -> HttpResponse:
    channel = channel_for(request.member, channel_id, to=Ability.MANAGE_CHANNELS)
    form = ConnectForm(request.member, channel.kind, request.POST, again=channel)
    return _connect(request, channel.kind, form, again=channel)


@login_required
def finish(request: Any, kind: str) -> HttpResponse:
    """The platform sent the person back. Whose sign-in it was, and for which company, only its state knows."""
    try:
        pending = signing_in.pending_for(request.user, _known(kind), request.GET.get("state", ""))
        back = member_for(request.user, pending.company.slug, to=Ability.MANAGE_CHANNELS)
        channel = signing_in.finish(back, pending, request.GET.get("code", ""))
    except (CannotConnect, SignInOver) as sorry:
        return render(request, "connections/stopped.html", {"sorry": sorry, "title": title(kind)}, status=422)
    return _done(request, channel)


def _connect(request: MemberRequest, kind: str, form: ConnectForm, again: Channel | None = None) -> HttpResponse:
    if not form.is_valid():
        return _form_page(request, kind, form, status=422, again=again)
    party = form.cleaned_data.get("party")
    try:
        if can(kind, SignsIn):
            url = signing_in.begin(request.member, kind, form.answers, party=party, again=again)
            facts = {"url": url, "host": urlsplit(url).netloc, "kind": kind, "title": title(kind)}
            return render(request, "connections/leave.html", facts)
        channel = connecting.connect(request.member, kind, form.answers, party=party, again=again)
    except CannotConnect as sorry:
        form.add_error(sorry.field if sorry.field in form.fields else None, str(sorry))
        return _form_page(request, kind, form, status=422, again=again)
    return _done(request, channel)


def _done(request: Any, channel: Channel) -> HttpResponse:
    if channel.lacks:
        messages.warning(request, _("“%(name)s” is connected, but a right is missing.") % {"name": channel.name})
    else:
        messages.success(request, _("“%(name)s” is connected.") % {"name": channel.name})
    return redirect("channels:show", channel.company.slug, channel.pk)


def _form_page(
    request: MemberRequest, kind: str, form: ConnectForm, *, status: int = 200, again: Channel | None = None
) -> HttpResponse:
    signs_in = can(kind, SignsIn)
    facts = {"kind": kind, "title": title(kind), "form": form, "again": again, "signs_in": signs_in}
    return render(request, "connections/new.html", facts, status=status)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise Http404
    return kind
