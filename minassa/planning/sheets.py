"""The whole of F-01 as its rows stand, read in few statements however many rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from minassa.people.models import Membership
from minassa.planning.models import Activity, CostLine, Cycle, Dependency, Effort, Initiative
from minassa.planning.models.kept import NOTHING


@dataclass(slots=True)
class Row:
    """An activity with what hangs on it."""

    activity: Activity
    efforts: list[Effort] = field(default_factory=list)
    costs: list[CostLine] = field(default_factory=list)
    after: list[int] = field(default_factory=list)  # numbers of the activities it waits for

    @property
    def asked(self) -> Decimal:
        return sum((one.asked for one in self.costs), NOTHING)

    @property
    def approved(self) -> Decimal:
        return sum((one.approved for one in self.costs), NOTHING)


@dataclass(slots=True)
class Group:
    initiative: Initiative
    rows: list[Row] = field(default_factory=list)

    @property
    def asked(self) -> Decimal:
        return sum((row.asked for row in self.rows), NOTHING)


@dataclass(slots=True)
class Sheet:
    cycle: Cycle
    groups: list[Group]

    @property
    def rows(self) -> Iterator[Row]:
        return (row for group in self.groups for row in group.rows)

    @property
    def asked(self) -> Decimal:
        return sum((group.asked for group in self.groups), NOTHING)

    @property
    def approved(self) -> Decimal:
        return sum((row.approved for row in self.rows), NOTHING)


def sheet_of(cycle: Cycle) -> Sheet:
    """Six statements. Rows stand in their initiative's group by number, groups in the order of the plan."""
    groups = {one.pk: Group(one) for one in cycle.initiatives.all()}
    activities, efforts = list(cycle.activities.all()), list(cycle.efforts.all())
    _name(activities, efforts)
    rows = {one.pk: Row(one) for one in activities}
    # What somebody adds between two of the statements is not of this reading.
    for effort in efforts:
        if effort.activity_id in rows:
            rows[effort.activity_id].efforts.append(effort)
    for line in cycle.cost_lines.select_related("party"):
        if line.activity_id in rows:
            rows[line.activity_id].costs.append(line)
    for one, before in waits_of(cycle):
        if one in rows and before in rows:
            rows[one].after.append(rows[before].activity.number)
    for row in rows.values():
        row.after.sort()
        if row.activity.initiative_id in groups:
            group = groups[row.activity.initiative_id]
            row.activity.initiative = group.initiative
            group.rows.append(row)
    return Sheet(cycle, list(groups.values()))


def _name(activities: list[Activity], efforts: list[Effort]) -> None:
    """The few colleagues who stand in many rows are read once."""
    wanted = {one.responsible_id for one in activities} | {one.member_id for one in efforts}
    people = Membership.objects.select_related("user", "company").in_bulk([pk for pk in wanted if pk])
    for one in activities:
        if one.responsible_id in people:
            one.responsible = people[one.responsible_id]
    for effort in efforts:
        if effort.member_id in people:
            effort.member = people[effort.member_id]


def row_of(activity: Activity) -> Row:
    """One of them alone."""
    return Row(
        activity,
        list(activity.efforts.select_related("member__user")),
        list(activity.cost_lines.select_related("party")),
        sorted(activity.dependencies.values_list("before__number", flat=True)),
    )


def waits_of(cycle: Cycle) -> list[tuple[UUID, UUID]]:
    return list(Dependency.objects.filter(cycle=cycle).values_list("activity", "before"))


def sums_of(cycle: Cycle) -> tuple[Decimal, Decimal]:
    """Asked and approved in all."""
    lines = cycle.cost_lines.values_list("asked", "approved")
    return sum((asked for asked, _ in lines), NOTHING), sum((approved for _, approved in lines), NOTHING)
