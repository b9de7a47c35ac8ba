"""What the page of one activity says."""

from __future__ import annotations

from typing import Any

from minassa.documents.f01 import words
from minassa.people.abilities import Ability
from minassa.planning import readiness
from minassa.planning.models import Activity
from minassa.planning.sheets import row_of
from minassa.web.doors import MemberRequest
from minassa.web.forms.activities import DropForm, ProgressForm


def facts_of(
    request: MemberRequest, activity: Activity, *, drop: DropForm | None = None, progress: ProgressForm | None = None
) -> dict[str, Any]:
    row, cycle, member = row_of(activity), activity.cycle, request.member
    may_write = cycle.is_open and member.may(Ability.WRITE_PLAN)
    is_over = activity.state == Activity.State.DROPPED
    is_mine = activity.responsible_id == member.pk and member.may(Ability.DO_WORK)
    resources = len(row.efforts) + len(row.costs)
    return {
        "activity": activity,
        "row": row,
        "platforms": words.platforms(activity.platforms),
        "may_write": may_write,
        "may_drop": may_write and activity.state not in (Activity.State.DROPPED, Activity.State.DONE),
        "may_remove": may_write and not activity.requests.exists(),
        "may_tell": cycle.is_open and not is_over and (is_mine or member.may(Ability.WRITE_PLAN)),
        "has_begun": activity.approval == Activity.Approval.APPROVED,
        "sees_money": member.may(Ability.SEE_MONEY),
        "missing": readiness.of_activity(activity, cycle, resources=resources) if may_write and not is_over else [],
        "drop": drop or DropForm(),
        "progress": progress or ProgressForm(initial=_told(activity)),
    }


def _told(activity: Activity) -> dict[str, Any]:
    return {"state": activity.state, "progress": activity.progress, "note": activity.progress_note}
