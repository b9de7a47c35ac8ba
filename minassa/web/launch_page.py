"""The launch checklist as the page shows it: where each line leads, and the form that ticks one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from minassa.manual.ways import way
from minassa.people.abilities import Ability
from minassa.planning.models import Cycle, LaunchItem
from minassa.posts.launching import Launch, Line, launches_of
from minassa.web.doors import MemberRequest
from minassa.web.forms.ticks import TickForm

Code = LaunchItem.Code


@dataclass(frozen=True)
class Row:
    line: Line
    url: str
    label: str
    is_outside: bool = False  # the address is the platform's


@dataclass(frozen=True)
class Card:
    launch: Launch
    rows: list[Row]
    form: TickForm


def cards_of(
    request: MemberRequest, cycle: Cycle, *, channel: UUID | None = None, form: TickForm | None = None
) -> list[Card]:
    """`form`: the one that came back with its errors, of this channel."""
    found = []
    for one in launches_of(cycle):
        pk = one.channel.pk if one.channel else None
        mine = form if form is not None and pk == channel else TickForm(auto_id=f"id_{pk}_%s")
        found.append(Card(one, [_row(request, cycle, one, line) for line in one.lines], mine))
    return found


def _row(request: MemberRequest, cycle: Cycle, launch: Launch, line: Line) -> Row:
    slug, channel, member = request.company.slug, launch.channel, request.member
    url, label, is_outside = "", "", False
    match line.code:
        case Code.CONNECTED if channel:
            url, label = reverse("channels:show", args=[slug, channel.pk]), _("See the channel")
        case Code.REHEARSED if line.delivery:
            url, label = reverse("rehearsals:show", args=[slug, line.delivery.pk]), _("See the rehearsal")
        case Code.REHEARSED if member.may(Ability.WRITE_POSTS):
            url, label = reverse("posts:new", args=[slug]), _("Write a post")
        case Code.FORTNIGHT:
            url, label = way("runway:show", member, cycle.pk), _("Content ahead")
        case Code.STAFFED if line.is_done:
            url, label = way("mechanisms:index", member, cycle.pk), _("See the rules")
        case Code.STAFFED:
            url, label = way("team:index", member, cycle.pk), _("See the team")
        case Code.LAUNCHED if line.delivery and line.delivery.url:
            url, label, is_outside = line.delivery.url, _("See it on the platform"), True
        case Code.LAUNCHED if line.delivery:
            url, label = reverse("posts:show", args=[slug, line.delivery.post_id]), _("See the post")
        case Code.PROFILE if line.item and line.item.proof_url:
            url, label, is_outside = line.item.proof_url, _("See the proof"), True
    return Row(line, url, label, is_outside)
