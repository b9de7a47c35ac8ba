"""F-01 as DOCX, for whoever goes on working on it in a word processor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minassa.documents.f01.plan import Plan
from minassa.documents.f01.printing import MONEY, layout
from minassa.documents.figures import Figures
from minassa.documents.word import BAND, TINT, Paper, head
from minassa.documents.wordml import SOFT, Cell, Row

OBJECTIVE_WIDTHS = (12, 106, 46, 28, 28, 28, 18)
WIDTHS = (12, 43, 22, 23, 33, 32, 21, 21, 36, 14, 23)


def docx(plan: Plan, figures: Figures) -> bytes:
    said = layout(plan, figures)
    paper = Paper(said)
    objectives, activities = said["objectives"], said["plan"]
    paper.heading(objectives["title"])
    paper.listing(objectives, OBJECTIVE_WIDTHS)
    paper.heading(activities["title"])
    if activities["groups"]:
        widths = WIDTHS if plan.shows_money else WIDTHS[:MONEY] + WIDTHS[MONEY + 1 :]
        paper.table(widths, _activities(activities))
    else:
        paper.text([activities["none"]], color=SOFT)
    totals = [
        Row([Cell([label], bold=True, fill=TINT), Cell([amount], bold=True, to_right=True)], keeps_next=True)
        for label, amount in said["totals"]
    ]
    if totals:
        paper.table((2, 1), totals)
    paper.signatures()
    return paper.saved()


def _activities(said: dict[str, Any]) -> Iterator[Row]:
    yield head(said["columns"], said["figures"])
    for group in said["groups"]:
        named = Cell([f"{group['label']}: {group['name']}"], bold=True, fill=BAND, span=len(said["columns"]) - 2)
        yield Row([named, Cell([group["sum"]], fill=BAND, span=2)], keeps_next=True)
        for row in group["rows"]:
            yield Row([_cell(at, lines, said) for at, lines in enumerate(row["cells"])], may_split=row["is_long"])


def _cell(at: int, lines: list[str], said: dict[str, Any]) -> Cell:
    is_money, is_state = said["money"] and at == MONEY, at == len(said["columns"]) - 1
    if is_money or is_state:
        return Cell(lines[:1], small=lines[1:], bold=is_money)
    return Cell(lines, to_right=at in said["figures"])
