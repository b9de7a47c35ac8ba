"""A company in which anybody does anything in any order: the verbs as rules of a Hypothesis state machine.

Each run is a savepoint, taken back at its end. Which record a rule acts on is a number, so that what Hypothesis
draws never depends on the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from minassa.channels.models import Channel
from minassa.core.errors import Sorry
from minassa.people.models import Membership
from minassa.planning import cycles
from minassa.planning.errors import Closed
from minassa.planning.models import Cycle, Metric
from minassa.planning.tests import promises
from minassa.testing.cast import Cast, make_cast, make_member
from minassa.testing.planned import END, START, all_five, an_activity, measurable, open_cycle, reviewed
from minassa.testing.stage import make_channel

R = TypeVar("R", bound=Model)

people = some.integers(0, 7)
which = some.integers(0, 5)
amounts = some.sampled_from([Decimal(one) for one in ("0", "0.01", "250", "999.99", "1000", "1500", "4000")])
steps = some.integers(1, 5)
PERIODS = [(START, END), (date(2027, 1, 1), date(2027, 3, 31))]


@dataclass(frozen=True)
class Scene:
    """Where every run of a test begins; made once, for it takes longer than a run."""

    cast: Cast
    people: Sequence[Membership]
    channel: Channel


def set_scene(stage: str, *, before: Callable[[Cast], None] = lambda _cast: None) -> Scene:
    """`before`: what the company did before it began to follow the manual."""
    cast = make_cast()
    before(cast)
    dana = make_member(cast.company, "Dana", "manager")
    match stage:
        case "begun":
            cycle = open_cycle(cast)
            measurable(cast, cycle)
            an_activity(cast, cycle)
        case "whole":
            all_five(cast, "bluesky")
        case _:
            reviewed(cast, all_five(cast, "bluesky"))
    Metric.objects.create(company=cast.company, own_name="Shops", unit="count")
    # Those who may do most come more than once.
    people = [cast.omar, cast.layla, cast.huda, dana, cast.omar, cast.layla, cast.rana, cast.nabil]
    return Scene(cast, people, make_channel(cast.company, "handoff", limits={"platform": "bluesky"}))


QUICK = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Company(RuleBasedStateMachine):
    """What every run has: the people, a way to try a verb, and the promises after each."""

    scene: ClassVar[Scene]
    happened: ClassVar[Counter[str]]  # verbs that did something, and how often what is closed said no

    def __init__(self) -> None:
        super().__init__()
        self.cast, self.people = self.scene.cast, self.scene.people
        self.closed: dict[UUID, str] = {}
        self.tokens: list[str] = []
        self.run = transaction.atomic()
        self.run.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    def attempt(self, verb: Callable[..., Any], *args: Any, decides: bool = False, **given: Any) -> Any:
        """A verb may say no, in its own words; nothing else may go wrong, and of a no nothing stays behind."""
        before = promises.money_given()
        try:
            with transaction.atomic():
                made = verb(*args, **given)
                self.happened[f"{verb.__module__.rpartition('.')[2]}.{verb.__name__}"] += 1
        except Closed:
            assert self.closed, "nothing is closed yet"
            self.happened["closed"] += 1
            made = None
        except (Sorry, PermissionDenied):
            made = None
        promises.only_a_verdict_gives_money(before, decided=decides)
        return made

    def one(self, found: QuerySet[R], number: int) -> R | None:
        """The record of this number, in the order they were made; None when there is none at all."""
        every = list(found.order_by("pk"))
        return every[number % len(every)] if every else None

    def cycle(self, number: int) -> Cycle | None:
        return self.one(Cycle.objects.all(), number)

    @rule(who=people, period=some.integers(0, 1), carried=some.none() | which)
    def start(self, who: int, period: int, carried: int | None) -> None:
        starts_on, ends_on = PERIODS[period]
        carry = None if carried is None else self.cycle(carried)
        self.attempt(cycles.start, by=self.people[who], name="Next", starts_on=starts_on, ends_on=ends_on, carry=carry)

    @rule(who=people, number=which, days=some.integers(-20, 20))
    def move_end(self, who: int, number: int, days: int) -> None:
        if cycle := self.cycle(number):
            ends_on = date.fromordinal(cycle.ends_on.toordinal() + days)
            self.attempt(cycles.change, cycle, by=self.people[who], ends_on=ends_on)

    @invariant()
    def a_closed_cycle_is_as_it_was(self) -> None:
        for cycle in Cycle.objects.filter(state=Cycle.State.CLOSED):
            now = promises.print_of(cycle.pk)
            assert self.closed.setdefault(cycle.pk, now) == now, "a closed cycle changed"

    @invariant()
    def money_is_within_what_was_approved(self) -> None:
        promises.approved_money_has_its_ceilings()

    @invariant()
    def nobody_approved_their_own(self) -> None:
        promises.nobody_decided_on_their_own_asking()

    @invariant()
    def signatures_fit(self) -> None:
        promises.standing_signatures_fit_their_content()

    @invariant()
    def the_database_agrees(self) -> None:
        promises.constraints_hold()
