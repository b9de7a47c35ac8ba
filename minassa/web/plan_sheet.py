"""The page of F-01: its head as the form has it, the objectives, the sheet, the sums and the signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minassa.documents.f01.plan import CODE
from minassa.documents.figures import Figures
from minassa.people.abilities import Ability
from minassa.planning import readiness
from minassa.planning.models import Activity, Cycle, Initiative, Objective
from minassa.planning.models.signature import Act, Capacity
from minassa.planning.sheets import Group, Sheet, row_of, sheet_of, sums_of
from minassa.web.doors import MemberRequest
from minassa.web.plan_sheet_columns import columns
from minassa.web.plan_sheet_html import Pen, headings, number_heading
from minassa.web.signature_block import SignatureBlock, signature_block
from minassa.web.ui.reading import reading_in


@dataclass
class Drawn:
    """An initiative with its rows drawn."""

    initiative: Initiative
    rows: SafeString
    count: int
    asked: object


def pen_of(request: MemberRequest, *, may_write: bool) -> Pen:
    return Pen(
        slug=request.company.slug,
        reading=reading_in(request),
        columns=columns(with_money=request.member.may(Ability.SEE_MONEY)),
        may_write=may_write,
        today=request.company.local_now().date(),
    )


def page_of(request: MemberRequest, cycle: Cycle) -> dict[str, Any]:
    sheet = sheet_of(cycle)
    may_write = cycle.is_open and request.member.may(Ability.WRITE_PLAN)
    pen = pen_of(request, may_write=may_write)
    missing = readiness.of_plan(row.activity for row in sheet.rows)
    block = signature_block(request, cycle, Act.PLAN, missing=missing)
    return {
        "code": CODE,
        "revision": revision_of(block),
        "standing": standing_of(sheet, block),
        "objectives": _objectives(cycle),
        "groups": [_drawn(group, pen) for group in sheet.groups],
        "number_heading": number_heading(),
        "headings": list(headings(pen.columns, _sign(request))),
        "span": len(pen.columns) + 1,
        "count": sum(len(group.rows) for group in sheet.groups),
        "asked": sheet.asked,
        "approved": sheet.approved,
        "signing": block,
        "may_write": may_write,
        "sees_money": request.member.may(Ability.SEE_MONEY),
    }


def row_words(request: MemberRequest, activity: Activity, cycle: Cycle) -> dict[str, Any]:
    """What the sheet learns after a change: the row as it is now, and the sums."""
    pen = pen_of(request, may_write=True)
    return {
        "id": str(activity.pk),
        "version": activity.version,
        "row": pen.row(row_of(activity)),
        **sums(request, cycle),
    }


def sums(request: MemberRequest, cycle: Cycle) -> dict[str, str]:
    if not request.member.may(Ability.SEE_MONEY):
        return {}
    reading = reading_in(request)
    asked, approved = sums_of(cycle)
    return {"asked": reading.money(asked), "approved": reading.money(approved)}


def numbers(cycle: Cycle, request: MemberRequest) -> dict[str, str]:
    """Each row's number as the sheet writes it."""
    reading = reading_in(request)
    return {str(pk): reading.figures(number) for pk, number in cycle.activities.values_list("pk", "number")}


def revision_of(block: SignatureBlock) -> int:
    """The first until an officer's signature on it fell; then the next."""
    return 1 + sum(one.capacity == Capacity.OFFICER for one in block.fallen)


def standing_of(sheet: Sheet, block: SignatureBlock) -> str:
    """The state of its approval, in words."""
    if block.is_whole:
        return _("Approved and signed")
    alive = [row.activity for row in sheet.rows if row.activity.state != Activity.State.DROPPED]
    if not alive:
        return _("Being written")
    undecided = sum(not one.is_decided for one in alive)
    if undecided:
        said = ngettext("%(count)s activity to be decided", "%(count)s activities to be decided", undecided)
        return said % {"count": undecided}
    return _("Decided, waiting for signatures")


def _objectives(cycle: Cycle) -> list[Objective]:
    return list(cycle.objectives.select_related("metric"))


def _drawn(group: Group, pen: Pen) -> Drawn:
    return Drawn(group.initiative, pen.group(group), len(group.rows), group.asked)


def _sign(request: MemberRequest) -> str:
    reading = reading_in(request)
    return Figures(str(reading.locale.language), reading.currency).currency_sign
