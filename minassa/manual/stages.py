"""How each of the fifteen steps stands, from the records alone: nobody ever ticks a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from minassa.manual.steps import Procedure, Step
from minassa.people.abilities import Role
from minassa.planning.models import Cycle
from minassa.planning.models.signature import Capacity
from minassa.planning.standing import Overridden, Signed

BEHIND_THE_GATE = (6, 9)  # content and launch: while a gate is shut, they wait for it


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
    may_withdraw: bool = False  # the standing override
    is_kept: bool = True  # this version keeps records of the step
    is_now: bool = False  # where the work stands, or what presses
    is_mine: bool = False  # the reader's act is awaited

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
    def signers(self) -> list[tuple[str, str, datetime]]:
        """Name, capacity and the last moment of each who signed, however many contents they signed."""
        last = {(one.by, one.capacity): one.at for one in sorted(self.signed, key=lambda one: one.at)}
        return [(by, str(Capacity(capacity).label), at) for (by, capacity), at in last.items()]

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

    @property
    def done(self) -> int:
        """Of the first procedure's steps."""
        return sum(one.is_done for one in self.procedures[0][1]) if self.procedures else 0

    def stage(self, procedure: str, number: int) -> Stage:
        stages = next(stages for one, stages in self.procedures if one.code == procedure)
        return stages[number - 1]


def in_turn(stages: Sequence[Stage], role: Role) -> list[Stage]:
    """Told which of them are now: the first that keeps a gate shut, the reader's own next one, and what presses."""
    shut = [one for one in stages if one.gates and not one.passes]
    mine = [one for one in shut if role in one.waits_for]
    pressing = [one for one in stages if one.state in (State.WAITING, State.OVERDUE)]
    after = [one for one in pressing if not one.gates and not (shut and one.number in BEHIND_THE_GATE)]
    undone = [one for one in stages if not one.passes]
    now = {one.number for one in [*shut[:1], *mine[:1], *after] or undone[:1]}
    return [
        replace(one, is_now=one.number in now, is_mine=one.number in now and role in one.waits_for) for one in stages
    ]


def state_of(*, done: bool, begun: bool, waits: bool, by_when: date | None, today: date) -> State:
    if done:
        return State.DONE
    if by_when is not None and by_when < today:
        return State.OVERDUE
    if waits:
        return State.WAITING
    return State.IN_HAND if begun else State.NOT_STARTED
