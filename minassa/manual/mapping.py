"""Home is the manual: both procedures as a map, in four queries however much the company has."""

from __future__ import annotations

from django.utils.translation import gettext as _

from minassa.manual.cycle_records import current, cycles_with_records
from minassa.manual.glance import Glance, glance
from minassa.manual.going_on import going_on
from minassa.manual.planning_ahead import planning_ahead
from minassa.manual.progress import facts_of
from minassa.manual.stages import Map, Stage, State
from minassa.manual.steps import MANAGE, PLAN, Procedure
from minassa.manual.ways import way
from minassa.people.abilities import Ability
from minassa.people.models import Membership

FIRST_ACT = 1


def map_of(member: Membership, seen: Glance | None = None) -> Map:
    """For one who may not see the plan: the manual's own words, and what concerns their work."""
    seen = seen or glance(member)
    if not member.may(Ability.SEE_PLAN):
        return Map(None, [(one, _untold(one, seen)) for one in (PLAN, MANAGE)])
    cycles = cycles_with_records(member)
    cycle = current(cycles, member)
    may_start = member.may(Ability.WRITE_PLAN)
    if cycle is None:
        return Map(None, [(one, _not_begun(one, seen)) for one in (PLAN, MANAGE)], may_start=may_start)
    stages = [*planning_ahead(cycle, member), *going_on(cycle, member)]
    others = [one for one in cycles if one.pk != cycle.pk and one.is_open]
    return Map(cycle, [(PLAN, stages), (MANAGE, _not_begun(MANAGE, seen))], others, may_start)


def _untold(procedure: Procedure, seen: Glance) -> list[Stage]:
    return [Stage(step, State.NOT_STARTED, facts=facts_of(procedure, step, seen).facts) for step in procedure.steps]


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
            )
        )
    return stages
