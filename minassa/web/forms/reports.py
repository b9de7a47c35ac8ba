"""A progress report as it is written: in sum, activity by activity, and each challenge with its proposed solutions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from minassa.planning.models import Activity, ProgressReport, ReportLine
from minassa.planning.reporting import ChallengeOf, edition_of

LONGEST_SUMMARY, LONGEST, MOST = 10_000, 4000, 40
WORDS = forms.CharField(max_length=LONGEST, required=False)


@dataclass
class ChallengeRow:
    """One challenge on the page. `key` tells its inputs from those of the others."""

    key: str
    said: str = ""
    activity: str = ""
    solutions: list[str] = field(default_factory=lambda: [""])
    errors: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.said.strip() and not any(one.strip() for one in self.solutions)


@dataclass(frozen=True)
class Told:
    """An activity with the field for what was done."""

    line: ReportLine
    field: BoundField


class ReportForm(forms.Form):
    edition = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    summary = forms.CharField(
        label=_("In sum"),
        error_messages={"required": _("Write in a few words how the work went.")},
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("How the work went in this period, for somebody who reads nothing else."),
    )

    data: QueryDict

    def __init__(self, data: QueryDict | None = None, *, report: ProgressReport, lines: Iterable[ReportLine]) -> None:
        self.report, self.lines = report, list(lines)
        said = {_name(one): one.said for one in self.lines}
        super().__init__(data, initial={"summary": report.summary, "edition": edition_of(report), **said})
        self.fields["summary"].required = data is None or "submit" in data  # what is only kept may be empty yet
        for one in self.lines:
            self.fields[_name(one)] = forms.CharField(
                label=one.activity.name,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2, "aria-label": one.activity.name}),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_submitted = "submit" in self.data
        if len(self.challenges) > MOST:
            self.add_error(None, _("A report holds at most 40 challenges. Put some together."))
        for row in self.challenges:
            self._clean_row(row, is_submitted=is_submitted)
        if any(row.errors for row in self.challenges):
            self.add_error(None, _("A challenge needs another look: see below."))
        return given

    def _clean_row(self, row: ChallengeRow, *, is_submitted: bool) -> None:
        try:
            row.said = WORDS.clean(row.said)
            row.solutions = [WORDS.clean(one) for one in row.solutions[:MOST]]
        except forms.ValidationError as no:
            row.errors += no.messages
        solved = any(one.strip() for one in row.solutions)
        if solved and not row.said.strip():
            row.errors.append(_now("Say what the challenge is that this solves."))
        if is_submitted and row.said.strip() and not solved:
            row.errors.append(_now("Propose at least one solution."))

    # ── What the page shows ──

    @cached_property
    def challenges(self) -> list[ChallengeRow]:
        if not self.is_bound:
            kept = self.report.challenges.prefetch_related("solutions")
            return [_row(str(at), one) for at, one in enumerate(kept)]
        rows = [self._given(key) for key in dict.fromkeys(self.data.getlist("challenge")[: MOST * 2])]
        return [row for row in rows if not row.is_empty]

    @property
    def shown_challenges(self) -> list[ChallengeRow]:
        return self.challenges or [ChallengeRow("0")]

    @property
    def blank_challenge(self) -> ChallengeRow:
        """What the page copies for a further one."""
        return ChallengeRow("__key__")

    def told(self) -> Iterator[Told]:
        """What was worked on, late ones first."""
        begun = [one for one in self.lines if one.state != Activity.State.PLANNED or one.is_late or one.said]
        for one in sorted(begun, key=lambda line: not line.is_late):
            yield Told(one, self[_name(one)])

    def not_begun(self) -> list[Told]:
        rest = [one for one in self.lines if one.state == Activity.State.PLANNED and not one.is_late and not one.said]
        return [Told(one, self[_name(one)]) for one in rest]

    def read_anew(self) -> None:
        """The words stay; the next save knows that it goes over what others wrote meanwhile."""
        self.data = self.data.copy()
        self.data["edition"] = edition_of(self.report)

    # ── What the verb takes ──

    def given(self) -> dict[str, Any]:
        activities = {str(one.activity_id): one.activity for one in self.lines}
        return {
            "summary": self.cleaned_data["summary"],
            "edition": self.cleaned_data["edition"],
            "lines": {one.activity_id: self.cleaned_data[_name(one)] for one in self.lines if _name(one) in self.data},
            "challenges": [
                ChallengeOf(row.said, row.solutions, activities.get(row.activity)) for row in self.challenges
            ],
        }

    def _given(self, key: str) -> ChallengeRow:
        activity = ""
        with suppress(ValueError):
            activity = str(UUID(self.data.get(f"challenge-{key}-activity", "")))
        return ChallengeRow(
            key[:20],
            self.data.get(f"challenge-{key}-said", ""),
            activity,
            self.data.getlist(f"challenge-{key}-solution") or [""],
        )


def _row(key: str, kept: Any) -> ChallengeRow:
    solutions = [one.said for one in kept.solutions.all()]
    return ChallengeRow(key, kept.said, str(kept.activity_id or ""), solutions or [""])


def _name(line: ReportLine) -> str:
    return f"said-{line.activity_id}"
