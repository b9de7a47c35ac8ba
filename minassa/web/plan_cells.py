"""What is typed in the sheet goes into the plan; what cannot is answered with its reason, and nothing is written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import JsonResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from minassa.core.errors import Sorry
from minassa.documents.cells import Bad
from minassa.people.abilities import Ability
from minassa.planning import activities
from minassa.planning.access import activity_for
from minassa.planning.errors import EditedElsewhere
from minassa.planning.models import Activity, Cycle, Initiative
from minassa.planning.sheet_editing import BadRow, Edit, last_change, write_all
from minassa.planning.sheets import Row, row_of, sheet_of
from minassa.web.doors import MemberRequest
from minassa.web.f01_names import Names
from minassa.web.plan_sheet import pen_of, row_words, sums
from minassa.web.plan_sheet_columns import BY_KEY, MONEY, Meant
from minassa.web.ui import moments
from minassa.web.ui.reading import reading_in

MOST_ROWS, MOST_CELLS = 1_000, 20_000
LONGEST = 10_000


def save_cell(request: MemberRequest, activity: Activity) -> JsonResponse:
    """`was` is what stood in the cell when its editing began: another's edit of another cell is no conflict."""
    given = {name: request.POST.get(name, "") for name in ("key", "text", "was", "version")}
    row = row_of(activity)
    try:
        read = _read(request, given["key"], given["text"], row, Names(request.member))
        version = activity.version if _text(row, given["key"]) == given["was"] else _version(given["version"])
        activities.change(activity, by=request.member, version=version, **read)
    except (Bad, Sorry) as no:
        if isinstance(no, EditedElsewhere):
            return JsonResponse(_conflict(request, row, given["key"]), status=409)
        return JsonResponse({"reason": str(no)}, status=422)
    fresh = activity_for(request.member, activity.pk, to=Ability.SEE_PLAN)
    return JsonResponse(row_words(request, fresh, fresh.cycle))


def _read(request: MemberRequest, key: str, text: str, row: Row | None, names: Names) -> dict[str, Any]:
    column = BY_KEY.get(key)
    if column is None or column.read is None or (key in MONEY and not request.member.may(Ability.SEE_MONEY)):
        raise Bad(_("This cannot be written here."))
    if len(text) > LONGEST:
        raise Bad(_("The text is too long for a cell."))
    return column.read(text.replace("\x00", ""), Meant(names, request.company.currency, row))


def _text(row: Row, key: str) -> str:
    return BY_KEY[key].text(row)


def _version(said: str) -> int:
    """One that is none fits no row."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _conflict(request: MemberRequest, row: Row, key: str) -> dict[str, Any]:
    """Who was quicker, and what stands there now."""
    last, reading = last_change(row.activity), reading_in(request)
    now = strip_tags(_text(row, key)) or _("nothing")
    if last is None or last.by is None:
        reason = _("This cell was changed meanwhile to “%(now)s”.") % {"now": now}
    else:
        said = {
            "name": last.by.name,
            "when": moments.relative(last.at, reading, last.at.now(last.at.tzinfo)),
            "now": now,
        }
        reason = _("%(name)s changed this cell meanwhile (%(when)s) to “%(now)s”.") % said
    pen = pen_of(request, may_write=True)
    return {"reason": reason, "version": row.activity.version, "was": _text(row, key), "row": pen.row(row)}


@dataclass(frozen=True)
class _Line:
    """A row of a paste as it came."""

    row: Row | None
    initiative: Initiative | None
    version: int | None
    cells: dict[str, str]


def paste(request: MemberRequest, cycle: Cycle) -> JsonResponse:
    """Many cells as one change: the answer names each that cannot be read, and then none is written."""
    lines = _lines(request, cycle)
    if lines is None:
        return JsonResponse({"reason": _("This is nothing that can be pasted here.")}, status=422)
    names, edits, bad = Names(request.member), list[Edit](), list[dict[str, Any]]()
    for at, line in enumerate(lines):
        given: dict[str, Any] = {}
        for key, text in line.cells.items():
            try:
                given |= _read(request, key, text, line.row, names)
            except (Bad, Sorry) as no:
                bad.append({"at": at, "key": key, "reason": str(no)})
        activity = line.row.activity if line.row else None
        if activity is None and "name" not in line.cells:
            bad.append({"at": at, "key": "name", "reason": _("A new row needs the name of its activity.")})
        edits.append(Edit(given, line.initiative, activity, line.version))  # type: ignore[arg-type]  # read by the columns
    if bad:
        return JsonResponse({"bad": bad}, status=422)
    try:
        written = write_all(cycle, by=request.member, edits=edits)
    except BadRow as no:
        return JsonResponse({"bad": [{"at": no.at, "key": "", "reason": str(no)}]}, status=422)
    except Sorry as no:
        return JsonResponse({"reason": str(no)}, status=422)
    return JsonResponse(_written(request, cycle, [one.pk for one in written]))


def _written(request: MemberRequest, cycle: Cycle, wanted: list[UUID]) -> dict[str, Any]:
    pen, sheet = pen_of(request, may_write=True), sheet_of(cycle)
    by_id = {row.activity.pk: row for row in sheet.rows}
    rows = [
        {"id": str(pk), "initiative": str(by_id[pk].activity.initiative_id), "row": pen.row(by_id[pk])}
        for pk in wanted
        if pk in by_id
    ]
    return {"rows": rows, **sums(request, cycle)}


@transaction.atomic
def _lines(request: MemberRequest, cycle: Cycle) -> list[_Line] | None:
    """None when it is not what the sheet sends. A row of another plan is no row of this one."""
    try:
        sent = json.loads(request.body)["rows"]
        if not isinstance(sent, list) or not 0 < len(sent) <= MOST_ROWS:
            return None
        sheet = sheet_of(cycle)
        by_id = {str(row.activity.pk): row for row in sheet.rows}
        groups = {str(group.initiative.pk): group.initiative for group in sheet.groups}
        lines = []
        for one in sent:
            row = by_id[one["id"]] if one.get("id") else None
            initiative = None if row else groups[one["initiative"]]
            cells = {str(key): str(text) for key, text in one["cells"].items()}
            lines.append(_Line(row, initiative, int(one["version"]) if row else None, cells))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return lines if sum(len(line.cells) for line in lines) <= MOST_CELLS else None
