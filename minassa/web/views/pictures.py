"""A picture or film taken into the post that is being written."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from minassa.core.errors import Sorry
from minassa.media import uploading
from minassa.people.abilities import Ability
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.posts import Placed


@member(to=Ability.WRITE_POSTS)
def create(request: MemberRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        return HttpResponse(_("No file arrived. Choose it again."), status=422)
    try:
        asset = uploading.upload(request.member, file=file, name=file.name or "")
    except Sorry as sorry:
        return HttpResponse(str(sorry), status=422, content_type="text/plain; charset=utf-8")
    return render(request, "posts/_picture.html", {"placed": Placed(asset, asset.alt)}, status=201)
