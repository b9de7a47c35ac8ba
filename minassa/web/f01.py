"""F-01 as a paper: from the records of a cycle to what the documents say."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from minassa.documents.f01 import plan as paper
from minassa.documents.f01.document import docx
from minassa.documents.f01.plan import CODE, Content, Cost, Plan
from minassa.documents.f01.printing import pdf
from minassa.documents.f01.workbook import xlsx
from minassa.documents.figures import Figures
from minassa.documents.letterhead import Letterhead, Signed
from minassa.people.abilities import Ability
from minassa.people.models import Company
from minassa.planning.models import Cycle, Objective
from minassa.planning.models.signature import Act, Capacity
from minassa.planning.sheets import Row, Sheet, sheet_of
from minassa.web.doors import MemberRequest
from minassa.web.f01_names import Names
from minassa.web.plan_sheet import revision_of, standing_of
from minassa.web.signature_block import SignatureBlock, signature_block

MAKERS = {
    "pdf": (pdf, "application/pdf"),
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def made(request: MemberRequest, cycle: Cycle, kind: str, language: str) -> bytes:
    """The language is active already; it says which figures go with the words."""
    make, _mime = MAKERS[kind]
    company = request.company
    figures = Figures(language, company.currency, company.digits, company.hijri)
    return make(plan_of(request, cycle), figures)


def plan_of(request: MemberRequest, cycle: Cycle) -> Plan:
    sheet, block = sheet_of(cycle), signature_block(request, cycle, Act.PLAN, missing=[])
    with_money = request.member.may(Ability.SEE_MONEY)
    content = content_of(sheet, Names(request.member), with_money=with_money)
    return Plan(_head(request.company, sheet, block), content, _signatures(block), cycle.pk, with_money)


def content_of(sheet: Sheet, names: Names, *, with_money: bool = True) -> Content:
    objectives = list(sheet.cycle.objectives.select_related("metric"))
    places = {one.pk: place for place, one in enumerate(objectives, start=1)}
    groups = tuple(
        paper.Initiative(
            group.initiative.name,
            tuple(_activity(row, names, with_money=with_money) for row in group.rows),
            places.get(group.initiative.objective_id) if group.initiative.objective_id else None,
        )
        for group in sheet.groups
    )
    return Content(tuple(_objective(one) for one in objectives), groups)


def _objective(one: Objective) -> paper.Objective:
    metric = (one.metric.code or one.metric.own_name) if one.metric else ""
    unit = one.metric.unit if one.metric else "count"
    return paper.Objective(one.statement, metric, one.baseline, one.target, one.due_on, one.weight, one.pk, unit)


def _activity(row: Row, names: Names, *, with_money: bool) -> paper.Activity:
    one = row.activity
    return paper.Activity(
        number=one.number,
        name=one.name,
        platforms=tuple(one.platforms),
        responsible=names.written(one.responsible),
        efforts=tuple(
            paper.Effort(names.written(effort.member) if effort.member else effort.who, effort.hours, effort.people)
            for effort in row.efforts
        ),
        costs=tuple(
            Cost(line.what, line.asked, line.approved, line.platform, line.party.name if line.party else "")
            for line in row.costs
        )
        if with_money
        else (),
        starts_on=one.starts_on,
        deadline=one.deadline,
        expected=one.expected,
        rank=one.rank,
        rank_reason=one.rank_reason,
        state=one.state,
        approval=one.approval,
        kind=one.kind,
        depends_on=tuple(row.after),
        impact=one.impact,
        urgency=one.urgency,
        effort=one.effort,
        id=one.pk,
    )


def _head(company: Company, sheet: Sheet, block: SignatureBlock) -> Letterhead:
    cycle = sheet.cycle
    return Letterhead(
        company=company.name,
        starts_on=cycle.starts_on,
        ends_on=cycle.ends_on,
        prepared_by=cycle.opened_by.name,
        prepared_on=_prepared_on(company, block),
        state=standing_of(sheet, block),
        code=CODE,
        revision=str(revision_of(block)),
        logo=_logo(company),
    )


def _prepared_on(company: Company, block: SignatureBlock) -> date:
    """The day of the officer's signature; what is not signed yet is of today."""
    signed = next((one.signature for one in block.places if one.capacity == Capacity.OFFICER and one.signature), None)
    return timezone.localtime(signed.at, company.zoneinfo).date() if signed else company.local_now().date()


def _signatures(block: SignatureBlock) -> tuple[Signed, ...]:
    return tuple(
        Signed(place.label, place.signature.by.name, timezone.localdate(place.signature.at), str(place.signature.pk))
        if place.signature
        else Signed(place.label)
        for place in block.places
    )


def _logo(company: Company) -> bytes:
    if not company.logo:
        return b""
    try:
        with company.logo.open("rb") as file:
            return bytes(file.read())
    except OSError:
        return b""  # a paper without its logo is better than none


def file_name(cycle: Cycle, kind: str) -> str:
    return _("F-01 %(cycle)s") % {"cycle": cycle.name} + f".{kind}"
