"""What F-01 says, apart from records and papers: frozen, so that a paper is of one moment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import chain
from uuid import UUID

from minassa.documents.letterhead import Letterhead, Signed

CODE = "F-01"
NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Objective:
    statement: str
    metric: str = ""  # a code of the catalogue, or the company's own name for it
    baseline: Decimal | None = None
    target: Decimal | None = None
    due_on: date | None = None
    weight: int = 1
    id: UUID | None = None
    unit: str = field(default="count", compare=False)  # as `Metric.unit`; a sheet has bare figures


@dataclass(frozen=True, slots=True)
class Effort:
    """People × hours: a colleague by name, or people who are only named ("photographer", 2 people)."""

    who: str
    hours: Decimal
    people: int = 1


@dataclass(frozen=True, slots=True)
class Cost:
    what: str
    asked: Decimal = NOTHING
    approved: Decimal = NOTHING
    platform: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    number: int
    name: str
    platforms: tuple[str, ...] = ()  # as `Channel.platform`
    responsible: str = ""
    efforts: tuple[Effort, ...] = ()
    costs: tuple[Cost, ...] = ()
    starts_on: date | None = None
    deadline: date | None = None
    expected: str = ""
    rank: int | None = None  # the priority; 1 is first
    rank_reason: str = ""
    state: str = "planned"
    approval: str = "draft"
    kind: str = "content"
    depends_on: tuple[int, ...] = ()  # numbers of other activities
    needs_no_money: bool = False
    impact: int | None = None
    urgency: int | None = None
    effort: int | None = None
    id: UUID | None = None

    @property
    def asked(self) -> Decimal:
        return sum((cost.asked for cost in self.costs), NOTHING)

    @property
    def approved(self) -> Decimal:
        return sum((cost.approved for cost in self.costs), NOTHING)

    @property
    def unapproved(self) -> Activity:
        """The same without what only the company's own approving may say."""
        return replace(self, approval="draft", costs=tuple(replace(cost, approved=NOTHING) for cost in self.costs))


@dataclass(frozen=True, slots=True)
class Initiative:
    name: str
    activities: tuple[Activity, ...] = ()
    objective: int | None = None  # its place among the plan's objectives, from 1


@dataclass(frozen=True, slots=True)
class Content:
    """What a file carries from one plan to another."""

    objectives: tuple[Objective, ...] = ()
    initiatives: tuple[Initiative, ...] = ()

    @property
    def activities(self) -> tuple[Activity, ...]:
        return tuple(chain.from_iterable(initiative.activities for initiative in self.initiatives))

    @property
    def asked(self) -> Decimal:
        return sum((activity.asked for activity in self.activities), NOTHING)

    @property
    def approved(self) -> Decimal:
        return sum((activity.approved for activity in self.activities), NOTHING)

    @property
    def unapproved(self) -> Content:
        return replace(
            self,
            initiatives=tuple(
                replace(one, activities=tuple(activity.unapproved for activity in one.activities))
                for one in self.initiatives
            ),
        )


@dataclass(frozen=True, slots=True)
class Plan:
    head: Letterhead
    content: Content
    signatures: tuple[Signed, ...] = ()
    id: UUID | None = None  # of the cycle
    shows_money: bool = True  # else nothing of the paper speaks of money
