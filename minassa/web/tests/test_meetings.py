from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from icalendar import Calendar

from minassa.core.clock import now
from minassa.planning import meetings
from minassa.planning.meetings import Taken
from minassa.planning.models import ActionItem, Attendee, Cycle, Meeting
from minassa.testing.cast import Cast, client_of, make_member
from minassa.testing.mail import MailServer
from minassa.testing.planned import open_cycle


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return open_cycle(cast)


def new(cycle: Cycle) -> str:
    return reverse("meetings:new", args=["noor", cycle.pk])


def at(name: str, record: Any) -> str:
    return reverse(name, args=["noor", record.pk])


def given(cast: Cast, **more: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "title": "تشكيل فريق العمل",
        "purpose": "forming",
        "day": "2027-01-05",
        "clock": "10:30",
        "lasts": "90",
        "place": "قاعة الاجتماعات",
        "link": "",
        "agenda": "التخصصات المطلوبة",
        "members": [str(cast.huda.pk), str(cast.layla.pk)],
        "guest-name": ["دانة", ""],
        "guest-email": ["dana@studio.example", ""],
    }
    return whole | more


def call(cast: Cast, cycle: Cycle, **more: Any) -> Meeting:
    whole: dict[str, Any] = {"title": "The team", "starts_at": now() + timedelta(days=2), "members": [cast.huda]}
    return meetings.call(cycle, by=cast.omar, **(whole | more))


def minuted(cast: Cast, cycle: Cycle) -> Meeting:
    meeting = call(cast, cycle, members=[cast.huda, cast.layla])
    taken = [Taken(cast.huda, "Draw the first post", meeting.starts_at.date())]
    return meetings.keep_minutes(meeting, by=cast.omar, minutes="Said.", decisions=["Huda designs."], actions=taken)


def test_a_meeting_is_called_in_the_companys_time(cast: Cast, cycle: Cycle) -> None:
    answer = client_of(cast.omar).post(new(cycle), given(cast))
    meeting = Meeting.objects.get()
    assert answer.status_code == 302 and answer["Location"] == at("meetings:show", meeting)
    assert meeting.starts_at == datetime(2027, 1, 5, 7, 30, tzinfo=UTC) and meeting.lasts == timedelta(minutes=90)
    assert {one.name for one in meeting.attendees.select_related("member__user")} == {"Huda", "Layla", "دانة"}


