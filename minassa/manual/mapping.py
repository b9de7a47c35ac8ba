"""Home is the manual: both procedures as a map, in four queries however much the company has."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from minassa.manual.cycle_records import current, cycle_with_records, cycles_with_records
from minassa.manual.glance import Glance, glance
from minassa.manual.going_on import going_on
from minassa.manual.planning_ahead import planning_ahead
from minassa.manual.progress import facts_of
from minassa.manual.stages import Map, Stage, State, in_turn
from minassa.manual.steps import MANAGE, PLAN, Procedure
from minassa.manual.ways import way
from minassa.people.abilities import Ability, Role
from minassa.people.models import Membership
from minassa.planning.models import Cycle

FIRST_ACT = 1
# What those outside the plan have to do with: the content of their platforms, or a matter passed to them.
CONCERNS: dict[Role, dict[str, tuple[int, ...]]] = {
    Role.OUTSIDE: {"SM-P1": (6, 7, 9), "SM-P2": (2, 3)},
    Role.EXPERT: {"SM-P2": (4,)},
}


def map_of(member: Membership, seen: Glance | None = None) -> Map:
    """For one who may not see the plan: only the steps that concern their work."""
    seen = seen or glance(member)
    if not member.may(Ability.SEE_PLAN):
        concern = [(one, _concerning(one, seen)) for one in (PLAN, MANAGE)]
        return Map(None, [(procedure, stages) for procedure, stages in concern if stages])
    cycles = cycles_with_records(member)
    cycle = current(cycles, member)
    may_start = member.may(Ability.WRITE_PLAN)
    if cycle is None:
        return Map(None, [(one, _not_begun(one, seen)) for one in (PLAN, MANAGE)], may_start=may_start)
    others = [one for one in cycles if one.pk != cycle.pk and one.is_open]
    return Map(cycle, [(PLAN, _stages(cycle, member)), (MANAGE, _not_begun(MANAGE, seen))], others, may_start)


def plan_of(cycle: Cycle, member: Membership) -> Map:
    """The first procedure as it stands in this cycle, which may be any of the company's."""
    return Map(cycle, [(PLAN, _stages(cycle_with_records(member, cycle), member))])


def _stages(cycle: Any, member: Membership) -> list[Stage]:
    return in_turn([*planning_ahead(cycle, member), *going_on(cycle, member)], Role(member.role))


def _concerning(procedure: Procedure, seen: Glance) -> list[Stage]:
    numbers = CONCERNS.get(Role(seen.member.role), {}).get(procedure.code, ())
    return [one for one in _not_begun(procedure, seen) if one.number in numbers]


def _not_begun(procedure: Procedure, seen: Glance) -> list[Stage]:
    """Before the first cycle: what there is already, and the one act that begins."""
    stages = []
    for step in procedure.steps:
        so_far = facts_of(procedure, step, seen)
        url, label = so_far.url, so_far.label
        if procedure is PLAN and step.number == FIRST_ACT and seen.member.may(Ability.WRITE_PLAN):
            url, label = way("cycles:new", seen.member), _("Start a cycle")
        stages.append(
            Stage(
                step,
                State.IN_HAND if so_far.begun else State.NOT_STARTED,
                facts=so_far.facts,
                url=url,
                label=label,
                is_kept=procedure is PLAN or bool(so_far.facts),
                is_now=procedure is PLAN and step.number == FIRST_ACT,
            )
        )
    return stages
