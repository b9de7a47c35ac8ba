"""The sheet of F-01 as it is edited in place: many rows at once, a row to another place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.errors import Sorry
from minassa.events.models import Event
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.planning import writing
from minassa.planning.activities import Given, renumber
from minassa.planning.errors import EditedElsewhere
from minassa.planning.holding import again, hold, tell
from minassa.planning.models import Activity, Cycle, Initiative
from minassa.planning.models.signature import Act
from minassa.planning.signing import settle


@dataclass(frozen=True)
class Edit:
    """What a row of the sheet becomes; without an activity it is a new one of the initiative."""

    given: Given
    initiative: Initiative | None = None
    activity: Activity | None = None
    version: int | None = None


class BadRow(Sorry):
    """One of many rows cannot be kept, so none was."""

    code = "bad_row"

    def __init__(self, at: int, why: str) -> None:
        super().__init__(why)
        self.at = at


@transaction.atomic
def write_all(cycle: Cycle, *, by: Membership, edits: Sequence[Edit]) -> list[Activity]:
    """Many rows at once: all of them or none. Raises BadRow, which names the first that cannot be kept."""
    demand(by, Ability.WRITE_PLAN)
    cycle = hold(cycle, by)
    written = []
    for at, edit in enumerate(edits):
        try:
            written.append(_written(cycle, edit, by))
        except Sorry as no:
            raise BadRow(at, str(no)) from no
    settle(cycle, by, Act.PLAN)
    return written


def _written(cycle: Cycle, edit: Edit, by: Membership) -> Activity:
    if edit.activity is None:
        if edit.initiative is None:
            raise NotValid(_("Each activity belongs to an initiative: name it."))
        activity = Activity(company_id=cycle.company_id, cycle=cycle, initiative=again(edit.initiative))
        activity.number = writing.next_number(cycle)
        writing.write(activity, cycle, {"name": "", **edit.given})
        tell("activity.added", activity, by, name=activity.name, number=activity.number)
        return activity
    activity = again(edit.activity)
    if edit.version is not None and edit.version != activity.version:
        raise EditedElsewhere(_("Somebody changed this activity meanwhile. Read it again before you change it."))
    changed = writing.write(activity, cycle, dict(edit.given))
    if changed:
        writing.unsettle(activity, cycle, by, changed)
        tell("activity.changed", activity, by, name=activity.name, number=activity.number, changed=changed)
    return activity


@transaction.atomic
def move(activity: Activity, *, by: Membership, initiative: Initiative, before: Activity | None = None) -> None:
    """To another place of the sheet, in this initiative: before that row, or last. The rows are numbered anew."""
    demand(by, Ability.WRITE_PLAN)
    cycle, activity = hold(activity.cycle_id, by), again(activity)
    if initiative.cycle_id != cycle.pk or (before is not None and before.cycle_id != cycle.pk):
        raise NotValid(_("That belongs to another cycle."))
    if activity.initiative_id != initiative.pk:
        activity.initiative = initiative
        activity.version += 1
        activity.save(update_fields=["initiative", "version"])
        tell("activity.changed", activity, by, name=activity.name, number=activity.number, changed=["initiative"])
    every = cycle.activities.select_related("initiative").order_by("initiative__position", "number")
    rows = list(every.exclude(pk=activity.pk))
    places = [at for at, one in enumerate(rows) if one.pk == before.pk] if before is not None else []
    mine = [at for at, one in enumerate(rows) if one.initiative_id == initiative.pk]
    ahead = [at for at, one in enumerate(rows) if one.initiative.position <= initiative.position]
    at = (places or [one + 1 for one in mine[-1:]] or [one + 1 for one in ahead[-1:]] or [0])[0]
    rows.insert(at, activity)
    renumber(cycle, by=by, order=[one.pk for one in rows])


def last_change(activity: Activity) -> Event | None:
    """Who wrote to it last, and when."""
    return Event.objects.filter(subject_id=activity.pk).select_related("by").order_by("-id").first()
