"""What the composer and a post's page say while the manual keeps a platform from publishing, and where to go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from minassa.channels.models import Channel
from minassa.manual.ways import way
from minassa.people.abilities import Ability
from minassa.people.models import Membership
from minassa.planning import gates

PAGES = {
    1: "objectives:index",
    2: "mechanisms:index",
    3: "team:index",
    4: "plan:show",
    5: "priorities:index",
}


@dataclass(frozen=True)
class Held:
    platform: str
    said: str
    url: str
    label: str


def held_back(member: Membership, channels: Iterable[Channel]) -> list[Held]:
    """One for each platform that may not publish yet. An outside party reads why; the plan is not theirs to open."""
    return [
        Held(one.platform, one.said, _url(member, one), _label(one) if member.may(Ability.SEE_PLAN) else "")
        for one in gates.shut_for(channels)
    ]


def _url(member: Membership, shut: gates.Shut) -> str:
    if not member.may(Ability.SEE_PLAN):
        return ""
    if shut.cycle is None:
        return way("cycles:new", member) if member.may(Ability.WRITE_PLAN) else ""
    return way(PAGES[shut.step], member, shut.cycle.pk) or reverse("home:show", args=[member.company.slug])


def _label(shut: gates.Shut) -> str:
    return _("Open step %(number)s") % {"number": shut.step} if shut.step else _("Start a cycle")
