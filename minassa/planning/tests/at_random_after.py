"""Steps 7 to 10 at random: reports, decisions, launch, review, and the close of a cycle."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import rule

from minassa.planning import choosing, launching, reporting, reviewing, signing, team
from minassa.planning.choosing import CriterionOf, OptionOf
from minassa.planning.models import Cycle, Decision, LaunchItem, Objective, ProgressReport
from minassa.planning.models.signature import Act
from minassa.planning.tests.at_random import people, which
from minassa.planning.tests.at_random_planning import Planning

OPTIONS = [OptionOf("Agency"), OptionOf("Own team"), OptionOf("Both")]


class Going(Planning):
    """The whole of the procedure."""

    @rule()
    def nightly(self) -> None:
        """The jobs, on any cycle: one that closes meanwhile too."""
        for cycle in Cycle.objects.all():
            self.attempt(reporting.ensure_due, cycle)
            self.attempt(reporting.remind, cycle)
            self.attempt(team.warn_of_ends, cycle)

    @rule(who=people, number=which, act=some.sampled_from(["draft", "write", "submit", "receive", "send_back"]))
    def report(self, who: int, number: int, act: str) -> None:
        one, by = self.one(ProgressReport.objects.all(), number), self.people[who]
        if one is None:
            return
        match act:
            case "write":
                self.attempt(
                    reporting.write, one, by=by, summary="It goes", challenges=[reporting.ChallengeOf("Rain", ["Roof"])]
                )
            case "send_back":
                self.attempt(reporting.send_back, one, by=by, note="More, please")
            case _:
                self.attempt(getattr(reporting, act), one, by=by)

    @rule(who=people, of=which, fewer=some.booleans(), number=which)
    def question(self, who: int, of: int, fewer: bool, number: int) -> None:
        cycle, by = self.cycle(of), self.people[who]
        decision = self.one(Decision.objects.all(), number)
        if cycle and decision is None:
            criteria = [CriterionOf(one.statement, objective=one) for one in cycle.objectives.all()]
            self.attempt(
                choosing.open_decision,
                cycle,
                by=by,
                question="Who?",
                options=OPTIONS,
                criteria=[*criteria, CriterionOf("Price")],
            )
        elif decision:
            kept = [OptionOf(one.name, id=one.pk) for one in decision.options.all()]
            self.attempt(choosing.change, decision, by=by, options=kept[: 2 if fewer else None])

    @rule(
        who=people, number=which, option=which, act=some.sampled_from(["score", "choose", "choose", "reopen", "remove"])
    )
    def weigh(self, who: int, number: int, option: int, act: str) -> None:
        decision, by = self.one(Decision.objects.all(), number), self.people[who]
        if decision is None:
            return
        options = list(decision.options.all())
        match act:
            case "score":
                scores = {(each.pk, one.pk): option % 5 + 1 for each in options for one in decision.criteria.all()}
                self.attempt(choosing.score, decision, by=by, scores=scores)
            case "choose" if options:
                self.attempt(choosing.choose, decision, by=by, option=options[option % len(options)], reason="Cheaper")
            case "reopen":
                self.attempt(choosing.reopen, decision, by=by, reason="Prices rose")
            case "remove":
                self.attempt(choosing.remove, decision, by=by)

    @rule(who=people, of=which, number=which, back=some.booleans())
    def launch(self, who: int, of: int, number: int, back: bool) -> None:
        cycle, by, item = self.cycle(of), self.people[who], self.one(LaunchItem.objects.all(), number)
        if back and item:
            self.attempt(launching.untick, item, by=by)
        elif cycle:
            given: dict[str, Any] = {
                "channel": self.scene.channel,
                "code": "profile",
                "proof_url": "https://bsky.app/profile/noor",
            }
            self.attempt(launching.tick, cycle, by=by, **given)

    @rule(who=people, number=which, reached=some.booleans(), carry=some.booleans())
    def review(self, who: int, number: int, reached: bool, carry: bool) -> None:
        by = self.people[who]
        if one := self.one(Objective.objects.all(), number):
            self.attempt(reviewing.measure, one, by=by, value=number * 10)
            self.attempt(reviewing.judge, one, by=by, reached=reached, why="The films", carry_on=carry)

    @rule(who=people, of=which)
    def conclude(self, who: int, of: int) -> None:
        if cycle := self.cycle(of):
            self.attempt(reviewing.conclude, cycle, by=self.people[who], words=f"We learned {who}")

    @rule(of=which, finish=some.booleans())
    def close(self, of: int, finish: bool) -> None:
        """With `finish` all that closing asks for is done first."""
        cycle = self.cycle(of)
        if cycle and finish:
            for one in cycle.objectives.all():
                self.attempt(reviewing.measure, one, by=self.cast.omar, value=5)
                self.attempt(reviewing.judge, one, by=self.cast.omar, reached=True, why="The films")
            for by in (self.cast.omar, self.cast.layla):
                self.attempt(signing.sign, cycle, Act.REVIEW, by=by)
        if cycle:
            self.attempt(reviewing.close, cycle, by=self.cast.layla)
