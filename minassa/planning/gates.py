"""Steps 1 to 5 gate publishing. A company that has begun no cycle publishes as it always did: it has no gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.channels.models import Channel
from minassa.connectors.registry import title_of
from minassa.core.clock import now
from minassa.people.models import Company, Membership
from minassa.planning import standing
from minassa.planning.holding import tell
from minassa.planning.models import Cycle, Gate
from minassa.planning.steps import title

REHEARSAL = "rehearsal"  # nothing leaves the company there

_held: ContextVar[UUID | None] = ContextVar("gate held", default=None)


@contextmanager
def once(company: UUID, by: Membership | None = None) -> Iterator[None]:
    """Many changes in one transaction, and the gate brought up to them once, at their end."""
    with transaction.atomic():
        before = _held.set(company)
        try:
            yield
        finally:
            _held.reset(before)
        refresh(company, by)


@dataclass(frozen=True)
class Shut:
    """Why nothing goes out on a platform."""

    platform: str
    said: str
    step: int = 0  # of SM-P1; 0: there is no open cycle
    cycle: Cycle | None = None


def refresh(company: UUID, by: Membership | None = None) -> None:
    """Bring the gate up to the records, in the transaction that changed them. Its row is locked first, so that of
    two changes the later one sees the earlier."""
    if _held.get() == company or not Cycle.objects.filter(company=company).exists():
        return
    Gate.objects.bulk_create([Gate(company_id=company)], ignore_conflicts=True)
    gate = Gate.objects.select_for_update().get(pk=company)
    found = standing.of_company(company)
    for one in found:
        _settled(one, by)
    is_wide = any(one.is_wide for one in found)
    platforms = sorted({platform for one in found for platform in one.covered if one.lets(platform)})
    if (is_wide, platforms) == (gate.is_wide, gate.platforms):
        return
    opened = (is_wide and not gate.is_wide) or set(platforms) > set(gate.platforms)
    gate.is_wide, gate.platforms = is_wide, platforms
    gate.save()
    tell("gate.opened" if opened else "gate.narrowed", gate, by, platforms=platforms, is_wide=is_wide)


def _settled(one: standing.Standing, by: Membership | None) -> None:
    """Remember when the whole plan was first decided; the records say so, nobody sets it."""
    cycle = one.cycle
    if cycle.settled_at is None and one.steps[4].done and one.steps[5].done:
        cycle.settled_at = now()
        Cycle.objects.filter(pk=cycle.pk).update(settled_at=cycle.settled_at)
        tell("cycle.settled", cycle, by, name=cycle.name)


def lets(channel: Channel) -> bool:
    return channel.kind == REHEARSAL or lets_platform(channel.company_id, channel.platform)


def lets_platform(company: UUID, platform: str) -> bool:
    gate = Gate.objects.filter(pk=company).first()
    return gate is None or gate.lets(platform)


def shut_for(channels: Iterable[Channel]) -> list[Shut]:
    """Of these channels, all of one company, each platform that may not publish. One query while all may."""
    gated = [one for one in channels if one.kind != REHEARSAL]
    gate = Gate.objects.filter(pk=gated[0].company_id).first() if gated else None
    if gate is None:
        return []
    platforms = dict.fromkeys(one.platform for one in gated if not gate.lets(one.platform))
    found = standing.of_company(gate.pk) if platforms else []
    return [_shut(one, found) for one in platforms]


def why_closed_for(channels: Iterable[Channel]) -> str:
    """The sentence for the first of these channels, all of one company, that may not publish. Empty: all may."""
    return next((one.said for one in shut_for(channels)), "")


def why_closed(company: Company | UUID, platform: str) -> str:
    """The sentence for who wants to publish there: which step is not done, and who can let it pass. Empty: open."""
    pk = company.pk if isinstance(company, Company) else company
    return "" if lets_platform(pk, platform) else _shut(platform, standing.of_company(pk)).said


def _shut(platform: str, found: Sequence[standing.Standing]) -> Shut:
    said = {"platform": title_of(platform)}
    if not found:
        told = _("Nothing goes out on %(platform)s: the last cycle is closed. Start the next one.")
        return Shut(platform, told % said)
    cycle, shut = next((one.cycle, step) for one in reversed(found) if (step := one.first_shut(platform)))
    if shut.number == 2:
        told = _(
            "Nothing goes out on %(platform)s yet: no signed mechanism covers it (step %(number)s, “%(title)s”)."
            " The marketing officer can sign one, or let publishing go on with a written reason."
        )
    else:
        told = _(
            "Nothing goes out on %(platform)s yet: step %(number)s, “%(title)s”, is not done."
            " The marketing officer can let publishing go on with a written reason."
        )
    return Shut(platform, told % (said | {"number": shut.number, "title": title(shut.number)}), shut.number, cycle)