def test_opened_and_saved_without_a_change_tells_nobody_anew(cast: Cast, cycle: Cycle) -> None:
    browser = client_of(cast.omar)
    browser.post(new(cycle), given(cast))
    meeting = Meeting.objects.get()
    page = browser.get(at("meetings:edit", meeting)).content.decode()
    assert 'value="10:30"' in page and "dana@studio.example" in page
    assert browser.post(at("meetings:edit", meeting), given(cast)).status_code == 302
    meeting.refresh_from_db()
    assert meeting.sequence == 0
    browser.post(at("meetings:edit", meeting), given(cast, clock="11:30"))
    meeting.refresh_from_db()
    assert meeting.sequence == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"day": ""},
        {"day": "2027-13-40"},
        {"link": "nonsense"},
        {"lasts": "7"},
        {"guest-email": ["not an address", ""]},
        {"guest-name": ["", ""]},
        {"guest-name": ["A", "B"], "guest-email": ["a@example.com", "a@example.com"]},
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(cast: Cast, cycle: Cycle, wrong: dict[str, Any]) -> None:
    answer = client_of(cast.omar).post(new(cycle), given(cast) | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and not Meeting.objects.exists() and "التخصصات المطلوبة" in page
    assert "field__error" in page or 'role="alert"' in page


def test_the_page_says_what_a_mail_server_took(cast: Cast, cycle: Cycle, mail_server: MailServer) -> None:
    meeting, browser = call(cast, cycle), client_of(cast.omar)
    assert "Not mailed yet" in browser.get(at("meetings:show", meeting)).content.decode()
    Attendee.objects.update(mail_error="550 no such user")
    page = browser.get(at("meetings:show", meeting)).content.decode()
    assert "550 no such user" in page and "Mail it again" in page
    assert browser.post(at("calendar_requests:create", meeting)).status_code == 302
    Attendee.objects.update(mailed_sequence=0, mailed_at=now(), mail_error="")
    page = browser.get(at("meetings:show", meeting)).content.decode()
    assert "The mail server took the invitation" in page and "Mail it again" not in page


def test_without_a_mail_server_it_says_so(cast: Cast, cycle: Cycle) -> None:
    page = client_of(cast.omar).get(at("meetings:show", call(cast, cycle))).content.decode()
    assert "has no mail server, so nobody was mailed" in page and "took the invitation" not in page


def test_the_invitation_is_always_there_to_download(cast: Cast, cycle: Cycle) -> None:
    meeting = call(cast, cycle)
    answer = client_of(cast.huda).get(at("calendar_requests:show", meeting))
    calendar: Any = Calendar.from_ical(answer.content)
    [event] = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH" and event["UID"] == meeting.uid
    assert answer["Content-Type"].startswith("text/calendar") and ".ics" in answer["Content-Disposition"]


def test_a_cancelled_meeting_stays_to_be_read(cast: Cast, cycle: Cycle) -> None:
    meeting, browser = call(cast, cycle), client_of(cast.omar)
    browser.post(at("meetings:destroy", meeting))
    page = browser.get(at("meetings:show", meeting)).content.decode()
    assert "This meeting was cancelled" in page and at("minutes:edit", meeting) not in page


def test_minutes_keep_who_was_there_what_was_decided_and_who_took_on_what(cast: Cast, cycle: Cycle) -> None:
    meeting, browser = call(cast, cycle, members=[cast.huda, cast.layla]), client_of(cast.omar)
    huda = meeting.attendees.get(member=cast.huda)
    sent = {
        "minutes": "عرضت مها الأهداف",
        "attended": [str(huda.pk)],
        "decision-said": ["هدى للتصميم", "", "عقد التصوير"],
        "action-id": ["", ""],
        "action-what": ["تصميم القالب", ""],
        "action-person": [str(cast.huda.pk), ""],
        "action-due_on": ["2026-11-30", ""],
    }
    assert browser.post(at("minutes:edit", meeting), sent).status_code == 302
    meeting.refresh_from_db()
    assert meeting.minutes == "عرضت مها الأهداف" and meeting.minutes_by == cast.omar.user
    assert [one.said for one in meeting.decisions.all()] == ["هدى للتصميم", "عقد التصوير"]
    assert {one.name: one.attended for one in meeting.attendees.all()} == {"Huda": True, "Layla": False}
    action = meeting.actions.get()
    assert (action.person, action.what, str(action.due_on)) == (cast.huda, "تصميم القالب", "2026-11-30")
    sent |= {"action-id": [str(action.pk)], "action-what": ["تصميم قالبين"]}
    browser.post(at("minutes:edit", meeting), sent)
    assert meeting.actions.get().pk == action.pk and meeting.actions.get().what == "تصميم قالبين"


def test_an_action_without_a_person_is_told_beside_it(cast: Cast, cycle: Cycle) -> None:
    meeting = call(cast, cycle)
    sent = {"minutes": "Said.", "action-what": ["تصميم القالب"], "action-person": [""], "decision-said": ["قرار"]}
    answer = client_of(cast.omar).post(at("minutes:edit", meeting), sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "تصميم القالب" in page and "قرار" in page and not ActionItem.objects.exists()


def test_an_action_follows_its_person_until_it_is_done(cast: Cast, cycle: Cycle) -> None:
    action, huda = minuted(cast, cycle).actions.get(), client_of(cast.huda)
    mine = reverse("actions:index", args=["noor"])
    assert "Draw the first post" in huda.get(mine).content.decode()
    assert "Draw the first post" not in client_of(cast.layla).get(mine).content.decode()
    huda.post(at("actions:finish", action))
    action.refresh_from_db()
    assert action.done_by == cast.huda.user and "Done lately" in huda.get(mine).content.decode()
    huda.post(at("actions:reopen", action))
    action.refresh_from_db()
    assert action.done_at is None


def test_it_is_done_also_when_its_cycle_is_closed(cast: Cast, cycle: Cycle) -> None:
    action = minuted(cast, cycle).actions.get()
    Cycle.objects.filter(pk=cycle.pk).update(state="closed", closed_at=now())
    client_of(cast.huda).post(at("actions:finish", action))
    action.refresh_from_db()
    assert action.done_at is not None


def test_a_colleague_does_not_finish_what_another_took_on(cast: Cast, cycle: Cycle) -> None:
    other, action = make_member(cast.company, "Badr"), minuted(cast, cycle).actions.get()
    assert client_of(other).post(at("actions:finish", action)).status_code == 403


def test_after_finishing_one_is_back_on_the_page_it_was_pressed_on(cast: Cast, cycle: Cycle) -> None:
    meeting = minuted(cast, cycle)
    url, huda = at("actions:finish", meeting.actions.get()), client_of(cast.huda)
    assert huda.post(url, {"next": at("meetings:show", meeting)})["Location"] == at("meetings:show", meeting)
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        assert huda.post(url, {"next": elsewhere})["Location"] == reverse("actions:index", args=["noor"])


def test_others_only_read(cast: Cast, cycle: Cycle) -> None:
    meeting, huda = minuted(cast, cycle), client_of(cast.huda)
    page = huda.get(at("meetings:show", meeting)).content.decode()
    assert "Huda designs." in page and at("minutes:edit", meeting) not in page
    assert huda.post(at("minutes:edit", meeting), {}).status_code == 403


def test_a_big_meeting_costs_no_more_queries(cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any) -> None:
    people = [make_member(cast.company, f"Person{number}") for number in range(20)]
    meeting = call(cast, cycle, members=people, guests=[(f"Guest {one}", f"g{one}@example.com") for one in range(10)])
    taken = [Taken(one, "Work") for one in people]
    meetings.keep_minutes(meeting, by=cast.omar, minutes="Said.", decisions=["a", "b", "c"], actions=taken)
    for number in range(20):
        call(cast, cycle, title=f"Meeting {number}")
    meetings.keep_minutes(call(cast, cycle), by=cast.omar, minutes="x", actions=[Taken(cast.omar, "W")] * 20)
    browser = client_of(cast.omar)
    urls = [at(name, meeting) for name in ("meetings:show", "meetings:edit", "minutes:edit")]
    urls += [reverse("meetings:index", args=["noor", cycle.pk]), new(cycle), reverse("actions:index", args=["noor"])]
    for url in urls:
        with django_assert_max_num_queries(12):
            assert browser.get(url).status_code == 200
