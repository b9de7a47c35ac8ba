"""Steps 1 to 5 on the map: those that gate publishing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from minassa.manual.stages import Stage, state_of
from minassa.manual.steps import PLAN
from minassa.manual.ways import way
from minassa.people.abilities import Ability, Role
from minassa.people.models import Membership
from minassa.planning import standing
from minassa.planning.standing import GATING, Passing

PAGES = {
    1: "objectives:index",
    2: "mechanisms:index",
    3: "team:index",
    4: "plan:show",
    5: "approval_requests:index",
}


SETTLED = (4, 5)


def planning_ahead(cycle: Any, member: Membership) -> Iterator[Stage]:
    stood, today = standing.read(cycle), member.company.local_now().date()
    overrides = cycle.is_open and member.may(Ability.OVERRIDE_GATE)
    for number in GATING:
        passing = stood.steps[number]
        done = passing.done or not cycle.is_open
        url, label = _act(passing, cycle, member)
        waits = bool(passing.waits_for)
        # Once the whole plan was decided, what is added to it has days of its own.
        by_when = None if done or (cycle.settled_at and number in SETTLED) else cycle.plan_due_on
        yield Stage(
            step=PLAN.steps[number - 1],
            state=state_of(done=done, begun=passing.begun, waits=waits, by_when=by_when, today=today),
            missing=passing.missing if cycle.is_open else [],
            waits_for=passing.waits_for or ([] if done else list(PLAN.steps[number - 1].who)),
            by_when=by_when,
            url=url,
            label=label,
            signed=passing.signed,
            override=passing.override,
            gates=True,
            may_override=overrides and not passing.lets_pass,
            may_withdraw=overrides and passing.override is not None,
        )


def _act(passing: Passing, cycle: Any, member: Membership) -> tuple[str, str]:
    """One button: the reader's own next act, or a look."""
    url = way(PAGES[passing.number], member, cycle.pk)
    mine = cycle.is_open and not passing.done
    writes = member.may(Ability.SET_OBJECTIVES if passing.number == 1 else Ability.WRITE_PLAN)
    if mine and passing.waits_for and Role(member.role) in passing.waits_for:
        return url, _("Sign") if passing.number != 5 else _("Decide")
    if passing.number == 5 and mine and writes and not cycle.has_asked:
        return way("priorities:index", member, cycle.pk) or url, _("Set priorities")
    labels = {
        1: _("Set objectives"),
        2: _("Set mechanisms"),
        3: _("Form the team"),
        4: _("Write the plan"),
        5: _("Follow the approvals"),
    }
    return url, labels[passing.number] if mine and writes else _("Look")
