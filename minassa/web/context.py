"""What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from minassa.manual.ways import way
from minassa.people.abilities import Ability
from minassa.people.models import Membership


def shell(request: HttpRequest) -> dict[str, Any]:
    member: Membership | None = getattr(request, "member", None)
    if member is None:
        return {"member": None, "companies": [], "nav": []}
    mine = [one.company for one in getattr(request, "memberships", [])]
    switch = mine if len(mine) > 1 else []
    return {"member": member, "company": member.company, "companies": switch, "nav": _nav(request, member)}


def _nav(request: HttpRequest, member: Membership) -> list[dict[str, Any]]:
    places = [
        (_("Home"), "house", "home:show", Ability.SEE_HOME),
        (_("Plan"), "target", "cycles:index", Ability.SEE_PLAN),
        (_("Posts"), "newspaper", "posts:index", Ability.SEE_POSTS),
        (_("Calendar"), "calendar-days", "calendar:show", Ability.SEE_POSTS),
        (_("Channels"), "share-2", "channels:index", Ability.SEE_CHANNELS),
        (_("People"), "users-round", "people:index", Ability.SEE_PEOPLE),
        (pgettext("all that happened", "Activity"), "history", "trail:index", Ability.SEE_TRAIL),
        (_("Status"), "heart-pulse", "status:show", Ability.SEE_STATUS),
        (_("Settings"), "settings", "company:edit", Ability.MANAGE_COMPANY),
    ]
    match = request.resolver_match
    here = HOME_OF.get(match.namespace, match.namespace) if match else ""
    return [
        {
            "label": label,
            "icon": icon,
            "url": way(name, member),
            "current": here == name.split(":")[0],
        }
        for label, icon, name, ability in places
        if member.may(ability) and way(name, member)
    ]


OF_A_CYCLE = (
    "objectives", "metrics", "mechanisms", "team", "meetings", "actions", "plan", "imports", "priorities",
    "approval_requests", "approval_rules", "stand_ins", "budget", "commitments", "expenses", "runway", "reports",
    "decisions", "launch", "review", "overrides", "signatures",
)  # fmt: skip

# Pages that lie under another place of the navigation.
HOME_OF = {
    **dict.fromkeys(OF_A_CYCLE, "cycles"),
    "parties": "people",
    "invitations": "people",
    "connections": "channels",
    "handoffs": "posts",
    "rehearsals": "posts",
}
