"""The company's own procedure of approval, and who stands in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from minassa.core.clock import now
from minassa.people.models import Membership
from minassa.planning import approving, rules
from minassa.planning.models import ApprovalRule, StandIn
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import an_activity, open_cycle

PAGE = "/c/noor/approval-rules/"


def rows(*given: dict[str, str]) -> dict[str, str]:
    said = {"rows": str(len(given))}
    for place, row in enumerate(given):
        said |= {f"rule{place}-{name}": value for name, value in row.items()}
    return said


def test_the_rules_are_saved_in_the_order_that_was_typed(cast: Cast) -> None:
    said = rows(
        {"who": "role:manager", "up_to": "", "kind": "", "order": "2"},
        {"who": "role:officer", "up_to": "٥٬٠٠٠", "kind": "", "order": "1"},
        {"who": str(cast.huda.pk), "up_to": "900", "kind": "tools", "order": "3"},
        {"who": "", "up_to": "", "kind": "", "order": "4"},
    )
    assert client_of(cast.layla).post(PAGE, said).status_code == 302
    kept = [(one.role, one.approver, one.up_to, one.kind) for one in ApprovalRule.objects.all()]
    assert kept == [("officer", None, 5000, ""), ("manager", None, None, ""), ("", cast.huda, 900, "tools")]
    shown = client_of(cast.layla).get(PAGE).content.decode()
    assert 'value="5000"' in shown and shown.count("data-row") == 5


@pytest.mark.parametrize(
    "wrong", [{"who": "x"}, {"who": "role:member"}, {"up_to": "-1"}, {"up_to": "x"}, {"kind": "x"}, {"order": "0"}]
)
def test_a_wrong_row_saves_none_and_stays_as_typed(cast: Cast, wrong: dict[str, str]) -> None:
    good = {"who": "role:manager", "up_to": "777", "kind": "", "order": "1"}
    answer = client_of(cast.layla).post(PAGE, rows(good, good | {"up_to": ""} | wrong))
    assert answer.status_code == 422 and b'value="777"' in answer.content
    assert not ApprovalRule.objects.exists()


@pytest.mark.parametrize("count", ["", "x", "-1", "٣", "99999999999"])
def test_a_page_that_did_not_arrive_whole_takes_no_rule_away(cast: Cast, count: str) -> None:
    client_of(cast.layla).post(PAGE, rows({"who": "role:officer", "up_to": "", "kind": "", "order": "1"}))
    assert client_of(cast.layla).post(PAGE, {"rows": count}).status_code == 422
    assert ApprovalRule.objects.count() == 1


def test_team_and_officer_read_the_rules_and_do_not_set_them(cast: Cast) -> None:
    client_of(cast.layla).post(PAGE, rows({"who": "role:officer", "up_to": "5000", "kind": "", "order": "1"}))
    for browser in (client_of(cast.huda), client_of(cast.omar)):
        assert "5,000" in browser.get(PAGE).content.decode()
        assert browser.post(PAGE, rows()).status_code == 403
    assert ApprovalRule.objects.count() == 1


def away(cast: Cast, by: Any, **given: Any) -> Any:
    today = cast.company.local_now().date()
    said = {"stands_for": by.pk, "who": cast.omar.pk, "starts_on": today, "ends_on": today + timedelta(days=3)}
    return client_of(by).post("/c/noor/stand-ins/", said | given)


def test_a_stand_in_is_named_seen_and_ended(cast: Cast) -> None:
    assert away(cast, cast.layla).status_code == 302
    assert "Omar decides for Layla" in _text(client_of(cast.layla).get(PAGE).content.decode())
    one = StandIn.objects.get()
    assert client_of(cast.huda).post(f"/c/noor/stand-ins/{one.pk}/end/").status_code == 403
    assert client_of(cast.layla).post(f"/c/noor/stand-ins/{one.pk}/end/").status_code == 302
    assert not StandIn.objects.exists()


def test_the_work_team_names_its_own_and_nobody_elses(cast: Cast) -> None:
    assert away(cast, cast.huda, stands_for=cast.layla.pk).status_code == 422
    assert away(cast, cast.huda).status_code == 302


def test_wrong_days_or_people_are_refused(cast: Cast) -> None:
    yesterday = cast.company.local_now().date() - timedelta(days=1)
    for wrong in ({"ends_on": yesterday}, {"who": cast.layla.pk}, {"who": cast.sami.pk}, {"who": "x"}, {"ends_on": ""}):
        assert away(cast, cast.layla, **wrong).status_code == 422
    assert not StandIn.objects.exists()


def _text(page: str) -> str:
    return page.replace("<bdi>", "").replace("</bdi>", "")


def test_home_asks_nobody_to_decide_for_who_has_left(cast: Cast) -> None:
    today = cast.company.local_now().date()
    request = approving.ask(an_activity(cast, open_cycle(cast), "Film the dates"), by=cast.omar)
    rules.stand_in(by=cast.layla, stands_for=cast.layla, who=cast.huda, starts_on=today, ends_on=today)
    home, page = client_of(cast.huda), f"/c/noor/approval-requests/{request.pk}/"
    assert page in home.get("/c/noor/").content.decode()
    Membership.objects.filter(pk=cast.layla.pk).update(ended_at=now())
    assert page not in home.get("/c/noor/").content.decode()
