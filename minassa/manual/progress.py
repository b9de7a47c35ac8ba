"""How far the company has come with each step of the manual, in what this product keeps of it so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.manual.steps import PROCEDURES, Procedure, Step
from minassa.people.abilities import Ability, Role
from minassa.people.access import colleagues_of, parties_of
from minassa.people.models import Membership, Party
from minassa.posts.models import Delivery, Post
from minassa.posts.models.delivery import State


@dataclass(frozen=True)
class SoFar:
    """What exists, in sentences; where to go on; empty when the product keeps nothing of the step yet."""

    facts: list[str] = field(default_factory=list)
    begun: bool = False
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class Standing:
    """A step of the manual and how it stands in the reader's company."""

    step: Step
    so_far: SoFar
    is_kept: bool  # this version keeps something of the step

    @property
    def who(self) -> list[str]:
        return [str(Role(role).label) for role in self.step.who]


Provider = Callable[[Membership], SoFar]


def procedures_for(member: Membership) -> list[tuple[Procedure, list[Standing]]]:
    return [(procedure, [_standing(procedure, step, member) for step in procedure.steps]) for procedure in PROCEDURES]


def _standing(procedure: Procedure, step: Step, member: Membership) -> Standing:
    provider = PROVIDERS.get((procedure.code, step.number))
    return Standing(step, provider(member) if provider else SoFar(), is_kept=provider is not None)


def _team(member: Membership) -> SoFar:
    if not member.may(Ability.SEE_PEOPLE):
        return SoFar()
    people = [one for one in colleagues_of(member) if one.is_current()]
    until = [one for one in people if one.ends_on]
    facts = [
        ngettext("%(count)s person in the company.", "%(count)s people in the company.", len(people))
        % {"count": len(people)}
    ]
    if until:
        count = len(until)
        facts.append(
            ngettext("%(count)s of them for a fixed term.", "%(count)s of them for a fixed term.", count)
            % {"count": count}
        )
    return SoFar(facts, len(people) > 1, _at(member, "people:index"), _("People"))


def _content(member: Membership) -> SoFar:
    if not member.may(Ability.SEE_POSTS):
        return SoFar()
    state = Post.State
    counts = (
        Post.objects.all()
        .seen_by(member)
        .aggregate(
            drafts=Count("pk", filter=Q(state=state.DRAFT), distinct=True),
            waiting=Count("pk", filter=Q(state=state.SUBMITTED), distinct=True),
            approved=Count("pk", filter=Q(state=state.APPROVED), distinct=True),
        )
    )
    drafts, waiting, approved = counts["drafts"], counts["waiting"], counts["approved"]
    facts = [
        ngettext("%(count)s draft.", "%(count)s drafts.", drafts) % {"count": drafts},
        ngettext("%(count)s post awaits approval.", "%(count)s posts await approval.", waiting) % {"count": waiting},
        ngettext("%(count)s post is approved.", "%(count)s posts are approved.", approved) % {"count": approved},
    ]
    told = [fact for fact, count in zip(facts, (drafts, waiting, approved), strict=True) if count]
    return SoFar(
        told or [_("No post is in preparation.")], any(counts.values()), _at(member, "posts:index"), _("Posts")
    )


def _execution(member: Membership) -> SoFar:
    if not member.may(Ability.SEE_POSTS):
        return SoFar()
    month = now() - timedelta(days=30)
    sent = _deliveries(member).filter(state=State.SENT, sent_at__gte=month).count()
    told = ngettext("%(count)s post was published in 30 days.", "%(count)s posts were published in 30 days.", sent)
    facts = [told % {"count": sent}] if sent else [_("No post was published in 30 days.")]
    return SoFar(facts, sent > 0, _at(member, "posts:index"), _("Posts"))


def _launch(member: Membership) -> SoFar:
    if not member.may(Ability.SEE_CHANNELS):
        return SoFar()
    channels = Channel.objects.all().seen_by(member).exclude(state=Channel.State.REMOVED)
    counts = channels.aggregate(
        connected=Count("pk", filter=Q(state=Channel.State.CONNECTED), distinct=True),
        launched=Count("pk", filter=Q(deliveries__state=State.SENT), distinct=True),
    )
    connected, launched = counts["connected"], counts["launched"]
    facts = [
        ngettext("%(count)s channel is connected.", "%(count)s channels are connected.", connected)
        % {"count": connected},
        ngettext("%(count)s has a published post.", "%(count)s have a published post.", launched) % {"count": launched},
    ]
    told = [fact for fact, count in zip(facts, (connected, launched), strict=True) if count]
    return SoFar(told or [_("No channel is connected.")], connected > 0, _at(member, "channels:index"), _("Channels"))


def _notifying(member: Membership) -> SoFar:
    if not member.may(Ability.SEE_PEOPLE):
        return SoFar()
    counts = parties_of(member).aggregate(
        inside=Count("pk", filter=Q(kind=Party.Kind.INSIDE)), outside=Count("pk", filter=Q(kind=Party.Kind.OUTSIDE))
    )
    inside, outside = counts["inside"], counts["outside"]
    facts = [
        ngettext("%(count)s party inside the company.", "%(count)s parties inside the company.", inside)
        % {"count": inside},
        ngettext("%(count)s outside party.", "%(count)s outside parties.", outside) % {"count": outside},
    ]
    told = [fact for fact, count in zip(facts, (inside, outside), strict=True) if count]
    label = _("Responsible parties")
    return SoFar(
        told or [_("No responsible party is named.")], inside + outside > 0, _at(member, "parties:index"), label
    )


def _rehearsal(member: Membership) -> SoFar:
    if not member.may(Ability.SEE_POSTS):
        return SoFar()
    tried = _deliveries(member).filter(state=State.SENT, channel__kind="rehearsal").count()
    told = ngettext("%(count)s post was tried in rehearsal.", "%(count)s posts were tried in rehearsal.", tried)
    facts = [told % {"count": tried}] if tried else [_("No post has been tried in rehearsal.")]
    return SoFar(facts, tried > 0, _at(member, "channels:index"), _("Channels"))


def _deliveries(member: Membership) -> QuerySet[Delivery]:
    return Delivery.objects.filter(company=member.company, channel__in=Channel.objects.all().seen_by(member))


def _at(member: Membership, name: str) -> str:
    return reverse(name, args=[member.company.slug])


PROVIDERS: dict[tuple[str, int], Provider] = {
    ("SM-P1", 3): _team,
    ("SM-P1", 6): _content,
    ("SM-P1", 7): _execution,
    ("SM-P1", 9): _launch,
    ("SM-P2", 2): _notifying,
    ("SM-P2", 3): _rehearsal,
}
