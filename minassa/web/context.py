"""What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.models import Membership


def shell(request: HttpRequest) -> dict[str, Any]:
    member: Membership | None = getattr(request, "member", None)
    if member is None:
        return {"member": None, "companies": [], "nav": []}
    others = [one.company for one in getattr(request, "memberships", []) if one.company_id != member.company_id]
    return {"member": member, "companies": others, "nav": _nav(request, member)}


def _nav(request: HttpRequest, member: Membership) -> list[dict[str, Any]]:
    places = [
        (_("Home"), "home", "home:show", Ability.SEE_HOME),
        (_("Posts"), "posts", "posts:index", Ability.SEE_POSTS),
        (_("Calendar"), "calendar", "calendar:show", Ability.SEE_POSTS),
        (_("Channels"), "channels", "channels:index", Ability.SEE_CHANNELS),
        (_("People"), "people", "people:index", Ability.SEE_PEOPLE),
        (_("Activity"), "activity", "trail:index", Ability.SEE_TRAIL),
        (_("Status"), "status", "status:show", Ability.SEE_STATUS),
        (_("Settings"), "settings", "company:edit", Ability.MANAGE_COMPANY),
    ]
    match = request.resolver_match
    here = match.namespace if match else ""
    return [
        {"label": label, "icon": icon, "url": reverse(name, args=[member.company.slug]), "current": here == name.split(":")[0]}
        for label, icon, name, ability in places
        if member.may(ability)
    ]
