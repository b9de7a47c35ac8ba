"""Posting by hand: what is due, and one post with all that is needed to post it from a phone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minassa.connectors.handoff.table import PLATFORMS
from minassa.core.errors import Sorry
from minassa.media import uploading
from minassa.people.abilities import Ability
from minassa.posts import due, handing
from minassa.posts.access import delivery_for
from minassa.posts.frozen import frozen_pictures
from minassa.posts.models import Delivery
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.handoffs import ProofForm


@member(to=Ability.HAND_OFF)
def index(request: MemberRequest) -> HttpResponse:
    given = {"due": due.due_to(request.member), "coming": due.coming_to(request.member)}
    return render(request, "handoffs/index.html", given)


@member(to=Ability.HAND_OFF)
def show(request: MemberRequest, delivery_id: UUID) -> HttpResponse:
    return _page(request, _handed(request, delivery_id), ProofForm())


@member(to=Ability.HAND_OFF)
def update(request: MemberRequest, delivery_id: UUID) -> HttpResponse:
    """Done: the link, or a picture of it, is the proof."""
    delivery = _handed(request, delivery_id)
    form = ProofForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, delivery, form, status=422)
    try:
        shot = form.cleaned_data["proof"]
        proof = uploading.upload(request.member, file=shot, name=shot.name) if shot else None
        handing.done(delivery, by=request.member, url=form.cleaned_data["url"], proof=proof)
    except Sorry as sorry:
        form.add_error(None, str(sorry))
        return _page(request, delivery, form, status=422)
    messages.success(request, _("Thank you. It is on record as published."))
    return redirect("handoffs:show", company=request.company.slug, delivery_id=delivery.pk)


def _handed(request: MemberRequest, delivery_id: UUID) -> Delivery:
    delivery = delivery_for(request.member, delivery_id, to=Ability.HAND_OFF)
    if delivery.channel.kind != "handoff":
        raise Http404
    return delivery


def _page(request: MemberRequest, delivery: Delivery, form: ProofForm, status: int = 200) -> HttpResponse:
    place = PLATFORMS.get(delivery.channel.platform, PLATFORMS["other"])
    given = {
        "delivery": delivery,
        "form": form,
        "platform_title": place.title or _("the platform"),
        "compose_url": place.compose_url or delivery.channel.url,
        "pictures": frozen_pictures(delivery),
    }
    return render(request, "handoffs/show.html", given, status=status)
