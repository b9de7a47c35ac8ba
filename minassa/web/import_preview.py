"""What a file would do to the plan, tried and taken back: added, changed, same; or every cell that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from minassa.core.errors import Sorry
from minassa.documents.f01 import words
from minassa.documents.f01.reading import read
from minassa.documents.f01.rows import Fault
from minassa.planning.contents import digest
from minassa.planning.importing import Brought, bring_in
from minassa.planning.models import Activity, Cycle
from minassa.planning.models.signature import Act
from minassa.planning.sheet_editing import BadRow
from minassa.planning.sheets import sheet_of
from minassa.web.doors import MemberRequest
from minassa.web.f01_importing import Meant, meant
from minassa.web.f01_names import Names
from minassa.web.import_keeping import Kept


@dataclass
class Changed:
    activity: Activity
    fields: list[str]  # in the words of the form


@dataclass
class Preview:
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    why: str = ""  # why the plan refuses it as a whole
    brought: Brought | None = None
    changed: list[Changed] = field(default_factory=list)
    plan: str = ""  # the plan that it was tried on


def preview(request: MemberRequest, cycle: Cycle, kept: Kept, content: bytes) -> Preview:
    """Raises NeedsMapping and Unreadable."""
    found, wanted = _read(request, cycle, kept, content)
    if found.faults or wanted is None:
        return found
    try:
        brought = _bring(request, cycle, wanted, is_trial=True)
    except BadRow as no:
        found.faults.append(wanted.at(no.at, str(no)))
    except Sorry as no:
        found.why = str(no)
    else:
        found.brought, found.plan = brought, digest(Act.PLAN, cycle, cycle.pk)
        found.changed = [Changed(one, _said(brought.what[one.pk])) for one in brought.changed]
    return found


def take(request: MemberRequest, cycle: Cycle, kept: Kept, content: bytes) -> Brought | None:
    """None when it can no longer be taken as it is: the preview says why."""
    found, wanted = _read(request, cycle, kept, content)
    if found.faults or wanted is None:
        return None
    try:
        return _bring(request, cycle, wanted)
    except Sorry:
        return None


def _read(request: MemberRequest, cycle: Cycle, kept: Kept, content: bytes) -> tuple[Preview, Meant | None]:
    file = read(content, mapping=kept.column_map, currency=request.company.currency)
    found = Preview(list(file.faults), list(file.notes))
    wanted = meant(file, sheet_of(cycle), Names(request.member), skips_unknown=kept.skips_unknown)
    found.faults = sorted([*found.faults, *wanted.faults], key=lambda one: (one.sheet, one.row, one.column))
    return found, None if file.content is None else wanted


def _bring(request: MemberRequest, cycle: Cycle, wanted: Meant, *, is_trial: bool = False) -> Brought:
    of: dict[str, Any] = {"rows": wanted.rows, "initiatives": wanted.initiatives, "objectives": wanted.objectives}
    return bring_in(cycle, by=request.member, is_trial=is_trial, **of)


_WORDS = words.COLUMNS | words.FURTHER_COLUMNS
_ALSO = {"costs": _WORDS["asked"], "after": _WORDS["depends_on"], "rank_reason": _WORDS["rank_reason"]}


def _said(fields: list[str]) -> list[str]:
    return [words.heading(_ALSO.get(name, _WORDS.get(name, _("other")))) for name in dict.fromkeys(fields)]
