"""Who has signed a content, who has still to sign it, and whether the reader may do so now."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from minassa.core.clock import now
from minassa.planning import signing
from minassa.planning.models import Cycle, Decision, Mechanism, Signature
from minassa.planning.models.signature import Act, Capacity
from minassa.planning.readiness import to_sign
from minassa.web.doors import MemberRequest

MOST = 8  # things missing before a signature; the rest are counted


@dataclass(frozen=True)
class Place:
    """The line for one capacity: signed by somebody, or empty."""

    capacity: Capacity
    signature: Signature | None
    is_mine: bool  # the reader would sign here

    @property
    def label(self) -> str:
        return str(self.capacity.label)


@dataclass(frozen=True)
class SignatureBlock:
    act: Act
    subject: str  # the id of a mechanism or decision; empty for the cycle itself
    url: str
    places: list[Place]
    fallen: list[Signature]
    missing: list[str]  # why it cannot be signed yet
    is_open: bool

    @property
    def first_missing(self) -> list[str]:
        """The first few, and how many more there are."""
        rest = len(self.missing) - MOST
        if rest < 1:
            return self.missing
        told = ngettext("%(count)s more thing is missing.", "%(count)s more things are missing.", rest)
        return [*self.missing[:MOST], told % {"count": rest}]

    @property
    def may_sign(self) -> bool:
        return self.is_open and not self.missing and any(one.is_mine and one.signature is None for one in self.places)

    @property
    def read(self) -> str:
        """When the page was made: what others change after this moment is not signed unread."""
        return now().isoformat()

    @property
    def is_whole(self) -> bool:
        return all(one.signature for one in self.places)


def signature_block(
    request: MemberRequest,
    cycle: Cycle,
    act: Act,
    subject: Mechanism | Decision | None = None,
    *,
    of: tuple[Capacity, ...] = (Capacity.OFFICER, Capacity.MANAGER),
    missing: list[str] | None = None,
) -> SignatureBlock:
    """For {% include "signatures/_block.html" with signing=… %}. Two queries, and those of what is `missing`, where a
    page does not know it already."""
    given = signing.signatures_of(cycle, act, subject)
    standing = {one.capacity: one for one in given if one.stands}
    mine = signing.capacity_of(request.member)
    return SignatureBlock(
        act=act,
        subject=str(subject.pk) if subject else "",
        url=reverse("signatures:create", args=[request.company.slug, cycle.pk]),
        places=[Place(one, standing.get(one), one == mine) for one in of],
        fallen=[one for one in given if not one.stands],
        missing=_missing(act, cycle, subject or cycle, missing),
        is_open=cycle.is_open,
    )


def _missing(act: Act, cycle: Cycle, of: Cycle | Mechanism | Decision, known: list[str] | None) -> list[str]:
    if not cycle.is_open:
        return []
    return to_sign(act, cycle, of) if known is None else known
