"""What a person answers for on a launch checklist, with its proof."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minassa.channels.access import channel_for
from minassa.media import uploading
from minassa.people.abilities import Ability
from minassa.planning import launching
from minassa.planning.access import cycle_for, launch_item_for
from minassa.planning.models import LaunchItem
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.ticks import TickForm
from minassa.web.refusing import refusals
from minassa.web.views.launch import launch_page


@member(to=Ability.LAUNCH)
def create(request: MemberRequest, cycle_id: UUID, channel_id: UUID) -> HttpResponse:
    cycle = cycle_for(request.member, cycle_id, to=Ability.LAUNCH)
    channel = channel_for(request.member, channel_id, to=Ability.LAUNCH)
    form = TickForm(request.POST, request.FILES, auto_id=f"id_{channel.pk}_%s")
    if form.is_valid():
        with refusals(form):
            file = form.cleaned_data.pop("picture")
            proof = uploading.upload(request.member, file=file, name=file.name) if file else None
            given = {**form.cleaned_data, "code": LaunchItem.Code.PROFILE, "proof": proof}
            launching.tick(cycle, by=request.member, channel=channel, **given)
            messages.success(request, _("The line is ticked, with its proof."))
            return redirect("launch:show", request.company.slug, cycle.pk)
    return launch_page(request, cycle, 422, channel=channel.pk, form=form)


@member(to=Ability.LAUNCH)
def destroy(request: MemberRequest, item_id: UUID) -> HttpResponse:
    item = launch_item_for(request.member, item_id, to=Ability.LAUNCH)
    launching.untick(item, by=request.member)
    messages.success(request, _("The line is no longer ticked."))
    return redirect("launch:show", request.company.slug, item.cycle_id)
