"""Signing what was read, and letting signatures fall with what they were put to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership
from minassa.planning import gates, readiness, reading
from minassa.planning.contents import digest
from minassa.planning.errors import EditedElsewhere, NotNow, NotReady, NotYours
from minassa.planning.holding import again, hold, tell
from minassa.planning.models import Cycle, Decision, Mechanism, Signature
from minassa.planning.models.decision import Decision as _Decision
from minassa.planning.models.signature import Act, Capacity

Subject = Mechanism | Decision | Cycle


def capacity_of(member: Membership) -> Capacity | None:
    if member.may(Ability.SIGN_AS_MANAGER):
        return Capacity.MANAGER
    return Capacity.OFFICER if member.may(Ability.SIGN_AS_OFFICER) else None


@transaction.atomic
def sign(
    cycle: Cycle,
    act: Act | str,
    *,
    by: Membership,
    subject: Subject | None = None,
    read_at: datetime | None = None,
) -> Signature:
    """Put the member's name, in the member's own capacity, to the content as it is now.

    `subject` is the mechanism or decision; without one, the cycle itself. Raises NotReady with what is missing, and
    EditedElsewhere when somebody else changed it since it was read.
    """
    capacity = capacity_of(by)
    if capacity is None:
        demand(by, Ability.SIGN_AS_OFFICER)
    act, cycle = Act(act), hold(cycle, by)
    of = again(subject) if subject is not None else cycle
    if read_at is not None and (who := reading.changed_by(act, of, since=read_at, besides=by)):
        raise EditedElsewhere(_("%(name)s changed this meanwhile. Read it again before you sign it.") % {"name": who})
    missing = readiness.to_sign(act, cycle, of)
    if missing:
        raise NotReady(" ".join(missing))
    standing = Signature.objects.filter(act=act, subject_id=of.pk, fallen_at__isnull=True)
    if standing.filter(capacity=capacity).exists():
        raise NotNow(_("This is already signed in your capacity."))
    if standing.filter(by=by.user).exists():  # before their role changed
        raise NotYours(_("You have signed this already, in another capacity. The other signature is somebody else’s."))
    signature = Signature.objects.create(
        company_id=cycle.company_id,
        cycle=cycle,
        act=act,
        subject_id=of.pk,
        capacity=capacity or Capacity.OFFICER,
        by=by.user,
        digest=digest(act, cycle, of.pk),
    )
    tell("signature.given", signature, by, act=act, capacity=capacity, of=str(of))
    if isinstance(of, Decision) and is_signed_by_both(Act.DECISION, of.pk):
        of.state, of.settled_at = _Decision.State.SETTLED, now()
        of.save(update_fields=["state", "settled_at"])
        tell("decision.settled", of, by, question=of.question)
    gates.refresh(cycle.company_id, by)
    return signature


def is_signed_by_both(act: Act, subject: UUID) -> bool:
    standing = Signature.objects.filter(act=act, subject_id=subject, fallen_at__isnull=True)
    return set(standing.values_list("capacity", flat=True)) == set(Capacity.values)


def signatures_of(cycle: Cycle, act: Act | str, subject: Subject | None = None) -> list[Signature]:
    """All of them, those that fell too, the oldest first."""
    of = subject or cycle
    found = Signature.objects.filter(cycle=cycle, act=act, subject_id=of.pk)
    return list(found.select_related("by", "fallen_by"))


def settle(cycle: Cycle, by: Membership | None, *acts: Act) -> None:
    """After a change: signatures of these acts that no longer fit fall, and the gate is set anew. The cycle is held."""
    fall(cycle, by, acts)
    gates.refresh(cycle.company_id, by)


def fall(cycle: Cycle, by: Membership | None, acts: Iterable[Act]) -> None:
    standing = Signature.objects.filter(cycle=cycle, act__in=list(acts), fallen_at__isnull=True)
    digests: dict[tuple[str, UUID], str] = {}
    for one in standing:
        key = (one.act, one.subject_id)
        if key not in digests:
            digests[key] = digest(one.act, cycle, one.subject_id)
        if one.digest != digests[key]:
            one.fallen_at, one.fallen_by = now(), by.user if by else None
            one.save(update_fields=["fallen_at", "fallen_by"])
            tell("signature.fell", one, by, act=one.act, capacity=one.capacity, signed_by=one.by.name)
