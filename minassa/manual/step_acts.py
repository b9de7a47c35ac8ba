"""The manual's own next acts among what waits for this person."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from minassa.manual.acts import Act
from minassa.manual.stages import Map, Stage, State
from minassa.people.abilities import Role

TONES = {State.OVERDUE: "danger", State.WAITING: "warning"}
ICONS = {
    1: "target", 2: "list-checks", 3: "users-round", 4: "file-text", 5: "wallet",
    6: "newspaper", 7: "clipboard-list", 8: "thumbs-up", 9: "rocket", 10: "clipboard-check",
}  # fmt: skip


def step_acts(seen: Map) -> Iterator[Act]:
    """One for each step that stands at the reader's turn."""
    if seen.cycle is None:
        return
    _plan, stages = seen.procedures[0]
    for stage in stages:
        if stage.is_mine and stage.url and not _is_told_apart(stage):
            yield Act(ICONS[stage.number], TONES.get(stage.state, "accent"), _said(stage), stage.url, stage.label)


def _said(stage: Stage) -> str:
    said = _("Step %(number)s, %(step)s: %(missing)s")
    missing = stage.missing[0] if stage.missing else str(stage.step.said)
    return said % {"number": stage.number, "step": stage.step.title, "missing": missing}


def _is_told_apart(stage: Stage) -> bool:
    """Each request for money that waits for the reader is an act of its own."""
    return stage.number == 5 and Role.MANAGER in stage.waits_for
