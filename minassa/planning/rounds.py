"""A waiting request falls when what it asked for changes."""

from __future__ import annotations

from hashlib import sha256
from json import dumps

from minassa.core.clock import now
from minassa.people.models import Membership
from minassa.planning.holding import tell
from minassa.planning.models import Activity, ApprovalRequest

_ASKED = ("name", "kind", "platforms", "responsible_id", "starts_on", "deadline", "expected")
_EFFORT = ("member_id", "who", "people", "hours")
_COST = ("id", "what", "platform", "party_id", "asked")


def digest(activity: Activity) -> str:
    """Of what an approver reads: the activity, its people and hours, its money."""
    read = [
        list(Activity.objects.filter(pk=activity.pk).values_list(*_ASKED)),
        list(activity.efforts.order_by(*_EFFORT).values_list(*_EFFORT)),
        list(activity.cost_lines.order_by(*_COST).values_list(*_COST)),
    ]
    return sha256(dumps(read, ensure_ascii=False, default=str).encode()).hexdigest()


def waiting(activity: Activity) -> ApprovalRequest | None:
    return activity.requests.filter(state=ApprovalRequest.State.WAITING).first()


def was_approved(activity: Activity) -> bool:
    """As what it is now: another kind is approved by other rules."""
    return activity.requests.filter(state=ApprovalRequest.State.APPROVED, kind=activity.kind).exists()


def withdraw(request: ApprovalRequest, by: Membership) -> None:
    request.state, request.decided_at = ApprovalRequest.State.WITHDRAWN, now()
    request.save(update_fields=["state", "decided_at"])
    tell("request.withdrawn", request, by, activity=request.activity.name, round=request.round)
