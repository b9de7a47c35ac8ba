"""Rules of approval and stand-ins on one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from minassa.people.abilities import Ability
from minassa.planning import rules as approval_rules
from minassa.planning.access import rules_of, stand_ins_of
from minassa.web.doors import MemberRequest
from minassa.web.forms.approval_rules import RulesForm, StandInForm


def rules_page(
    request: MemberRequest,
    *,
    form: RulesForm | None = None,
    stand_in_form: StandInForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member, today = request.member, request.company.local_now().date()
    rules, may_set = list(rules_of(member)), member.may(Ability.SET_RULES)
    stand_ins = [one for one in stand_ins_of(member) if one.ends_on >= today]
    words = {
        "rules": rules,
        "may_set": may_set,
        "form": form or (RulesForm(member, rules) if may_set else None),
        "stand_ins": [
            (one, approval_rules.may_arrange_absence_of(one.stands_for, member), one.starts_on <= today)
            for one in stand_ins
        ],
        "stand_in_form": stand_in_form or StandInForm(member),
    }
    return render(request, "approval_rules/index.html", words, status=status)
