"""The receipt of an expense, for those who see the company's money; a PDF is only downloaded."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from minassa.people.abilities import Ability
from minassa.planning.access import expense_for
from minassa.web.doors import MemberRequest, member
from minassa.web.serving import serve


@member(to=Ability.SEE_MONEY)
def show(request: MemberRequest, expense_id: UUID) -> HttpResponse:
    receipt = expense_for(request.member, expense_id, to=Ability.SEE_MONEY).receipt
    if receipt is None:
        raise Http404
    return serve(request, receipt, receipt.name)
