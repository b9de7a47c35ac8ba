"""Several activities submitted in one go: each stands for itself, and one that is not ready holds no other back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from minassa.core.errors import Sorry
from minassa.people.models import Membership
from minassa.planning import approving
from minassa.planning.models import Activity, ApprovalRequest


@dataclass(frozen=True)
class Asked:
    activity: Activity
    request: ApprovalRequest | None
    refusal: str = ""  # why it could not be submitted


def ask_each(activities: Iterable[Activity], *, by: Membership, why: str = "") -> list[Asked]:
    return [_ask(one, by, why) for one in activities]


def _ask(activity: Activity, by: Membership, why: str) -> Asked:
    try:
        with transaction.atomic():
            return Asked(activity, approving.ask(activity, by=by, why=why))
    except Sorry as no:
        return Asked(activity, None, str(no))
