"""Step 4: the rows of the plan written, and given their priorities."""

from __future__ import annotations

from decimal import Decimal

from minassa.planning import activities, initiatives, priorities
from minassa.planning.activities import CostOf, EffortOf
from minassa.planning.demo.plan import GROUPS, Group, Row
from minassa.planning.demo.story import Story
from minassa.planning.models import Activity, Initiative


def write(story: Story) -> None:
    for group in GROUPS:
        add(story, group)
    priorities.move(
        story.activities["shifts"],
        by=story.maha,
        to=4,
        reason="ثلث الرسائل يصل بعد انتهاء الدوام، وكل ساعة تأخير تكلّفنا طلبًا. المدير العام موافق على تقديمها.",
    )


def add(story: Story, group: Group) -> None:
    initiative = story.cycle.initiatives.filter(name=group.name).first() or initiatives.add(
        story.cycle, by=story.maha, name=group.name, objective=story.objectives[group.objective]
    )
    for row in group.rows:
        made = _add(story, initiative, row)
        impact, urgency, effort = row.rated
        story.activities[row.key] = priorities.rate(made, by=story.maha, impact=impact, urgency=urgency, effort=effort)


def _add(story: Story, initiative: Initiative, row: Row) -> Activity:
    first, last = row.days
    return activities.add(
        initiative,
        by=story.maha,
        name=row.name,
        kind=row.kind,
        platforms=list(row.platforms),
        responsible=story.people[row.responsible],
        starts_on=story.day(first),
        deadline=story.day(last),
        expected=row.expected,
        efforts=[_effort(story, who, hours) for who, hours in row.hours],
        costs=[
            CostOf(one.what, Decimal(one.asked), one.platform, story.agency if one.agency else None)
            for one in row.costs
        ],
        after=[story.activities[key] for key in row.after],
    )


def _effort(story: Story, who: str, hours: int) -> EffortOf:
    member = story.people.get(who)
    return EffortOf(Decimal(hours), member, "" if member else who)
