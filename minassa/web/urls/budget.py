"""Step 5, second half: approval by the company's rules, and the money that was approved."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import (
    approval_requests,
    approval_rules,
    budget,
    commitments,
    cost_lines,
    expenses,
    extensions,
    receipts,
    stand_ins,
    verdicts,
)

request_urls = [
    path(
        "cycles/<uuid:cycle_id>/approvals/",
        resource(get=approval_requests.index, post=approval_requests.create),
        name="index",
    ),
    path("approval-requests/<uuid:request_id>/", resource(get=approval_requests.show), name="show"),
    path("approval-requests/<uuid:request_id>/withdraw/", resource(post=approval_requests.destroy), name="destroy"),
]
verdict_urls = [path("", resource(post=verdicts.create), name="create")]
rule_urls = [path("", resource(get=approval_rules.index, post=approval_rules.update), name="index")]
stand_in_urls = [
    path("", resource(post=stand_ins.create), name="create"),
    path("<uuid:stand_in_id>/end/", resource(post=stand_ins.destroy), name="destroy"),
]
budget_urls = [
    path("", resource(get=budget.show), name="show"),
    path("ceiling/", resource(get=budget.edit, post=budget.update), name="edit"),
]
cost_line_urls = [path("", resource(get=cost_lines.index), name="index")]
extension_urls = [path("", resource(get=extensions.new, post=extensions.create), name="new")]
expense_urls = [
    path("cycles/<uuid:cycle_id>/expenses/", resource(get=expenses.index), name="index"),
    path("cost-lines/<uuid:cost_line_id>/expenses/new/", resource(get=expenses.new, post=expenses.create), name="new"),
    path("expenses/<uuid:expense_id>/", resource(get=expenses.show), name="show"),
    path("expenses/<uuid:expense_id>/take-back/", resource(post=expenses.destroy), name="destroy"),
]
receipt_urls = [path("", resource(get=receipts.show), name="show")]
commitment_urls = [
    path("cycles/<uuid:cycle_id>/commitments/", resource(get=commitments.index), name="index"),
    path(
        "cost-lines/<uuid:cost_line_id>/commitments/new/",
        resource(get=commitments.new, post=commitments.create),
        name="new",
    ),
    path("commitments/<uuid:commitment_id>/release/", resource(post=commitments.destroy), name="destroy"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((request_urls, "approval_requests"))),
    path("approval-requests/<uuid:request_id>/verdict/", include((verdict_urls, "verdicts"))),
    path("approval-rules/", include((rule_urls, "approval_rules"))),
    path("stand-ins/", include((stand_in_urls, "stand_ins"))),
    path("cycles/<uuid:cycle_id>/budget/", include((budget_urls, "budget"))),
    path("cycles/<uuid:cycle_id>/cost-lines/", include((cost_line_urls, "cost_lines"))),
    path("cost-lines/<uuid:cost_line_id>/more/", include((extension_urls, "extensions"))),
    path("", include((expense_urls, "expenses"))),
    path("expenses/<uuid:expense_id>/receipt/", include((receipt_urls, "receipts"))),
    path("", include((commitment_urls, "commitments"))),
]
