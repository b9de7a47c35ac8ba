"""Pictures and films, given only to people of their company."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from minassa.media.access import asset_for
from minassa.media.fitting import thumb
from minassa.people.abilities import Ability
from minassa.web.doors import MemberRequest, member
from minassa.web.serving import serve

# What stands for a film in lists: nothing here opens films.
FILM = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="480" height="480">'
    b'<rect width="48" height="48" fill="#2b2d42"/><path d="M19 15v18l15-9z" fill="#fff"/></svg>'
)


@member(to=Ability.SEE_POSTS)
def show(request: MemberRequest, asset_id: UUID) -> HttpResponse:
    asset = asset_for(request.member, asset_id, to=Ability.SEE_POSTS)
    return serve(request, asset, asset.name)


@member(to=Ability.SEE_POSTS)
def show_thumb(request: MemberRequest, asset_id: UUID) -> HttpResponse:
    asset = asset_for(request.member, asset_id, to=Ability.SEE_POSTS)
    small = thumb(asset)
    if small is None:
        return HttpResponse(FILM, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=86400"})
    return serve(request, small, asset.name)
