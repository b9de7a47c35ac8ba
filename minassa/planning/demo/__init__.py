"""The demo company in the middle of a cycle: SM-P1 from its objectives to a report that is late.

Everything is made by the verbs of the product, in the order of the manual, so that the gate is open when the room above
plans the posts of the demo.
"""

from __future__ import annotations

from minassa.people.demo import step
from minassa.people.models import Company
from minassa.planning import gates
from minassa.planning.demo import aims, approvals, forming, money, voting, work
from minassa.planning.demo.story import TODAY, begin


@step
def half_a_cycle(company: Company) -> None:
    story = begin(company)
    with gates.once(company.pk, story.maha):
        with story.on(-14):
            aims.agree(story)
        with story.on(-9, 13):
            forming.form(story)
        with story.on(-6):
            work.write(story)
        with story.on(-3, 12):
            approvals.decide(story)
    with gates.once(company.pk, story.maha):
        with story.on(8):
            voting.choose(story)
        with story.on(30, 13):
            forming.follow(story)
        with story.on(TODAY - 4):
            approvals.add_later(story)
            voting.ask(story)
        with story.on(TODAY - 3):
            aims.measure(story)
            money.spend(story)
        with story.on(TODAY - 1):
            forming.call(story)
