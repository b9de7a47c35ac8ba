"""Deciding from a phone by a mailed link, against a real mail server of our own."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client

from minassa.core.clock import now
from minassa.jobs.face import perform
from minassa.people import memberships
from minassa.planning import activities, approving, linking, rules, turns
from minassa.planning.activities import CostOf
from minassa.planning.errors import NotReady
from minassa.planning.models import ApprovalLink, ApprovalRequest, Cycle
from minassa.planning.rules import RuleOf
from minassa.testing.cast import Cast
from minassa.testing.mail import MailServer
from minassa.testing.planned import an_activity, open_cycle

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return open_cycle(cast)


def mail_all() -> None:
    """What a worker does with the mails that were asked for."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM pgqueuer WHERE entrypoint = 'planning.mail_approval_link' RETURNING payload")
        for (payload,) in cursor.fetchall():
            perform("planning.mail_approval_link", bytes(payload))


def link_in(server: MailServer, number: int = -1) -> str:
    found = re.search(r"/approve/[^/\s]+/", server.taken[number].get_content())
    assert found is not None
    return found[0]


def ask(cast: Cast, cycle: Cycle, name: str = "Film") -> ApprovalRequest:
    return approving.ask(an_activity(cast, cycle, name), by=cast.omar, why="The season begins")


def press(path: str, one: ApprovalRequest, verdict: str = "approve", **said: str) -> int:
    turn = one.steps.filter(verdict="").values_list("pk", flat=True).first() or one.steps.latest("position").pk
    return Client().post(path, {"turn": str(turn), "verdict": verdict, **said}).status_code


def test_whose_turn_it_is_is_mailed_a_link_that_needs_a_press(
    cast: Cast, cycle: Cycle, mail_server: MailServer
) -> None:
    one = ask(cast, cycle)
    mail_all()
    [message] = mail_server.taken
    assert message["To"] == "layla@example.com" and "Film" in message["Subject"]
    assert "1,000 SAR" in message.get_content() and "The season begins" in message.get_content()
    path = link_in(mail_server)
    for _ in range(3):  # a mail scanner
        answer = Client().get(path)
        assert answer.status_code == 200 and b"Approve" in answer.content and Client().head(path).status_code == 200
    assert ApprovalRequest.objects.get().state == "waiting"
    assert press(path, one) == 200
    assert ApprovalRequest.objects.get().state == "approved"
    assert one.steps.get().by == cast.layla.user


def test_without_a_mail_server_nobody_is_mailed_and_the_turn_stands(cast: Cast, cycle: Cycle) -> None:
    ask(cast, cycle)
    assert not ApprovalLink.objects.exists() and approving.waiting_for(cast.layla)


def test_the_token_is_sealed_in_the_queue_and_only_its_digest_kept(
    cast: Cast, cycle: Cycle, mail_server: MailServer
) -> None:
    ask(cast, cycle)
    with connection.cursor() as cursor:
        cursor.execute("SELECT convert_from(payload, 'UTF8') FROM pgqueuer")
        queued = " ".join(row[0] for row in cursor.fetchall())
    mail_all()
    token = link_in(mail_server).split("/")[2]
    assert token not in queued and ApprovalLink.objects.get().token_digest != token


def test_it_counts_as_mailed_only_when_a_server_took_it(cast: Cast, cycle: Cycle, mail_server: MailServer) -> None:
    ask(cast, cycle)
    assert ApprovalLink.objects.get().mailed_at is None
    mail_server.answer = "550 no such user here"
    mail_all()
    kept = ApprovalLink.objects.get()
    assert kept.mailed_at is None and kept.mail_error == "550 no such user here"


def test_a_request_that_did_not_happen_mails_nobody(cast: Cast, cycle: Cycle, mail_server: MailServer) -> None:
    activity = an_activity(cast, cycle, responsible=None)
    with pytest.raises(NotReady):
        approving.ask(activity, by=cast.omar)
    mail_all()
    assert mail_server.taken == []


def test_the_second_of_a_chain_is_mailed_when_the_first_has_approved(
    cast: Cast, cycle: Cycle, mail_server: MailServer
) -> None:
    rules.set_rules(by=cast.layla, rules=[RuleOf(Decimal(1), approver=cast.rana), RuleOf(None, "manager")])
    one = ask(cast, cycle)
    mail_all()
    assert [message["To"] for message in mail_server.taken] == ["rana@example.com"]
    first = link_in(mail_server)
    assert press(first, one, "less", amount="600") == 200
    mail_all()
    assert [message["To"] for message in mail_server.taken] == ["rana@example.com", "layla@example.com"]
    assert press(first, one) == 410  # used: it does not take the second turn
    assert press(link_in(mail_server), one) == 200
    assert ApprovalRequest.objects.get().granted == 600


def test_who_asked_gets_no_link_even_as_a_stand_in(cast: Cast, cycle: Cycle, mail_server: MailServer) -> None:
    today = cast.company.local_now().date()
    for who in (cast.omar, cast.huda):
        rules.stand_in(by=cast.layla, stands_for=cast.layla, who=who, starts_on=today, ends_on=today)
    ask(cast, cycle)
    mail_all()
    assert {message["To"] for message in mail_server.taken} == {"layla@example.com", "huda@example.com"}


