"""The progress report as PDF: portrait A4, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minassa.documents import laying
from minassa.documents.f01 import words
from minassa.documents.figures import Figures
from minassa.documents.isolating import isolated, lines
from minassa.documents.progress.report import NOTHING, Challenge, Figure, Line, ProgressPaper, Published, Spent
from minassa.documents.typesetting import typeset

STATE, PROGRESS = 2, 3  # columns of the activities


def pdf(paper: ProgressPaper, figures: Figures) -> bytes:
    said = layout(paper, figures)
    return typeset("progress/form.typ", said, _cells(said))


def layout(paper: ProgressPaper, figures: Figures) -> dict[str, Any]:
    said = laying.paper(paper.head, paper.signatures, figures, title=_("Progress report"), landscape=False)
    if paper.plan:
        said["head"]["code"] = isolated(laying.one_line(paper.plan))
    return said | {
        "summary": {"title": _("Summary"), "lines": lines(paper.summary) or [_("Nothing has been written yet.")]},
        "counts": _counts(paper, figures),
        "activities": _activities(paper, figures),
        "listings": list(_listings(paper, figures)),
        "challenges": _challenges(paper, figures),
        "fate": [{"label": label, "lines": said} for label, said in _fate(paper, figures)],
    }


def _cells(said: dict[str, Any]) -> Iterator[str]:
    for one in [said["activities"], *said["listings"], said["challenges"]]:
        yield from laying.cells(one)
    for one in said["fate"]:
        yield from (one["label"], "\n".join(one["lines"]))


def _activities(paper: ProgressPaper, figures: Figures) -> dict[str, Any]:
    columns = [words.heading(words.COLUMNS[key]) for key in ("number", "name", "state")]
    return laying.listing(
        _("Progress of the activities"),
        [*columns, _("Progress"), _("What was done")],
        [_activity(line, figures) for line in paper.lines],
        none=_("No activity was under way in this period."),
        figures=(0, PROGRESS),
    ) | {"shares": [min(max(line.progress, 0), 100) for line in paper.lines]}


def _activity(line: Line, figures: Figures) -> list[list[str]]:
    state = [isolated(words.stage(line.state))] + ([isolated(_("Late"))] if line.is_late else [])
    return [
        [figures.written(line.number)],
        lines(line.name),
        state,
        [isolated(figures.percent(line.progress))],
        lines(line.said),
    ]


def _counts(paper: ProgressPaper, figures: Figures) -> str:
    """How many of the activities are done and how many late, in a line."""
    total = len(paper.lines)
    if not total:
        return ""
    named = {"done": figures.number(paper.done), "total": figures.number(total)}
    done = ngettext("%(done)s of %(total)s activity done", "%(done)s of %(total)s activities done", total) % named
    late = ngettext("%(late)s late", "%(late)s late", paper.late) % {"late": figures.number(paper.late)}
    return " · ".join(isolated(one) for one in (done, late))


def _listings(paper: ProgressPaper, figures: Figures) -> Iterator[dict[str, Any]]:
    """What was counted: each table only where there is something in it."""
    if paper.published:
        yield laying.listing(
            _("Published against planned"),
            [words.heading(words.COST_COLUMNS["platform"]), _("Planned"), _("Published"), _("Of what was planned")],
            [_published(one, figures) for one in paper.published],
            figures=(1, 2, 3),
        )
    if paper.spent:
        named = {"currency": figures.currency_sign}
        whole = Spent(
            _("Total"),
            sum((one.approved for one in paper.spent), NOTHING),
            sum((one.spent for one in paper.spent), NOTHING),
        )
        yield laying.listing(
            _("Spent against approved (%(currency)s)") % named,
            [words.heading(words.COLUMNS["initiative"]), _("Approved"), _("Spent"), _("Left")],
            [_spent(one, figures) for one in paper.spent],
            figures=(1, 2, 3),
            total=_spent(whole, figures),
        )
    if paper.figures:
        yield laying.listing(
            _("Figures"),
            [words.heading(words.OBJECTIVE_COLUMNS["metric"]), _("Measured"), _("Target"), _("Measured on")],
            [_figure(one, figures) for one in paper.figures],
            figures=(1, 2, 3),
        )


def _published(one: Published, figures: Figures) -> list[list[str]]:
    share = figures.percent(100 * one.published // one.planned) if one.planned else ""
    return [
        [isolated(words.platform(one.platform))],
        [figures.number(one.planned)],
        [figures.number(one.published)],
        [isolated(share)],
    ]


def _spent(one: Spent, figures: Figures) -> list[list[str]]:
    amounts = (one.approved, one.spent, one.approved - one.spent)
    return [lines(one.initiative), *([isolated(figures.money(amount))] for amount in amounts)]


def _figure(one: Figure, figures: Figures) -> list[list[str]]:
    values = ([isolated(figures.measured(value, one.unit))] for value in (one.value, one.target))
    return [lines(words.metric(one.metric)), *values, laying.days(one.measured_on, figures)]


def _challenges(paper: ProgressPaper, figures: Figures) -> dict[str, Any]:
    return laying.listing(
        _("Challenges and proposed solutions"),
        [words.heading(words.COLUMNS["number"]), _("Challenge"), _("Proposed solutions")],
        [_challenge(place, one, figures) for place, one in enumerate(paper.challenges, start=1)],
        none=_("No challenge was reported."),
        figures=(0,),
    )


def _challenge(place: int, one: Challenge, figures: Figures) -> list[list[str]]:
    about = _("Activity no. %(number)s") % {"number": figures.written(one.activity)}
    solutions = one.solutions if len(one.solutions) < 2 else _numbered(one.solutions, figures)
    return [
        [figures.written(place)],
        [*lines(one.said), *([isolated(about)] if one.activity is not None else [])],
        [line for solution in solutions for line in lines(solution)],
    ]


def _numbered(solutions: tuple[str, ...], figures: Figures) -> tuple[str, ...]:
    return tuple(f"{figures.written(place)}. {one.strip()}" for place, one in enumerate(solutions, start=1))


def _fate(paper: ProgressPaper, figures: Figures) -> Iterator[tuple[str, list[str]]]:
    if paper.returned:
        yield _("Returned to be changed"), lines(paper.returned)
    if paper.received:
        yield _("Received by"), lines(laying.one_line(paper.received.by))
        yield _("Received on"), laying.days(paper.received.on, figures)
