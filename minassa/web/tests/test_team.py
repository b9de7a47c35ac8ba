from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from minassa.people import inviting
from minassa.people.abilities import Role
from minassa.planning import activities, team
from minassa.planning.activities import EffortOf
from minassa.planning.models import Cycle, TeamAssignment
from minassa.testing.cast import Cast, client_of, make_member
from minassa.testing.planned import an_activity, formed, open_cycle

OUTSOURCED = TeamAssignment.Arrangement.OUTSOURCED


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return open_cycle(cast)


def index(cycle: Cycle) -> str:
    return reverse("team:index", args=["noor", cycle.pk])


def new(cycle: Cycle) -> str:
    return reverse("team:new", args=["noor", cycle.pk])


def given(who: str, **more: Any) -> dict[str, Any]:
    whole = {
        "who": who,
        "specialty": "design",
        "arrangement": "outsourced",
        "starts_on": "2026-10-01",
        "ends_on": "2026-12-15",
        "weekly_hours": "٢٠٫٥",
        "fee": "12,500",
        "note": "ملفات مفتوحة",
    }
    return whole | more


def test_a_colleague_is_assigned(cast: Cast, cycle: Cycle) -> None:
    answer = client_of(cast.omar).post(new(cycle), given(f"member:{cast.huda.pk}", party=str(cast.agency.pk)))
    assert answer.status_code == 302
    made = TeamAssignment.objects.get()
    assert (made.member, made.party, made.arrangement) == (cast.huda, cast.agency, OUTSOURCED)
    assert (made.weekly_hours, made.fee, made.ends_on) == (Decimal("20.5"), Decimal(12500), date(2026, 12, 15))


def test_so_is_somebody_invited(cast: Cast, cycle: Cycle) -> None:
    invitation, _link = inviting.invite(cast.omar, email="dana@example.com", name="Dana", role=Role.MEMBER)
    client_of(cast.omar).post(new(cycle), given(f"invitation:{invitation.pk}"))
    page = client_of(cast.omar).get(index(cycle)).content.decode()
    assert TeamAssignment.objects.get().invitation == invitation
    assert "Dana" in page and "Invited, not here yet" in page
    inviting.withdraw(invitation, cast.omar)
    assert "The invitation was withdrawn" in client_of(cast.omar).get(index(cycle)).content.decode()


def test_what_is_missing_is_said_until_it_is_there(cast: Cast, cycle: Cycle) -> None:
    browser = client_of(cast.omar)
    page = browser.get(index(cycle)).content.decode()
    assert "No designer is assigned" in page and "Call the meeting that forms the team" in page
    formed(cast, cycle)
    assert "What the team still lacks" not in browser.get(index(cycle)).content.decode()


def test_a_fee_is_for_those_who_see_money(cast: Cast, cycle: Cycle) -> None:
    made = team.assign(cycle, by=cast.omar, member=cast.huda, specialty="design", fee=Decimal(9876))
    assert "9,876" in client_of(cast.omar).get(index(cycle)).content.decode()
    page = client_of(cast.huda).get(index(cycle)).content.decode()
    assert "Huda" in page and "9,876" not in page and "Fee" not in page and f"/team/{made.pk}/" not in page


@pytest.mark.parametrize(
    ("days", "said"), [(14, "Ends in"), (3, "Ends in"), (0, "Ends today"), (15, ""), (-1, "Ended")]
)
def test_a_contract_that_ends_is_told(cast: Cast, days: int, said: str) -> None:
    today = cast.company.local_now().date()
    cycle = open_cycle(cast, starts_on=today - timedelta(days=30), ends_on=today + timedelta(days=30))
    last = today + timedelta(days=days)
    team.assign(cycle, by=cast.omar, member=cast.huda, specialty="design", arrangement=OUTSOURCED, ends_on=last)
    page = client_of(cast.omar).get(index(cycle)).content.decode()
    assert (said in page) if said else ("Ends" not in page)


@pytest.mark.parametrize(
    "wrong",
    [
        {"who": ""},
        {"who": "member:nobody"},
        {"ends_on": "2026-09-01"},
        {"weekly_hours": "169"},
        {"weekly_hours": "many"},
        {"fee": "-5"},
        {"starts_on": ""},
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(cast: Cast, cycle: Cycle, wrong: dict[str, str]) -> None:
    answer = client_of(cast.omar).post(new(cycle), given(f"member:{cast.huda.pk}") | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and "ملفات مفتوحة" in page and not TeamAssignment.objects.exists()
    assert "field__error" in page or 'role="alert"' in page


def test_a_place_is_changed_and_taken_away(cast: Cast, cycle: Cycle) -> None:
    made, browser = team.assign(cycle, by=cast.omar, member=cast.huda, specialty="design"), client_of(cast.omar)
    url = reverse("team:edit", args=["noor", made.pk])
    assert browser.get(url).status_code == 200
    browser.post(url, given("", specialty="content"))
    made.refresh_from_db()
    assert made.specialty == "content" and made.fee == Decimal(12500) and made.member == cast.huda
    browser.post(reverse("team:destroy", args=["noor", made.pk]))
    assert not TeamAssignment.objects.exists()


def test_the_workload_shows_who_has_too_much(cast: Cast, cycle: Cycle) -> None:
    team.assign(cycle, by=cast.omar, member=cast.huda, specialty="design", weekly_hours=Decimal(10))
    week: dict[str, Any] = {"starts_on": date(2026, 10, 10), "deadline": date(2026, 10, 16)}
    an_activity(cast, cycle, efforts=[EffortOf(Decimal(25), cast.huda)], **week)
    page = client_of(cast.omar).get(index(cycle)).content.decode()
    assert 'data-heat="over"' in page and "Too much in <bdi" in page


def test_a_big_team_costs_no_more_queries(cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any) -> None:
    row = an_activity(cast, cycle)
    people = [make_member(cast.company, f"Person{number}") for number in range(25)]
    for one in people:
        team.assign(cycle, by=cast.omar, member=one, specialty="content", party=cast.agency, weekly_hours=Decimal(10))
    activities.change(row, by=cast.omar, efforts=[EffortOf(Decimal(5), one) for one in people])
    formed(cast, cycle)
    browser = client_of(cast.omar)
    for url in (index(cycle), new(cycle)):
        with django_assert_max_num_queries(12):
            assert browser.get(url).status_code == 200
