"""Steps 1 to 5 at random: objectives, mechanisms, team, plan, approvals and money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import rule

from minassa.core.clock import now
from minassa.planning import (
    activities,
    approving,
    budgeting,
    initiatives,
    linking,
    mechanisms,
    meetings,
    metrics,
    objectives,
    overriding,
    priorities,
    rules,
    signing,
    team,
)
from minassa.planning.activities import CostOf, EffortOf
from minassa.planning.models import (
    Activity,
    ApprovalRequest,
    ApprovalStep,
    Commitment,
    CostLine,
    Decision,
    Expense,
    Initiative,
    Mechanism,
    Meeting,
    Metric,
    Objective,
    Override,
    StandIn,
    TeamAssignment,
)
from minassa.planning.models.signature import Act
from minassa.planning.rules import RuleOf
from minassa.planning.tests.at_random import Company, amounts, people, steps, which

verdicts = some.sampled_from(["approve", *approving.Verdict.values])
RULES = [
    [],
    [RuleOf(Decimal(1000), "officer"), RuleOf(None, "manager")],
    [RuleOf(None, "officer")],
    [RuleOf(Decimal(500), "manager", kind="advertising"), RuleOf(Decimal(2000), "officer")],
]
PILLARS = [[("Offers", 60), ("Advice", 40)], [("Offers", 50)], [("Advice", 100)]]


class Planning(Company):
    @rule(who=people, of=which, number=which, act=some.sampled_from(["add", "change", "remove"]), aim=amounts)
    def objective(self, who: int, of: int, number: int, act: str, aim: Decimal) -> None:
        cycle, one, by = self.cycle(of), self.one(Objective.objects.all(), number), self.people[who]
        if cycle and act == "add":
            metric = Metric.objects.get(company=self.cast.company, own_name__gt="")
            given: dict[str, Any] = {"baseline": Decimal(1), "target": aim, "due_on": cycle.ends_on, "metric": metric}
            self.attempt(objectives.add, cycle, by=by, statement=f"Reach {aim}", **given)
        elif one and act == "change":
            self.attempt(objectives.change, one, by=by, target=aim, weight=number + 1)
        elif one:
            self.attempt(objectives.remove, one, by=by)

    @rule(who=people, better=some.sampled_from(["up", "down"]), unit=some.sampled_from(["count", "money"]))
    def indicator(self, who: int, better: str, unit: str) -> None:
        own = Metric.objects.get(company=self.cast.company, own_name__gt="")
        self.attempt(metrics.change, own, by=self.people[who], name=f"Shops {unit}", unit=unit, better=better)

    @rule(who=people, of=which, number=which, pillars=some.sampled_from(PILLARS), fewer=some.booleans())
    def mechanism(self, who: int, of: int, number: int, pillars: list[tuple[str, int]], fewer: bool) -> None:
        cycle, one, by = self.cycle(of), self.one(Mechanism.objects.all(), number), self.people[who]
        if one and number % 3 == 0:
            self.attempt(mechanisms.remove, one, by=by)
        elif one:
            served = list(one.cycle.objectives.all())[: 1 if fewer else None]
            self.attempt(mechanisms.change, one, by=by, pillars=pillars, objectives=served)
        elif cycle:
            self.attempt(mechanisms.add, cycle, "mastodon", by=by, pillars=pillars)

    @rule(who=people, of=which, number=which, specialty=some.sampled_from(["design", "social_media", "film"]))
    def assign(self, who: int, of: int, number: int, specialty: str) -> None:
        cycle, by = self.cycle(of), self.people[who]
        gone = self.one(TeamAssignment.objects.all(), number)
        if cycle and (number % 2 or gone is None):
            self.attempt(team.assign, cycle, by=by, member=self.cast.huda, specialty=specialty, fee=Decimal(10))
        elif gone:
            self.attempt(team.remove, gone, by=by)

    @rule(who=people, of=which, number=which, act=some.sampled_from(["call", "keep", "cancel", "change"]))
    def meet(self, who: int, of: int, number: int, act: str) -> None:
        cycle, one, by = self.cycle(of), self.one(Meeting.objects.all(), number), self.people[who]
        if cycle and (act == "call" or one is None):
            self.attempt(meetings.call, cycle, by=by, title="The team", starts_at=now(), members=[self.cast.huda])
        elif one and act == "keep":
            self.attempt(meetings.keep_minutes, one, by=by, minutes="Huda designs.", decisions=["Yes"])
        elif one and act == "cancel":
            self.attempt(meetings.cancel, one, by=by)
        elif one:
            self.attempt(meetings.change, one, by=by, title=f"The team {number}")

    @rule(who=people, of=which, number=which, cost=amounts, kind=some.sampled_from(["content", "advertising"]))
    def write_row(self, who: int, of: int, number: int, cost: Decimal, kind: str) -> None:
        cycle, by = self.cycle(of), self.people[who]
        if cycle is None:
            return
        group = self.one(Initiative.objects.filter(cycle=cycle), number)
        if group is None:
            self.attempt(initiatives.add, cycle, by=by, name="Season")
            return
        given: dict[str, Any] = {
            "responsible": self.people[number],
            "deadline": cycle.ends_on,
            "costs": [CostOf("Camera", cost), CostOf("Studio", cost)],
        }
        self.attempt(activities.add, group, by=by, name=f"Film {number}", kind=kind, **given)

    @rule(who=people, number=which, costs=some.lists(amounts, max_size=3), name=some.booleans())
    def change_row(self, who: int, number: int, costs: list[Decimal], name: bool) -> None:
        if one := self.one(Activity.objects.all(), number):
            lines = list(one.cost_lines.order_by("pk"))
            kept = [
                CostOf(f"Line {at}", amount, id=lines[at].pk if at < len(lines) else None)
                for at, amount in enumerate(costs)
            ]
            given: dict[str, Any] = (
                {"name": f"Film anew {len(costs)}"} if name else {"efforts": [EffortOf(Decimal(3), who="Someone")]}
            )
            self.attempt(activities.change, one, by=self.people[who], costs=kept, **given)

    @rule(who=people, number=which, act=some.sampled_from(["remove", "drop", "begin", "finish", "rate", "move"]))
    def row(self, who: int, number: int, act: str) -> None:
        one, by = self.one(Activity.objects.all(), number), self.people[who]
        if one is None:
            return
        match act:
            case "remove":
                self.attempt(activities.remove, one, by=by)
            case "drop":
                self.attempt(activities.drop, one, by=by, reason="Not now")
            case "begin" | "finish":
                state = "under_way" if act == "begin" else "done"
                self.attempt(activities.progress, one, by=by, state=state, progress=40)
            case "rate":
                self.attempt(priorities.rate, one, by=by, impact=number % 5 + 1, urgency=3, effort=2)
            case _:
                self.attempt(priorities.move, one, by=by, to=number + 1, reason="Ramadan")

    @rule(who=people, of=which, number=which, act=some.sampled_from(["renumber", "rename", "arrange", "remove"]))
    def order(self, who: int, of: int, number: int, act: str) -> None:
        cycle, by, group = self.cycle(of), self.people[who], self.one(Initiative.objects.all(), number)
        if cycle is None or group is None:
            return
        match act:
            case "renumber":
                rows = list(cycle.activities.order_by("-pk").values_list("pk", flat=True))
                self.attempt(activities.renumber, cycle, by=by, order=rows)
            case "rename":
                aim = self.one(Objective.objects.filter(cycle=group.cycle), number)
                self.attempt(initiatives.change, group, by=by, name=f"Season {number}", objective=aim)
            case "arrange":
                groups = list(cycle.initiatives.order_by("-pk").values_list("pk", flat=True))
                self.attempt(initiatives.arrange, cycle, by=by, order=groups)
            case _:
                self.attempt(initiatives.remove, group, by=by)

    @rule(who=people, number=which)
    def ask(self, who: int, number: int) -> None:
        if one := self.one(Activity.objects.all(), number):
            self.attempt(approving.ask, one, by=self.people[who], why="We need it")

    @rule(who=people, number=which)
    def withdraw(self, who: int, number: int) -> None:
        if one := self.one(ApprovalRequest.objects.all(), number):
            self.attempt(approving.withdraw, one, by=self.people[who])

    @rule(who=people, number=which, verdict=verdicts, amount=amounts)
    def decide(self, who: int, number: int, verdict: str, amount: Decimal) -> None:
        """By everybody in turn, so that whoever may do so will: who asked is among them."""
        one = self.one(ApprovalRequest.objects.filter(state="waiting"), number)
        draft = self.one(Activity.objects.filter(approval="draft"), number)
        if one is None and draft:
            one = self.attempt(approving.ask, draft, by=self.people[who])
        for by in dict.fromkeys((*self.people[who:], *self.people[:who])) if one else ():
            given: dict[str, Any] = {"verdict": verdict, "amount": amount, "words": "As you say"}
            self.attempt(approving.decide, one, by=by, decides=True, **given)

    @rule(who=people, number=which)
    def link(self, who: int, number: int) -> None:
        if one := self.one(ApprovalStep.objects.all(), number):
            self.tokens.append(linking.make_link(one, self.people[who])[1])

    @rule(number=which, verdict=verdicts, amount=amounts)
    def tap(self, number: int, verdict: str, amount: Decimal) -> None:
        if self.tokens:
            token = self.tokens[number % len(self.tokens)]
            self.attempt(linking.decide, token, verdict=verdict, amount=amount, words="By phone", decides=True)

    @rule(who=people, given=some.sampled_from(RULES))
    def set_rules(self, who: int, given: list[RuleOf]) -> None:
        self.attempt(rules.set_rules, by=self.people[who], rules=given)

    @rule(who=people, away=people, stands_in=people, ends=some.booleans())
    def absence(self, who: int, away: int, stands_in: int, ends: bool) -> None:
        by, today = self.people[who], self.cast.company.local_now().date()
        found = self.one(StandIn.objects.all(), away)
        if ends and found:
            self.attempt(rules.end_stand_in, found, by=by)
        else:
            pair: dict[str, Any] = {"stands_for": self.people[away], "who": self.people[stands_in]}
            self.attempt(rules.stand_in, by=by, starts_on=today, ends_on=today, **pair)

    @rule(who=people, number=which, amount=amounts, promised=some.booleans())
    def pay(self, who: int, number: int, amount: Decimal, promised: bool) -> None:
        line = self.one(CostLine.objects.all(), number)
        if line is None:
            return
        given: dict[str, Any] = {"what": "Camera", "amount": amount, "on": date(2026, 11, 1), "by": self.people[who]}
        if promised:
            self.attempt(budgeting.commit, line, **given)
        else:
            order = self.one(line.commitments.all(), number)
            self.attempt(budgeting.spend, line, commitment=order, **given)

    @rule(who=people, number=which, free=some.booleans())
    def take_back(self, who: int, number: int, free: bool) -> None:
        by, order, expense = (
            self.people[who],
            self.one(Commitment.objects.all(), number),
            self.one(Expense.objects.all(), number),
        )
        if free and order:
            self.attempt(budgeting.release, order, by=by)
        elif expense:
            self.attempt(budgeting.void, expense, by=by, why="Typed twice")

    @rule(who=people, of=which, budget=some.none() | amounts)
    def ceiling(self, who: int, of: int, budget: Decimal | None) -> None:
        if cycle := self.cycle(of):
            self.attempt(budgeting.set_ceiling, cycle, by=self.people[who], budget=budget)

    @rule(who=people, of=which, number=which, step=steps, back=some.booleans())
    def override(self, who: int, of: int, number: int, step: int, back: bool) -> None:
        cycle, by, found = self.cycle(of), self.people[who], self.one(Override.objects.all(), number)
        if back and found:
            self.attempt(overriding.withdraw, found, by=by)
        elif cycle:
            self.attempt(overriding.override, cycle, step, by=by, reason="It cannot wait")

    @rule(of=which, number=which, act=some.sampled_from(list(Act)))
    def sign(self, of: int, number: int, act: Act) -> None:
        """Everybody who may."""
        cycle = self.cycle(of)
        kinds: dict[Act, Any] = {Act.MECHANISM: Mechanism, Act.DECISION: Decision}
        subject = self.one(kinds[act].objects.filter(cycle=cycle), number) if act in kinds else None
        if cycle is None or (act in kinds and subject is None):
            return
        for by in self.people[number % 2 : 4]:
            self.attempt(signing.sign, cycle, act, by=by, subject=subject)
