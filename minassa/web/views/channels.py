from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minassa.channels import checking, removing, words
from minassa.channels.access import channel_for, channels_of
from minassa.channels.models import Channel
from minassa.people.abilities import Ability
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.channels import PartyForm
from minassa.web.platforms import offers, title, trouble


@member(to=Ability.SEE_CHANNELS)
def index(request: MemberRequest) -> HttpResponse:
    rows = [(channel, trouble(channel)) for channel in channels_of(request.member)]
    may_manage = request.member.may(Ability.MANAGE_CHANNELS)
    return render(request, "channels/index.html", {"rows": rows, "may_manage": may_manage})


@member(to=Ability.MANAGE_CHANNELS)
def new(request: MemberRequest) -> HttpResponse:
    by_itself, without_keys = offers()
    return render(request, "channels/new.html", {"by_itself": by_itself, "without_keys": without_keys})


@member(to=Ability.SEE_CHANNELS)
def show(request: MemberRequest, channel_id: UUID) -> HttpResponse:
    channel = channel_for(request.member, channel_id, to=Ability.SEE_CHANNELS)
    return _page(request, channel, PartyForm(request.member, initial={"party": channel.party_id}))


@member(to=Ability.MANAGE_CHANNELS)
def update(request: MemberRequest, channel_id: UUID) -> HttpResponse:
    channel = channel_for(request.member, channel_id, to=Ability.MANAGE_CHANNELS)
    form = PartyForm(request.member, request.POST)
    if not form.is_valid():
        return _page(request, channel, form, status=422)
    removing.entrust(channel, form.cleaned_data["party"], by=request.user)
    messages.success(request, _("The responsible party has been saved."))
    return redirect("channels:show", request.company.slug, channel.pk)


@member(to=Ability.MANAGE_CHANNELS)
def check(request: MemberRequest, channel_id: UUID) -> HttpResponse:
    channel = checking.check(channel_for(request.member, channel_id, to=Ability.MANAGE_CHANNELS))
    if channel.trouble:
        messages.error(request, _("The check did not go well. What is wrong stands on this page."))
    else:
        messages.success(request, _("The channel works."))
    return redirect("channels:show", request.company.slug, channel.pk)


@member(to=Ability.MANAGE_CHANNELS)
def destroy(request: MemberRequest, channel_id: UUID) -> HttpResponse:
    channel = channel_for(request.member, channel_id, to=Ability.MANAGE_CHANNELS)
    removing.remove(channel, by=request.user)
    messages.success(request, _("“%(name)s” has been removed.") % {"name": channel.name})
    return redirect("channels:index", request.company.slug)


def _page(request: MemberRequest, channel: Channel, form: PartyForm, status: int = 200) -> HttpResponse:
    facts = {
        "channel": channel,
        "form": form,
        "title": title(channel.kind),
        "trouble": trouble(channel),
        "granted": words.granted(channel.rights),
        "missing": words.missing(channel.rights),
        "limits": words.limits(channel.rules),
        "may_manage": request.member.may(Ability.MANAGE_CHANNELS),
    }
    return render(request, "channels/show.html", facts, status=status)
