"""What a report found in the records, read back from its figures for a page and for a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from minassa.connectors.registry import title_of
from minassa.planning.models import ProgressReport

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class OnPlatform:
    platform: str
    planned: int | None
    published: int
    failed: int

    @property
    def title(self) -> str:
        return title_of(self.platform)

    @property
    def is_behind(self) -> bool:
        return self.planned is not None and self.published < self.planned


@dataclass(frozen=True)
class OfInitiative:
    initiative: str
    approved: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        return self.approved - self.spent


@dataclass(frozen=True)
class Indicator:
    statement: str
    metric: str
    unit: str
    target: Decimal | None
    value: Decimal | None
    on: date | None


@dataclass(frozen=True)
class Found:
    done: int
    late: int
    activities: int
    approved: Decimal
    spent: Decimal
    platforms: list[OnPlatform]
    initiatives: list[OfInitiative]
    indicators: list[Indicator]

    @property
    def published(self) -> int:
        return sum(one.published for one in self.platforms)

    @property
    def planned(self) -> int:
        return sum(one.planned or 0 for one in self.platforms)


def found_in(report: ProgressReport) -> Found:
    known: Mapping[str, Any] = report.figures
    return Found(
        done=known.get("done", 0),
        late=known.get("late", 0),
        activities=known.get("activities", 0),
        approved=_decimal(known.get("approved")) or NOTHING,
        spent=_decimal(known.get("spent")) or NOTHING,
        platforms=[
            OnPlatform(one["platform"], one.get("planned"), one.get("published", 0), one.get("failed", 0))
            for one in _rows(known, "platforms")
        ],
        initiatives=[
            OfInitiative(
                one["initiative"], _decimal(one.get("approved")) or NOTHING, _decimal(one.get("spent")) or NOTHING
            )
            for one in _rows(known, "initiatives")
        ],
        indicators=[
            Indicator(
                one["statement"],
                one["metric"],
                one["unit"],
                _decimal(one.get("target")),
                _decimal(one.get("value")),
                date.fromisoformat(one["on"]) if one.get("on") else None,
            )
            for one in _rows(known, "indicators")
        ],
    )


def _rows(known: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    found: Iterable[Mapping[str, Any]] = known.get(name, [])
    return found


def _decimal(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)