def test_the_link_of_the_other_says_who_decided(cast: Cast, cycle: Cycle, mail_server: MailServer) -> None:
    today = cast.company.local_now().date()
    rules.stand_in(by=cast.layla, stands_for=cast.layla, who=cast.huda, starts_on=today, ends_on=today)
    one = ask(cast, cycle)
    mail_all()
    approving.decide(one, verdict="reject", words="No", by=cast.layla)
    for number in (0, 1):
        path = link_in(mail_server, number)
        answer = Client().get(path)
        assert answer.status_code == 410 and press(path, one) == 410
        assert "Rejected" in answer.content.decode()
    assert ApprovalRequest.objects.get().state == "rejected"


def test_a_withdrawn_request_says_so(cast: Cast, cycle: Cycle, mail_server: MailServer) -> None:
    one = ask(cast, cycle)
    mail_all()
    activities.change(one.activity, by=cast.omar, costs=[CostOf("Camera", Decimal(9000))])
    answer = Client().get(link_in(mail_server))
    assert answer.status_code == 410 and "withdrawn" in answer.content.decode()
    assert press(link_in(mail_server), one) == 410 and Cycle.objects.get().approved == 0


def test_an_old_link_a_strange_one_and_one_of_somebody_gone_decide_nothing(
    cast: Cast, cycle: Cycle, mail_server: MailServer
) -> None:
    one = ask(cast, cycle)
    mail_all()
    path = link_in(mail_server)
    with time_machine.travel(now() + linking.OPEN_FOR + timedelta(seconds=1), tick=False):
        assert Client().get(path).status_code == 410 and press(path, one) == 410
    for strange in ("/approve/x/", "/approve/%00/", "/approve/" + "a" * 3000 + "/"):
        assert Client().get(strange).status_code == 410 and press(strange, one) == 410
    rules.set_rules(by=cast.layla, rules=[])
    cast.layla.role = "member"
    cast.layla.save()
    answer = Client().get(path)
    assert answer.status_code == 410 and "no longer your turn" in answer.content.decode()
    memberships.end(cast.layla, cast.omar)
    answer = Client().get(path)
    assert answer.status_code == 410 and "Film" not in answer.content.decode()
    assert ApprovalRequest.objects.get().state == "waiting"


def test_words_are_asked_for_on_the_phone_too(cast: Cast, cycle: Cycle, mail_server: MailServer) -> None:
    one = ask(cast, cycle)
    mail_all()
    path = link_in(mail_server)
    assert press(path, one, "send_back") == 422
    assert press(path, one, "send_back", words="Ask two studios") == 200
    assert one.steps.get().words == "Ask two studios"


def test_the_page_is_not_kept_and_its_address_not_told(cast: Cast, cycle: Cycle, mail_server: MailServer) -> None:
    ask(cast, cycle)
    mail_all()
    headers = Client().get(link_in(mail_server)).headers
    assert "no-store" in headers["Cache-Control"]
    assert (
        headers["Referrer-Policy"] == "same-origin"
    )  # "no-referrer" would also hide from us where the press came from


def test_the_press_needs_the_page(cast: Cast, cycle: Cycle, mail_server: MailServer) -> None:
    ask(cast, cycle)
    mail_all()
    assert Client(enforce_csrf_checks=True).post(link_in(mail_server), {"verdict": "approve"}).status_code == 403


def test_pressing_without_end_is_stopped(cast: Cast, cycle: Cycle, mail_server: MailServer) -> None:
    browser = Client()
    assert 429 in {browser.post("/approve/guess/", {"verdict": "approve"}).status_code for _ in range(40)}


def test_who_does_not_decide_is_reminded_in_working_hours_and_not_without_end(
    cast: Cast, cycle: Cycle, mail_server: MailServer
) -> None:
    one = ask(cast, cycle)
    mail_all()
    monday = cast.company.local_now().replace(hour=10, minute=0) + timedelta(days=7)
    while monday.weekday() != 0:
        monday += timedelta(days=1)
    with time_machine.travel(monday.replace(hour=3), tick=False):
        assert turns.remind(cast.company) == 0
    with time_machine.travel(monday, tick=False):
        assert turns.remind(cast.company) == 1 and turns.remind(cast.company) == 0
        mail_all()
    assert len(mail_server.taken) == 2 and "reminder" in mail_server.taken[-1]["Subject"]
    for week in range(1, 9):
        with time_machine.travel(monday + timedelta(days=7 * week), tick=False):
            turns.remind(cast.company)
    assert ApprovalLink.objects.count() == turns.MOST_MAILS
    approving.decide(one, verdict="reject", words="No", by=cast.layla)
    with time_machine.travel(monday + timedelta(days=70), tick=False):
        assert turns.remind(cast.company) == 0


def test_a_job_that_starts_twice_or_too_late_mails_nothing_more(
    cast: Cast, cycle: Cycle, mail_server: MailServer
) -> None:
    one = ask(cast, cycle)
    approving.decide(one, verdict="approve", by=cast.layla)
    mail_all()
    assert mail_server.taken == []
