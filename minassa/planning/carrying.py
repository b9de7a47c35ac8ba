"""What goes on from one cycle into the next. Nothing of it is signed or approved there."""

from __future__ import annotations

from uuid import UUID

from minassa.planning.models import Cycle, Mechanism, Objective, Pillar, Service, TeamAssignment


def carry_over(old: Cycle, new: Cycle) -> None:
    moved = {one.pk: _objective(one, new) for one in _going_on(old)}
    Objective.objects.bulk_create(moved.values())
    for mechanism in old.mechanisms.prefetch_related("pillars", "services"):
        _mechanism(mechanism, new, moved)
    TeamAssignment.objects.bulk_create(_assignment(one, new) for one in old.assignments.select_related("member"))


def _going_on(old: Cycle) -> list[Objective]:
    """After a review those it carries on; before it, all that were not said to be reached."""
    every = list(old.objectives.all())
    reviewed = [one for one in every if one.reached is not None]
    return [one for one in every if one.is_carried_on or (not reviewed)]


def _objective(one: Objective, new: Cycle) -> Objective:
    stands_at = one.measured if one.measured is not None else one.baseline
    return Objective(
        company_id=new.company_id,
        cycle=new,
        position=one.position,
        statement=one.statement,
        metric_id=one.metric_id,
        baseline=stands_at,
        target=one.target,
        due_on=None,
        weight=one.weight,
        carried_from=one,
    )


def _mechanism(old: Mechanism, new: Cycle, moved: dict[UUID, Objective]) -> None:
    pillars, services = list(old.pillars.all()), list(old.services.all())
    mechanism = Mechanism.objects.get(pk=old.pk)
    mechanism.pk, mechanism.cycle = Mechanism().pk, new
    mechanism._state.adding = True
    mechanism.save()
    of_new = {"company_id": new.company_id, "cycle": new, "mechanism": mechanism}
    Pillar.objects.bulk_create(
        Pillar(position=one.position, name=one.name, share=one.share, **of_new) for one in pillars
    )
    Service.objects.bulk_create(
        Service(objective=moved[one.objective_id], **of_new) for one in services if one.objective_id in moved
    )


def _assignment(one: TeamAssignment, new: Cycle) -> TeamAssignment:
    """The same place for the new period; a member's own term still ends when it ends."""
    last = one.member.ends_on if one.member is not None else None
    ends_on = min(new.ends_on, last) if last is not None and last >= new.starts_on else new.ends_on
    return TeamAssignment(
        company_id=new.company_id,
        cycle=new,
        member=one.member,
        invitation_id=one.invitation_id,
        specialty=one.specialty,
        arrangement=one.arrangement,
        party_id=one.party_id,
        starts_on=new.starts_on,
        ends_on=max(ends_on, new.starts_on),
        fee=one.fee,
        weekly_hours=one.weekly_hours,
        note=one.note,
    )
