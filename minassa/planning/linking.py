"""Deciding from a phone: a signed link that needs a tap, not only an opening."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.signing_in import digest
from minassa.planning import approving
from minassa.planning.errors import NotNow
from minassa.planning.models import ApprovalLink, ApprovalRequest
from minassa.planning.turns import make_link

OPEN_FOR = timedelta(days=14)
__all__ = ["OPEN_FOR", "Standing", "decide", "find", "link_of", "make_link", "standing"]


class Standing(StrEnum):
    """What a link is worth when it is opened."""

    OPEN = "open"
    UNKNOWN = "unknown"  # there is no such link, or its person is in the company no more
    DECIDED = "decided"  # this turn was taken, by this link or otherwise
    WITHDRAWN = "withdrawn"  # taken back by who asked, or fallen because the activity changed
    NOT_YOURS = "not_yours"  # no longer the person's turn: another role, a stand-in's days over
    OLD = "old"


def find(token: str) -> ApprovalLink | None:
    """Looking changes nothing: mail scanners open links too."""
    found = ApprovalLink.objects.select_related(
        "step__request__activity__initiative", "step__request__activity__responsible__user",
        "step__request__asked_by", "step__request__cycle__company", "step__approver__user", "step__by",
        "member__user", "member__company",
    )  # fmt: skip
    return found.filter(token_digest=digest(token)).first()


def standing(link: ApprovalLink | None) -> Standing:
    if link is None or not link.member.is_current():
        return Standing.UNKNOWN
    if link.step.verdict:
        return Standing.DECIDED
    if link.step.request.state != ApprovalRequest.State.WAITING:
        return Standing.WITHDRAWN
    if link.used_at is not None or link.made_at <= now() - OPEN_FOR:
        return Standing.OLD
    return Standing.OPEN if approving.may_decide(link.step, link.member) else Standing.NOT_YOURS


def link_of(token: str) -> ApprovalLink | None:
    """The link, while it can decide something."""
    link = find(token)
    return link if standing(link) == Standing.OPEN else None


@transaction.atomic
def decide(
    token: str,
    *,
    verdict: str,
    amount: Decimal | None = None,
    words: str = "",
    postponed_to: date | None = None,
) -> ApprovalRequest:
    """The tap. The same verb and the same refusals as on the page."""
    link = find(token)
    if link is None or standing(link) in (Standing.UNKNOWN, Standing.OLD):
        raise NotNow(_("This link has been used or is too old. Sign in to see what waits for you."))
    decided = approving.decide(
        link.step.request,
        verdict=verdict,
        by=link.member,
        amount=amount,
        words=words,
        postponed_to=postponed_to,
        turn=link.step_id,
    )
    ApprovalLink.objects.filter(step=link.step).update(used_at=now())
    return decided
