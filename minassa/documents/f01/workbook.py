"""F-01 as XLSX: the objectives, the plan and its costs, with real figures and days, and sums that keep counting."""

from __future__ import annotations

import io
from decimal import Decimal
from functools import partial

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from minassa.documents.f01 import layout, words
from minassa.documents.f01.plan import CODE, Activity, Content, Initiative, Objective, Plan
from minassa.documents.figures import Figures
from minassa.documents.isolating import MARKS
from minassa.documents.laying import code, fields, one_line, signature_fields
from minassa.documents.sheets import Book, Sheet
from minassa.planning.models import Activity as Record
from minassa.planning.models.activity import Kind

WIDTHS = {
    "number": 6, "initiative": 24, "name": 38, "platforms": 20, "responsible": 20, "efforts": 30, "asked": 16,
    "starts_on": 12, "deadline": 12, "expected": 34, "rank": 9, "state": 15, "approval": 18, "approved": 16, "kind": 14,
    "depends_on": 12, "objective": 12, "impact": 9, "urgency": 9, "effort": 9, "rank_reason": 28, "needs_no_money": 14,
    "statement": 56, "metric": 26, "baseline": 16, "target": 16, "due_on": 14, "weight": 9,
    "activity": 10, "what": 40, "platform": 18, "party": 26, "id": 38,
}  # fmt: skip
LABELS = {
    layout.OBJECTIVES: words.OBJECTIVE_COLUMNS,
    layout.PLAN: words.COLUMNS | words.FURTHER_COLUMNS,
    layout.COSTS: words.COST_COLUMNS,
}
SUMS = (("asked", "E"), ("approved", "F"))  # columns of money → where their costs stand
CHOICES: tuple[tuple[str, type[TextChoices]], ...] = (("state", Record.State), ("kind", Kind))


def xlsx(plan: Plan, figures: Figures) -> bytes:
    made = io.BytesIO()
    with Book(made, figures) as book:
        book.describe(words.title(), one_line(plan.head.company), one_line(plan.head.prepared_by))
        for name, value in zip(layout.PROPERTIES.values(), (CODE, layout.VERSION, plan.id or ""), strict=True):
            book.mark(name, str(value))
        names = {
            layout.OBJECTIVES: _("Objectives"),
            layout.PLAN: _("The plan F-01"),
            layout.COSTS: _("Costs"),
        }
        objectives, activities = (
            _sheet(book, names[table], table, plan, figures) for table in (layout.OBJECTIVES, layout.PLAN)
        )
        _write_objectives(objectives, plan.content.objectives)
        costs = _sheet(book, names[layout.COSTS], layout.COSTS, plan, figures) if plan.shows_money else None
        _write_activities(activities, quote_sheetname(costs.name) if costs else "", plan, figures)
        if costs:
            _write_costs(costs, plan.content)
        book.define(layout.NAME, activities, layout.KEY_ROW, 0)
        activities.activate()
    return made.getvalue()


def _sheet(book: Book, name: str, table: str, plan: Plan, figures: Figures) -> Sheet:
    labels = LABELS[table]
    keys = _keys(table, plan)
    sheet = book.sheet(name)
    head = [f"{label}: {value}" for label, value in fields(plan.head, figures)]
    sheet.title(0, f"{words.title()} — {one_line(plan.head.company)}")
    sheet.note(1, MARKS.sub("", " · ".join([code(plan.head, figures), *head])))
    for column, key in enumerate(keys):
        sheet.text(layout.KEY_ROW, column, layout.mark(table, key))
        sheet.heading(layout.HEAD_ROW, column, words.heading(labels.get(key, key)), WIDTHS[key])
    sheet.hide_row(layout.KEY_ROW)
    sheet.hide_column(len(keys) - 1)
    sheet.freeze(layout.FIRST_ROW, 3 if table == layout.PLAN else 0)
    sheet.print_setup(head_row=layout.HEAD_ROW, code=MARKS.sub("", code(plan.head, figures)))
    return sheet


def _keys(table: str, plan: Plan) -> list[str]:
    return [key for key in layout.TABLES[table] if plan.shows_money or key not in dict(SUMS)]


def _write_objectives(sheet: Sheet, objectives: tuple[Objective, ...]) -> None:
    row = layout.FIRST_ROW
    for place, one in enumerate(objectives, start=1):
        values: list[object] = [
            place, one.statement, words.metric(one.metric), one.baseline, one.target, one.due_on, one.weight, one.id,
        ]  # fmt: skip
        sheet.row(row, values)
        row += 1
    _end(sheet, row, layout.OBJECTIVES)


