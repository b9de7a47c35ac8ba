from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import TestCase

from minassa.people import inviting
from minassa.people.abilities import Role
from minassa.people.models import Membership
from minassa.planning import team, team_mail
from minassa.planning.models import Cycle, TeamAssignment
from minassa.planning.tests.test_calendar import work_off
from minassa.testing.cast import Cast
from minassa.testing.mail import MailServer
from minassa.testing.planned import open_cycle

DESIGN = TeamAssignment.Specialty.DESIGN
OUTSOURCED = TeamAssignment.Arrangement.OUTSOURCED


def ending(cast: Cast, days: int) -> tuple[Cycle, TeamAssignment]:
    """Huda's contract, that many days before its end."""
    today = cast.company.local_now().date()
    cycle = open_cycle(cast, starts_on=today - timedelta(days=30), ends_on=today + timedelta(days=60))
    terms = {"arrangement": OUTSOURCED, "weekly_hours": Decimal(10), "ends_on": today + timedelta(days=days)}
    return cycle, team.assign(cycle, by=cast.omar, member=cast.huda, specialty=DESIGN, **terms)  # type: ignore[arg-type]


def invited(cast: Cast) -> tuple[TeamAssignment, str]:
    invitation, link = inviting.invite(cast.omar, email="dana@example.com", name="Dana", role=Role.MEMBER)
    cycle = open_cycle(cast)
    made = team.assign(cycle, by=cast.omar, invitation=invitation, specialty=DESIGN)
    return made, link.rstrip("/").rpartition("/")[2]


def test_a_place_kept_for_somebody_invited_becomes_theirs(cast: Cast) -> None:
    kept, token = invited(cast)
    with TestCase.captureOnCommitCallbacks(execute=True):
        dana = inviting.accept(token, password="a long enough password")
    kept.refresh_from_db()
    assert kept.member == dana and kept.name == "Dana" and Membership.objects.filter(pk=dana.pk).exists()


def test_a_second_invitation_finds_the_place_of_the_first(cast: Cast) -> None:
    kept, _token = invited(cast)
    assert kept.invitation is not None
    inviting.withdraw(kept.invitation, cast.omar)
    _again, link = inviting.invite(cast.omar, email="dana@example.com", name="Dana", role=Role.MEMBER)
    with TestCase.captureOnCommitCallbacks(execute=True):
        dana = inviting.accept(link.rstrip("/").rpartition("/")[2], password="a long enough password")
    kept.refresh_from_db()
    assert kept.member == dana


def test_the_place_in_a_closed_cycle_stays_as_it_was(cast: Cast) -> None:
    kept, token = invited(cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE planning_cycle SET state = 'closed', closed_at = now() WHERE id = %s", [kept.cycle_id])
    with TestCase.captureOnCommitCallbacks(execute=True):
        inviting.accept(token, password="a long enough password")
    kept.refresh_from_db()
    assert kept.member is None


@pytest.mark.parametrize(("days", "mails"), [(30, 0), (14, 2), (3, 2), (0, 2)])
def test_the_officer_and_the_person_are_told_before_a_contract_ends(
    cast: Cast, mail_server: MailServer, days: int, mails: int
) -> None:
    cycle, _assignment = ending(cast, days)
    for _ in range(3):  # the job comes every hour
        team.warn_of_ends(cycle)
    work_off()
    assert len(mail_server.taken) == mails
    if mails:
        assert {one["To"] for one in mail_server.taken} == {"omar@example.com", "huda@example.com"}


def test_each_warning_is_given_once(cast: Cast, mail_server: MailServer) -> None:
    cycle, assignment = ending(cast, 10)
    team.warn_of_ends(cycle)
    TeamAssignment.objects.update(ends_on=cast.company.local_now().date() + timedelta(days=2))
    assignment.refresh_from_db()
    assert assignment.warned == [14]
    team.warn_of_ends(cycle)
    team.warn_of_ends(cycle)
    work_off()
    assert len(mail_server.taken) == 4
    [theirs] = [one for one in mail_server.taken[-2:] if one["To"] == "huda@example.com"]
    assert "Your contract" in theirs["Subject"]


def test_a_warning_whose_job_starts_twice_is_mailed_once(cast: Cast, mail_server: MailServer) -> None:
    _cycle, assignment = ending(cast, 10)
    for mark, mails in ((14, 1), (3, 2)):
        for _ in range(2):
            team_mail.warn(assignment, "huda@example.com", "ar", mark)
        assert len(mail_server.taken) == mails


def test_somebody_from_inside_has_no_contract_to_end(cast: Cast, mail_server: MailServer) -> None:
    cycle, assignment = ending(cast, 2)
    team.change(assignment, by=cast.omar, arrangement=TeamAssignment.Arrangement.INSIDE)
    assert team.warn_of_ends(cycle) == 0
