"""The demo company in the middle of a cycle: SM-P1 from its objectives to a report that is late.

Everything is made by the verbs of the product, in the order of the manual, so that the gate is open when the room above
plans the posts of the demo.
"""

from __future__ import annotations

from minassa.people.demo import step
from minassa.people.models import Company
from minassa.planning import gates
from minassa.planning.demo import aims, approvals, forming, money, progress, voting, work
from minassa.planning.demo.story import begin


@step
def half_a_cycle(company: Company) -> None:
    story = begin(company)
    with gates.once(company.pk, story.maha):
        aims.agree(story)
        forming.form(story)
        work.write(story)
        approvals.decide(story)
    with gates.once(company.pk, story.maha):
        approvals.add_later(story)
        money.spend(story)
        progress.report(story)
        voting.choose(story)
