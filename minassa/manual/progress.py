"""What the product keeps of a step before and beside the cycles, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minassa.manual.glance import Glance
from minassa.manual.steps import Procedure, Step
from minassa.manual.ways import way
from minassa.people.abilities import Ability


@dataclass(frozen=True)
class SoFar:
    """What exists, in sentences; where to go on; empty when the product keeps nothing of the step yet."""

    facts: list[str] = field(default_factory=list)
    begun: bool = False
    url: str = ""
    label: str = ""


Provider = Callable[[Glance], SoFar]


def facts_of(procedure: Procedure, step: Step, seen: Glance) -> SoFar:
    provider = PROVIDERS.get((procedure.code, step.number))
    return provider(seen) if provider else SoFar()


def _team(seen: Glance) -> SoFar:
    if not seen.member.may(Ability.SEE_PEOPLE):
        return SoFar()
    people, until = seen.count("people"), seen.count("people_for_a_term")
    told = ngettext("%(count)s person in the company.", "%(count)s people in the company.", people)
    facts = [told % {"count": people}]
    if until:
        told = ngettext("%(count)s of them for a fixed term.", "%(count)s of them for a fixed term.", until)
        facts.append(told % {"count": until})
    return SoFar(facts, people > 1, way("people:index", seen.member), _("People"))


def _content(seen: Glance) -> SoFar:
    if not seen.member.may(Ability.SEE_POSTS):
        return SoFar()
    drafts, waiting, approved = (seen.count(f"posts_{state}") for state in ("draft", "waiting", "approved"))
    facts = [
        ngettext("%(count)s draft.", "%(count)s drafts.", drafts) % {"count": drafts},
        ngettext("%(count)s post awaits approval.", "%(count)s posts await approval.", waiting) % {"count": waiting},
        ngettext("%(count)s post is approved.", "%(count)s posts are approved.", approved) % {"count": approved},
    ]
    told = [fact for fact, count in zip(facts, (drafts, waiting, approved), strict=True) if count]
    url = way("posts:index", seen.member)
    return SoFar(told or [_("No post is in preparation.")], bool(told), url, _("Posts"))


def _execution(seen: Glance) -> SoFar:
    if not seen.member.may(Ability.SEE_POSTS):
        return SoFar()
    sent = seen.count("sent_in_a_month")
    told = ngettext("%(count)s post was published in 30 days.", "%(count)s posts were published in 30 days.", sent)
    facts = [told % {"count": sent}] if sent else [_("No post was published in 30 days.")]
    return SoFar(facts, sent > 0, way("posts:index", seen.member), _("Posts"))


def _launch(seen: Glance) -> SoFar:
    if not seen.member.may(Ability.SEE_CHANNELS):
        return SoFar()
    connected, launched = seen.count("channels_connected"), seen.count("channels_live")
    facts = [
        ngettext("%(count)s channel is connected.", "%(count)s channels are connected.", connected)
        % {"count": connected},
        ngettext("%(count)s has a published post.", "%(count)s have a published post.", launched) % {"count": launched},
    ]
    told = [fact for fact, count in zip(facts, (connected, launched), strict=True) if count]
    url = way("channels:index", seen.member)
    return SoFar(told or [_("No channel is connected.")], connected > 0, url, _("Channels"))


def _notifying(seen: Glance) -> SoFar:
    if not seen.member.may(Ability.SEE_PEOPLE):
        return SoFar()
    inside, outside = seen.count("parties_inside"), seen.count("parties_outside")
    facts = [
        ngettext("%(count)s party inside the company.", "%(count)s parties inside the company.", inside)
        % {"count": inside},
        ngettext("%(count)s outside party.", "%(count)s outside parties.", outside) % {"count": outside},
    ]
    told = [fact for fact, count in zip(facts, (inside, outside), strict=True) if count]
    url, label = way("parties:index", seen.member), _("Responsible parties")
    return SoFar(told or [_("No responsible party is named.")], inside + outside > 0, url, label)


def _rehearsal(seen: Glance) -> SoFar:
    if not seen.member.may(Ability.SEE_POSTS):
        return SoFar()
    tried = seen.count("rehearsed")
    told = ngettext("%(count)s post was tried in rehearsal.", "%(count)s posts were tried in rehearsal.", tried)
    facts = [told % {"count": tried}] if tried else [_("No post has been tried in rehearsal.")]
    return SoFar(facts, tried > 0, way("channels:index", seen.member), _("Channels"))


PROVIDERS: dict[tuple[str, int], Provider] = {
    ("SM-P1", 3): _team,
    ("SM-P1", 6): _content,
    ("SM-P1", 7): _execution,
    ("SM-P1", 9): _launch,
    ("SM-P2", 2): _notifying,
    ("SM-P2", 3): _rehearsal,
}
