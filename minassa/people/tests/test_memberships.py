from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from minassa.events.models import Event
from minassa.people import memberships
from minassa.people.abilities import Role
from minassa.people.access import current_memberships
from minassa.people.memberships import BadTerm, LastSteward, NeedsParty, NotAllowed
from minassa.people.models import Membership
from minassa.testing.cast import Cast, make_company, make_member, make_party


@pytest.mark.django_db
def test_an_officer_gives_a_colleague_another_role_and_a_term(cast: Cast) -> None:
    until = cast.company.local_now().date() + timedelta(days=30)
    memberships.change(cast.huda, cast.omar, role=Role.EXPERT, ends_on=until)
    huda = Membership.objects.get(pk=cast.huda.pk)
    assert (huda.role, huda.ends_on) == (Role.EXPERT, until)
    facts = Event.objects.get(verb="membership.changed").facts
    assert facts["was"]["role"] == "member" and facts["role"] == "expert" and facts["ends_on"] == until.isoformat()


@pytest.mark.django_db
def test_a_term_ends_at_once(cast: Cast) -> None:
    memberships.end(cast.huda, cast.omar)
    assert current_memberships(cast.huda.user) == []
    memberships.end(cast.huda, cast.omar)  # twice is harmless
    assert Event.objects.filter(verb="membership.ended").count() == 1


@pytest.mark.django_db
def test_an_ended_colleague_can_be_taken_back(cast: Cast) -> None:
    memberships.end(cast.huda, cast.omar)
    memberships.change(cast.huda, cast.omar, role=Role.MEMBER)
    assert [one.company for one in current_memberships(cast.huda.user)] == [cast.company]


@pytest.mark.django_db
def test_nobody_ends_their_own_term_or_changes_their_own_role(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        memberships.end(cast.omar, cast.omar)
    with pytest.raises(NotAllowed):
        memberships.change(cast.omar, cast.omar, role=Role.MANAGER)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_an_officer_neither_makes_nor_unmakes_a_manager(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        memberships.change(cast.huda, cast.omar, role=Role.MANAGER)
    with pytest.raises(NotAllowed):
        memberships.change(cast.layla, cast.omar, role=Role.MEMBER)
    with pytest.raises(NotAllowed):
        memberships.end(cast.layla, cast.omar)
    memberships.change(cast.huda, cast.layla, role=Role.MANAGER)


@pytest.mark.django_db
def test_a_manager_whose_term_has_an_end_is_a_manager_still(cast: Cast) -> None:
    """Nor does the officer set that end: the limits of approval are the manager's alone."""
    tomorrow = cast.company.local_now().date() + timedelta(days=1)
    with pytest.raises(NotAllowed):
        memberships.change(cast.layla, cast.omar, role=Role.MANAGER, ends_on=tomorrow)
    Membership.objects.filter(pk=cast.layla.pk).update(ends_on=tomorrow)
    with pytest.raises(NotAllowed):
        memberships.change(cast.huda, cast.omar, role=Role.MANAGER)


@pytest.mark.django_db
def test_where_there_is_no_manager_an_officer_names_the_first() -> None:
    company = make_company()
    omar, huda = make_member(company, "Omar", Role.OFFICER), make_member(company, "Huda")
    memberships.change(huda, omar, role=Role.MANAGER)
    assert Membership.objects.get(pk=huda.pk).role == Role.MANAGER


@pytest.mark.django_db
def test_the_last_who_can_let_others_in_stays() -> None:
    company = make_company()
    layla, omar = make_member(company, "Layla", Role.MANAGER), make_member(company, "Omar", Role.OFFICER)
    memberships.end(omar, layla)
    tomorrow = company.local_now().date() + timedelta(days=1)
    with pytest.raises(LastSteward):
        memberships.change(layla, layla, role=Role.MANAGER, ends_on=tomorrow)
    assert Membership.objects.get(pk=layla.pk).ends_on is None


@pytest.mark.django_db
def test_an_outside_member_has_a_party_of_the_company(cast: Cast) -> None:
    with pytest.raises(NeedsParty):
        memberships.change(cast.huda, cast.omar, role=Role.OUTSIDE)
    with pytest.raises(NeedsParty):
        memberships.change(cast.huda, cast.omar, role=Role.OUTSIDE, party=make_party(cast.other))
    memberships.change(cast.huda, cast.omar, role=Role.OUTSIDE, party=cast.agency)


@pytest.mark.django_db
def test_a_term_has_its_dates_in_order_and_ahead(cast: Cast) -> None:
    today = cast.company.local_now().date()
    for starts_on, ends_on in ((today, today - timedelta(days=1)), (None, today - timedelta(days=1))):
        with pytest.raises(BadTerm):
            memberships.change(cast.huda, cast.omar, role=Role.MEMBER, starts_on=starts_on, ends_on=ends_on)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "still", "over"),
    [
        ("Asia/Riyadh", "2026-12-31T20:59:59Z", "2026-12-31T21:00:00Z"),
        ("Pacific/Kiritimati", "2026-12-31T09:59:59Z", "2026-12-31T10:00:00Z"),
        ("America/Los_Angeles", "2027-01-01T07:59:59Z", "2027-01-01T08:00:00Z"),
    ],
)
def test_the_last_day_counts_until_the_companys_own_midnight(zone: str, still: str, over: str) -> None:
    member = make_member(make_company(zone=zone), "Reem", ends_on=date(2026, 12, 31))
    with time_machine.travel(still, tick=False):
        assert member.is_current()
    with time_machine.travel(over, tick=False):
        assert not member.is_current()


@pytest.mark.django_db
def test_a_term_begins_at_the_companys_own_midnight() -> None:
    member = make_member(make_company(zone="Asia/Riyadh"), "Reem", starts_on=date(2027, 1, 1))
    with time_machine.travel("2026-12-31T20:59:59Z", tick=False):
        assert not member.is_current()
    with time_machine.travel("2026-12-31T21:00:00Z", tick=False):
        assert member.is_current()
