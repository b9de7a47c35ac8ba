"""Every page of the plan asks the database a few questions, in the demo company as in one with hundreds of rows.

How each page bears hundreds of rows is counted beside its own tests; here nobody can forget a page.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minassa.people.abilities import Role
from minassa.people.demo import create_demo
from minassa.people.models import Company, Membership
from minassa.testing import planned_scenery
from minassa.testing.cast import client_of
from minassa.web.context import OF_A_CYCLE
from minassa.web.tests.addresses import addresses

MOST = 12
FILES = {"plan:paper", "reports:export"}  # no pages: each reads a whole plan or report
ALSO = {"home", "cycles", "activities", "initiatives", "progress", "approval_links", "timelines", "minutes"}
ALSO |= {"calendar_requests", "cost_lines", "extensions", "receipts", "closings", "conclusions"}


@pytest.mark.django_db
@pytest.mark.timeout(240)
def test_every_page_of_the_plan_asks_at_most_twelve_questions(settings: LazySettings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path
    create_demo()
    company = Company.objects.get(slug="noor")
    ids = {"company": "noor", "kind": "pdf", **planned_scenery.ids_of(company)}
    wanted = ALSO | set(OF_A_CYCLE)
    pages = [
        one
        for one in addresses()
        if "GET" in one.acts and one.name.partition(":")[0] in wanted and one.name not in FILES
    ]
    assert len(pages) > 45
    paths = [one.path(ids) for one in pages] + [f"/c/noor/{path}" for path in planned_scenery.also(company)]
    counted: dict[str, int] = {}
    for role in (Role.OFFICER, Role.MANAGER, Role.MEMBER):
        person = Membership.objects.select_related("user", "company").filter(company=company, role=role)[0]
        browser = client_of(person)
        for path in paths:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                answer: Any = browser.get(path)
                if answer.streaming:
                    b"".join(answer.streaming_content)
            assert answer.status_code < 500, path
            counted[f"{role} {path}"] = len(asked)
    assert {page: count for page, count in counted.items() if count > MOST} == {}
