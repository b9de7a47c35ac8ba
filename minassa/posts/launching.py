"""Step 9: the launch checklist of each channel of the plan, read from the records but for what a person answers for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from minassa.channels.models import Channel
from minassa.connectors.registry import title_of
from minassa.planning.gates import REHEARSAL
from minassa.planning.models import Cycle, LaunchItem, Mechanism, TeamAssignment
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State
from minassa.posts.runway import COUNTS

FORTNIGHT = timedelta(days=14)
ANSWERING = (TeamAssignment.Specialty.COMMUNITY, TeamAssignment.Specialty.SOCIAL_MEDIA)
Code = LaunchItem.Code


@dataclass(frozen=True)
class Line:
    """`said` is the evidence, or what is missing and what to do about it."""

    code: str
    is_done: bool
    said: str
    item: LaunchItem | None = None
    delivery: Delivery | None = None

    @property
    def label(self) -> str:
        return str(Code(self.code).label)


@dataclass(frozen=True)
class Launch:
    """One channel of a platform of the plan, or a platform that has no channel yet."""

    platform: str
    mechanism: Mechanism
    channel: Channel | None
    lines: list[Line] = field(default_factory=list)

    @property
    def title(self) -> str:
        return title_of(self.platform)

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.lines)

    @property
    def is_launched(self) -> bool:
        return any(one.is_done for one in self.lines if one.code == Code.LAUNCHED)


def launches_of(cycle: Cycle) -> list[Launch]:
    """In seven queries, however many channels there are."""
    records = _Records(cycle)
    found = []
    for mechanism in records.mechanisms:
        mine = [one for one in records.channels if one.platform == mechanism.platform]
        found += [Launch(mechanism.platform, mechanism, one, list(_lines(records, mechanism, one))) for one in mine]
        if not mine:
            found.append(Launch(mechanism.platform, mechanism, None))
    return found


class _Records:
    def __init__(self, cycle: Cycle) -> None:
        self.cycle, self.zone = cycle, cycle.company.zoneinfo
        self.mechanisms = list(cycle.mechanisms.select_related("escalate_to__user", "escalate_to__company"))
        live = Channel.objects.filter(company=cycle.company).exclude(state=Channel.State.REMOVED)
        self.channels = [one for one in live if one.kind != REHEARSAL]
        self.items = {
            (one.channel_id, one.code): one for one in cycle.launch_items.select_related("ticked_by", "proof")
        }
        team = cycle.assignments.filter(specialty__in=ANSWERING, member__isnull=False)
        self.answering = [one for one in team.select_related("member__user", "member__company") if _is_here(one)]
        sent = Delivery.objects.filter(company=cycle.company, state=State.SENT).select_related("post")
        real = sent.exclude(channel__kind=REHEARSAL)
        self.first = {one.channel_id: one for one in real.order_by("channel_id", "sent_at").distinct("channel_id")}
        shown = sent.filter(channel__kind=REHEARSAL).annotate(platform=_platform())
        self.rehearsed = {
            getattr(one, "platform", ""): one for one in shown.order_by("platform", "-sent_at").distinct("platform")
        }
        self.planned = self._planned()

    def begins(self, channel: Channel) -> date:
        """The first day of its fortnight: of its first post in this cycle, else when the cycle or today begins."""
        first = self.first.get(channel.pk)
        if first is not None and first.sent_at is not None:
            return max(first.sent_at.astimezone(self.zone).date(), self.cycle.starts_on)
        return max(self.cycle.company.local_now().date(), self.cycle.starts_on)

    def _planned(self) -> dict[Any, int]:
        windows = Q(pk__in=[])
        for channel in self.channels:
            begin = datetime.combine(self.begins(channel), time(), tzinfo=self.zone)
            windows |= Q(channel=channel, send_at__gte=begin, send_at__lt=begin + FORTNIGHT)
        counted = Delivery.objects.filter(windows, state__in=COUNTS).order_by().values("channel")
        return {row["channel"]: row["number"] for row in counted.annotate(number=Count("pk"))}


def _lines(records: _Records, mechanism: Mechanism, channel: Channel) -> Iterator[Line]:
    yield _connected(channel)
    yield _profile(records, channel)
    yield _rehearsed(records, mechanism)
    yield _fortnight(records, mechanism, channel)
    yield _staffed(records, mechanism)
    yield _launched(records, channel)


def _connected(channel: Channel) -> Line:
    if channel.is_connected:
        said = _("Posts go out as %(account)s.") % {"account": channel.handle or channel.name}
        return Line(Code.CONNECTED, True, said)
    return Line(Code.CONNECTED, False, _("The connection is lost. Connect the channel again."))


def _profile(records: _Records, channel: Channel) -> Line:
    item = records.items.get((channel.pk, Code.PROFILE))
    said = "" if item else _("Name, picture, description and contact stand on the platform. Tick it with a proof.")
    return Line(Code.PROFILE, item is not None, said, item=item)


def _rehearsed(records: _Records, mechanism: Mechanism) -> Line:
    shown = records.rehearsed.get(mechanism.platform)
    if shown is not None:
        return Line(Code.REHEARSED, True, _("A post was rehearsed and looked at."), delivery=shown)
    return Line(Code.REHEARSED, False, _("Publish one post on a rehearsal channel of this platform, and look at it."))


def _fortnight(records: _Records, mechanism: Mechanism, channel: Channel) -> Line:
    wants, has = 2 * (mechanism.posts_per_week or 0), records.planned.get(channel.pk, 0)
    if not wants:
        return Line(Code.FORTNIGHT, False, _("The mechanism does not say yet how many posts a week there are."))
    told = ngettext("%(has)s of %(wants)s post is planned.", "%(has)s of %(wants)s posts are planned.", wants)
    return Line(Code.FORTNIGHT, has >= wants, told % {"has": has, "wants": wants})


def _staffed(records: _Records, mechanism: Mechanism) -> Line:
    ruled = all((mechanism.tone, mechanism.respond_within, mechanism.answers_from, mechanism.answers_to))
    if not ruled or not mechanism.answer_days:
        return Line(Code.STAFFED, False, _("The mechanism lacks rules of interaction. Write them first."))
    if not records.answering:
        said = _("Nobody of the work team answers the audience. Assign somebody for it or for social media.")
        return Line(Code.STAFFED, False, said)
    expert = mechanism.escalate_to
    if expert is None or not expert.is_current():
        return Line(Code.STAFFED, False, _("Nobody takes what is escalated. Name a person in the mechanism."))
    names = ngettext(
        "%(names)s answers; %(expert)s takes what is escalated.",
        "%(names)s answer; %(expert)s takes what is escalated.",
        len(records.answering),
    )
    people = dict.fromkeys(one.name for one in records.answering)
    together = pgettext("between the items of a list", ", ").join(people)
    return Line(Code.STAFFED, True, names % {"names": together, "expert": expert.user.name})


def _launched(records: _Records, channel: Channel) -> Line:
    first = records.first.get(channel.pk)
    if first is not None:
        return Line(Code.LAUNCHED, True, _("The first post is live on the platform."), delivery=first)
    return Line(Code.LAUNCHED, False, _("Nothing is published here yet."))


def _is_here(one: TeamAssignment) -> bool:
    return one.member is not None and one.member.is_current()


def _platform() -> Any:
    own = KeyTextTransform("platform", "channel__limits")
    return Coalesce(own, Cast(F("channel__kind"), TextField()), output_field=TextField())
