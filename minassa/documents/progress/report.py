"""What a progress report says, apart from records and papers: frozen, so that a paper is of one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minassa.documents.letterhead import Letterhead, Signed

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Line:
    """What one activity did in the period."""

    number: int
    name: str
    state: str = "planned"  # as `Activity.state`
    progress: int = 0  # percent
    said: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    platform: str  # as `Channel.platform`
    published: int
    planned: int | None = None  # None: no frequency was set


@dataclass(frozen=True, slots=True)
class Spent:
    """Of one initiative, from the beginning of the plan."""

    initiative: str
    approved: Decimal = NOTHING
    spent: Decimal = NOTHING


@dataclass(frozen=True, slots=True)
class Figure:
    metric: str  # a code of the catalogue, or the company's own name for it
    value: Decimal | None = None
    target: Decimal | None = None
    unit: str = "count"  # as `Metric.unit`
    measured_on: date | None = None


@dataclass(frozen=True, slots=True)
class Challenge:
    said: str
    solutions: tuple[str, ...] = ()
    activity: int | None = None  # its number


@dataclass(frozen=True, slots=True)
class Received:
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class ProgressPaper:
    """The head says the period, who wrote it, when, and its state."""

    head: Letterhead
    plan: str = ""  # what the plan is called
    summary: str = ""
    lines: tuple[Line, ...] = ()
    published: tuple[Published, ...] = ()
    spent: tuple[Spent, ...] | None = None  # None: the reader may not see money
    figures: tuple[Figure, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    returned: str = ""  # what the officer asks to be changed
    received: Received | None = None
    signatures: tuple[Signed, ...] = ()

    @property
    def done(self) -> int:
        return sum(line.state == "done" for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.is_late for line in self.lines)
