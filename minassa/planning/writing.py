"""Writing one row of F-01 with all that hangs on it. The cycle is held by the caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.planning import money, resourcing, rounds
from minassa.planning.errors import NotNow
from minassa.planning.holding import keep
from minassa.planning.models import Activity, Cycle, Dependency
from minassa.planning.models.kept import NOTHING
from minassa.planning.platforms import known

_BESIDES = ("efforts", "costs", "after")
_TIMES_AND_ORDER = {"number", "initiative", "after"}  # not what an approver approved


def write(activity: Activity, cycle: Cycle, given: Mapping[str, Any]) -> list[str]:
    """The names that changed."""
    fields = {name: value for name, value in given.items() if name not in _BESIDES}
    clean(activity, fields)
    number = fields.get("number", activity.number)
    if number < 1 or ("number" in fields and cycle.activities.filter(number=number).exclude(pk=activity.pk).exists()):
        raise NotNow(_("Activity number %(number)s is taken. Choose another one.") % {"number": number})
    is_new = activity._state.adding
    changed = keep(activity, fields)
    if "efforts" in given and resourcing.set_efforts(activity, given["efforts"]):
        changed.append("efforts")
    if "costs" in given and resourcing.set_costs(activity, cycle, given["costs"]):
        changed.append("costs")
    if "after" in given and set_after(activity, given["after"]):
        changed.append("after")
    if changed and not is_new:
        activity.version += 1
        activity.save(update_fields=["version"])
    return changed


def unsettle(activity: Activity, cycle: Cycle, by: Membership, changed: Sequence[str]) -> None:
    """What was asked or decided of it no longer holds when what was read has changed."""
    if "kind" in changed:
        _falls(activity, cycle)
    request = rounds.waiting(activity)
    if request is not None and request.digest != rounds.digest(activity):
        rounds.withdraw(request, by)
        _becomes_draft(activity)
    elif activity.approval in (Activity.Approval.POSTPONED, Activity.Approval.REJECTED):
        if set(changed) - _TIMES_AND_ORDER:
            _becomes_draft(activity)
    elif activity.approval == Activity.Approval.APPROVED and (
        "kind" in changed or any(line.asked > line.approved for line in activity.cost_lines.all() if "costs" in changed)
    ):
        _becomes_draft(activity)


def _falls(activity: Activity, cycle: Cycle) -> None:
    """The company may have other rules for another kind: what was approved by those of the first is not approved."""
    lines = list(activity.cost_lines.all())
    if any(money.used(line) for line in lines):
        raise NotNow(_("Money was promised or spent on this activity, so its kind stays. Add another activity."))
    money.set_approved(cycle, dict.fromkeys(lines, NOTHING))


def _becomes_draft(activity: Activity) -> None:
    activity.approval, activity.postponed_to = Activity.Approval.DRAFT, None
    activity.save(update_fields=["approval", "postponed_to"])


def set_after(activity: Activity, before: Sequence[Activity]) -> bool:
    if any(one.cycle_id != activity.cycle_id for one in before):
        raise NotValid(_("An activity waits for activities of its own plan."))
    wanted, has = {one.pk for one in before}, set(activity.dependencies.values_list("before", flat=True))
    if wanted == has:
        return False
    others = Dependency.objects.filter(cycle=activity.cycle_id).exclude(activity=activity)
    waits: dict[Any, set[Any]] = {activity.pk: wanted}
    for one, other in others.values_list("activity", "before"):
        waits.setdefault(one, set()).add(other)
    if leads_back(activity.pk, waits):
        raise NotValid(_("These activities would wait for each other for ever."))
    activity.dependencies.exclude(before__in=wanted).delete()
    Dependency.objects.bulk_create(
        Dependency(company_id=activity.company_id, cycle_id=activity.cycle_id, activity=activity, before_id=pk)
        for pk in sorted(wanted - has)
    )
    return True


def next_number(cycle: Cycle) -> int:
    return (cycle.activities.aggregate(last=Max("number"))["last"] or 0) + 1


def clean(activity: Activity, fields: dict[str, Any]) -> None:
    if "name" in fields:
        fields["name"] = one_line(fields["name"])
        if not fields["name"]:
            raise NotValid(_("Give the activity a name."))
    if "platforms" in fields:
        fields["platforms"] = list(dict.fromkeys(fields["platforms"]))
        for platform in fields["platforms"]:
            known(platform)
    starts_on = fields.get("starts_on", activity.starts_on)
    deadline = fields.get("deadline", activity.deadline)
    if starts_on and deadline and deadline < starts_on:
        raise NotValid(_("The deadline of “%(activity)s” is before its start.") % {"activity": _name(activity, fields)})


def _name(activity: Activity, fields: Mapping[str, Any]) -> str:
    return str(fields.get("name", activity.name))


def leads_back(start: Any, waits: Mapping[Any, set[Any]]) -> bool:
    seen, ahead = set(), list(waits[start])
    while ahead:
        one = ahead.pop()
        if one == start:
            return True
        if one not in seen:
            seen.add(one)
            ahead += waits.get(one, ())
    return False
