"""How each of the fifteen steps stands, from the records alone: nobody ever ticks a step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from minassa.manual.steps import Procedure, Step
from minassa.people.abilities import Role
from minassa.planning.models import Cycle
from minassa.planning.standing import Overridden, Signed


class State(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    IN_HAND = "in_hand", _("In hand")
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    OVERDUE = "overdue", _("Overdue")


@dataclass(frozen=True)
class Stage:
    """A step as it stands in the reader's company."""

    step: Step
    state: State
    missing: list[str] = field(default_factory=list)  # in words; empty when nothing is
    facts: list[str] = field(default_factory=list)  # what there is, in words
    waits_for: list[Role] = field(default_factory=list)  # whose act is the next, when it is known
    by_when: date | None = None
    url: str = ""  # the one act
    label: str = ""
    signed: list[Signed] = field(default_factory=list)
    override: Overridden | None = None
    gates: bool = False  # publishing waits for it
    may_override: bool = False  # the reader, now
    is_kept: bool = True  # this version keeps records of the step

    @property
    def number(self) -> int:
        return self.step.number

    @property
    def who(self) -> list[str]:
        """Those responsible, in the manual's words."""
        return [str(Role(role).label) for role in self.step.who]

    @property
    def waits_for_whom(self) -> list[str]:
        return [str(role.label) for role in self.waits_for]

    @property
    def is_done(self) -> bool:
        return self.state == State.DONE

    @property
    def passes(self) -> bool:
        return self.is_done or self.override is not None


@dataclass(frozen=True)
class Map:
    """Both procedures, for the cycle that the company is in."""

    cycle: Cycle | None
    procedures: list[tuple[Procedure, list[Stage]]]
    others: list[Cycle] = field(default_factory=list)  # open beside it: the last one not closed, the next one begun
    may_start: bool = False

    def stage(self, procedure: str, number: int) -> Stage:
        stages = next(stages for one, stages in self.procedures if one.code == procedure)
        return stages[number - 1]


def state_of(*, done: bool, begun: bool, waits: bool, by_when: date | None, today: date) -> State:
    if done:
        return State.DONE
    if by_when is not None and by_when < today:
        return State.OVERDUE
    if waits:
        return State.WAITING
    return State.IN_HAND if begun else State.NOT_STARTED
