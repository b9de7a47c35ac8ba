"""The page of one request: what is asked, what was said to it, and the reader's own decision."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from minassa.people.abilities import Ability
from minassa.planning import approving
from minassa.planning.models import ApprovalRequest
from minassa.web.approval_rows import paper_of
from minassa.web.cycling import framed
from minassa.web.doors import MemberRequest
from minassa.web.forms.approval_requests import VerdictForm


def request_page(
    request: MemberRequest, found: ApprovalRequest, form: VerdictForm | None = None, status: int = 200
) -> HttpResponse:
    paper, member = paper_of(found), request.member
    current, is_own = paper.current, found.asked_by_id == member.user_id
    may_decide = current is not None and approving.may_take(current, found, member)
    if not (
        member.may(Ability.SEE_MONEY) or may_decide or is_own or member.user_id in {one.by_id for one in paper.steps}
    ):
        raise PermissionDenied(Ability.SEE_MONEY)
    writes = member.may(Ability.WRITE_PLAN)
    words: dict[str, Any] = {
        "paper": paper,
        "is_own": is_own,
        "may_decide": may_decide and found.cycle.is_open,
        # Whoever decides sends back or rejects instead, with words.
        "may_withdraw": found.cycle.is_open and current is not None and (is_own or (writes and not may_decide)),
        "form": form or VerdictForm(request.company, initial={"turn": current.pk if current else None}),
        "earlier": [one for one in found.activity.requests.all() if one.pk != found.pk],
    }
    return framed(request, "approval_requests/show.html", found.cycle, "approval_requests", status=status, **words)