def _write_activities(sheet: Sheet, costs: str, plan: Plan, figures: Figures) -> None:
    keys = _keys(layout.PLAN, plan)
    last, sums = len(keys) - 1, [(keys.index(key), column) for key, column in SUMS if key in keys]
    row = layout.FIRST_ROW
    for initiative in plan.content.initiatives:
        if not initiative.activities:
            sheet.row(row, [None, initiative.name])
            sheet.whole(row, keys.index("objective"), initiative.objective)
            row += 1
        for activity in initiative.activities:
            values = dict(zip(layout.TABLES[layout.PLAN], _values(activity, initiative), strict=True))
            sheet.row(row, [values[key] for key in keys])
            for (column, source), amount in zip(sums, (activity.asked, activity.approved), strict=False):
                sheet.formula(row, column, f"=SUMIF({costs}!$A:$A,$A{row + 1},{costs}!${source}:${source})", amount)
            row += 1
    # The empty row belongs to the sums: a row put in above it is counted.
    if sums:
        (asked, _source), (approved, _other) = sums
        total = partial(_total, sheet, first=layout.FIRST_ROW, end=row, beside=asked)
        named = {"currency": figures.currency_name}
        total(row + 1, _("Total asked, in %(currency)s") % named, asked, plan.content.asked)
        total(row + 2, _("Total approved, in %(currency)s") % named, approved, plan.content.approved)
    sheet.text(row + 1, last, layout.END)
    _write_signatures(sheet, row + 4, plan, figures)
    sheet.print_area(row + 8, len(words.COLUMNS) - 1)
    _offer_choices(sheet, keys, row)


def _values(activity: Activity, initiative: Initiative) -> list[object]:
    """The row under the keys of the plan; what is a sum is put in after."""
    efforts = [
        layout.effort_line(one_line(one.who), one.people, f"{one.hours.normalize():f}") for one in activity.efforts
    ]
    return [
        activity.number, initiative.name, activity.name, ", ".join(words.platforms(activity.platforms)),
        activity.responsible, "\n".join(efforts), None, activity.starts_on, activity.deadline, activity.expected,
        activity.rank, _choice(Record.State, activity.state), _choice(Record.Approval, activity.approval), None,
        _choice(Kind, activity.kind), ", ".join(map(str, activity.depends_on)), initiative.objective,
        activity.impact, activity.urgency, activity.effort, activity.rank_reason,
        _("yes") if activity.needs_no_money else "", activity.id,
    ]  # fmt: skip


def _write_costs(sheet: Sheet, content: Content) -> None:
    row = layout.FIRST_ROW
    for activity in content.activities:
        for one in activity.costs:
            values: list[object] = [
                activity.number, one.what, words.platform(one.platform) if one.platform else "", one.party,
                sheet.money(one.asked), sheet.money(one.approved),
            ]  # fmt: skip
            sheet.row(row, values)
            row += 1
    _end(sheet, row, layout.COSTS)


def _end(sheet: Sheet, row: int, table: str) -> None:
    sheet.text(row + 1, len(layout.TABLES[table]) - 1, layout.END)
    sheet.print_area(row, len(layout.TABLES[table]) - 2)


def _total(
    sheet: Sheet, row: int, said: str, column: int, value: Decimal, *, first: int, end: int, beside: int
) -> None:
    name = xl_col_to_name(column)
    sheet.label(row, 1, beside - 1, said)
    sheet.formula(row, beside, f"=SUM({name}{first + 1}:{name}{end + 1})", value, strong=True)


def _write_signatures(sheet: Sheet, row: int, plan: Plan, figures: Figures) -> None:
    for place, one in enumerate(plan.signatures):
        column = 1 + 4 * place
        sheet.strong(row, column, one.capacity)
        for below, (label, value) in enumerate(signature_fields(one, figures), start=1):
            sheet.text(row + below, column, label)
            sheet.text(row + below, column + 1, MARKS.sub("", value))


def _offer_choices(sheet: Sheet, keys: list[str], end: int) -> None:
    for key, choices in CHOICES:
        labels = [str(label) for label in choices.labels]
        sheet.offer(layout.FIRST_ROW, end, keys.index(key), labels)
    sheet.offer(layout.FIRST_ROW, end, keys.index("needs_no_money"), [_("yes")])


def _choice(choices: type[TextChoices], key: str) -> str:
    return str(dict(choices.choices).get(key, key))
