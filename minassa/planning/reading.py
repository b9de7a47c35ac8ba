"""What others changed between the reading of a content and its signing. Nobody signs what they did not read."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from minassa.events.models import Event
from minassa.people.models import Membership
from minassa.planning.models import Cycle, Decision, Mechanism
from minassa.planning.models.signature import Act

LATEST = 500  # events looked through; whoever read before all of them reads again

_OBJECTIVES = ("objective.added", "objective.changed", "objective.removed", "metric.changed")
_APPROVALS = ("approved", "approved_for_less", "asked", "postponed", "rejected", "sent_back")
# Record by record: what changes the content of each act. Of a mechanism and a decision only their own count.
_CHANGES: dict[Act, frozenset[str]] = {
    Act.OBJECTIVES: frozenset(_OBJECTIVES),
    Act.MECHANISM: frozenset({"mechanism.changed", "objective.removed"}),
    Act.PLAN: frozenset(
        {
            *_OBJECTIVES,
            *(f"initiative.{one}" for one in ("added", "changed", "removed")),
            *(f"activity.{one}" for one in ("added", "changed", "removed", "dropped", "rated", "moved")),
            *(f"approval.{one}" for one in _APPROVALS),
            *("plan.renumbered", "plan.imported", "request.withdrawn", "cycle.changed"),
        }
    ),
    Act.DECISION: frozenset(f"decision.{one}" for one in ("changed", "scored", "chosen", "reopened")),
    Act.REVIEW: frozenset({*_OBJECTIVES, "objective.measured", "objective.judged", "cycle.changed", "cycle.concluded"}),
}


def changed_by(act: Act, of: Cycle | Mechanism | Decision, *, since: datetime, besides: Membership) -> str:
    """The name of who changed it since then, other than who signs. Empty: nobody did."""
    latest = list(Event.objects.filter(company=besides.company_id).order_by("-id").select_related("by")[:LATEST])
    for one in latest:
        if one.at <= since:
            return ""
        is_of_it = isinstance(of, Cycle) or one.subject_id == of.pk or one.verb == "objective.removed"
        if one.verb in _CHANGES[act] and is_of_it and one.by is not None and one.by_id != besides.user_id:
            return one.by.name
    return _("Somebody") if len(latest) == LATEST else ""
