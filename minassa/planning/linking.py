"""Deciding from a phone: a signed link that needs a tap, not only an opening."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.models import Membership
from minassa.people.signing_in import digest, new_token
from minassa.planning import approving
from minassa.planning.errors import NotNow
from minassa.planning.models import ApprovalLink, ApprovalRequest, ApprovalStep

OPEN_FOR = timedelta(days=14)


def make_link(step: ApprovalStep, member: Membership) -> tuple[ApprovalLink, str]:
    """The link and its token, which is known only now."""
    token = new_token()
    link = ApprovalLink.objects.create(company_id=step.company_id, step=step, member=member, token_digest=digest(token))
    return link, token


def link_of(token: str) -> ApprovalLink | None:
    """What opening it shows; reads only. None for a link that never was, is used, too old, or whose person left."""
    found = ApprovalLink.objects.select_related(
        "step__request__activity__initiative", "step__request__asked_by", "step__request__cycle__company",
        "member__user", "member__company",
    ).filter(token_digest=digest(token), used_at__isnull=True, made_at__gt=now() - OPEN_FOR)  # fmt: skip
    link = found.first()
    return link if link is not None and link.member.is_current() else None


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
    link = link_of(token)
    if link is None:
        raise NotNow(_("This link has been used or is too old. Sign in to see what waits for you."))
    current = approving.current_step(link.step.request)
    if current is None or current.pk != link.step_id:
        raise NotNow(_("This request was already decided."))
    decided = approving.decide(
        link.step.request, verdict=verdict, by=link.member, amount=amount, words=words, postponed_to=postponed_to
    )
    ApprovalLink.objects.filter(step=link.step).update(used_at=now())
    return decided
