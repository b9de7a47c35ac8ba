"""Progress reports in the browser: due, drafted, written, submitted, received or returned, and taken out as files."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from minassa.planning import reporting, reviewing
from minassa.planning.models import Activity, Cycle, ProgressReport
from minassa.planning.reporting import ChallengeOf
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import all_five, an_activity, approved, open_cycle, reviewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """Begun three weeks ago: its first fortnight is over and its report overdue."""
    today = cast.company.local_now().date()
    return open_cycle(cast, starts_on=today - timedelta(days=21), ends_on=today + timedelta(days=60))


def begun(cast: Cast, cycle: Cycle) -> ProgressReport:
    return reporting.begin(cycle, cycle.starts_on, by=cast.huda)


def page(person: Any, path: str, status: int = 200) -> str:
    answer = client_of(person).get(f"/c/noor/{path}")
    assert answer.status_code == status
    return unescape(answer.content.decode())


def words(report: ProgressReport, **more: Any) -> dict[str, Any]:
    return {"edition": reporting.edition_of(report), "summary": "It goes well", **more}


def test_the_list_tells_what_is_overdue_and_begins_it_from_the_records(cast: Cast, cycle: Cycle) -> None:
    an_activity(cast, cycle, "Film the cold store")
    shown = page(cast.huda, f"cycles/{cycle.pk}/reports/")
    assert "report is overdue" in shown and "Still to come" in shown and "Write it" in shown
    answer = client_of(cast.huda).post(f"/c/noor/cycles/{cycle.pk}/reports/", {"starts_on": str(cycle.starts_on)})
    report = ProgressReport.objects.get(starts_on=cycle.starts_on)
    assert answer["Location"] == f"/c/noor/reports/{report.pk}/edit/"
    assert "Film the cold store" in page(cast.huda, f"reports/{report.pk}/edit/")


def test_no_period_or_one_to_come_is_refused_in_words(cast: Cast, cycle: Cycle) -> None:
    for said in ("", "1", str(cycle.ends_on)):
        answer = client_of(cast.huda).post(f"/c/noor/cycles/{cycle.pk}/reports/", {"starts_on": said})
        assert answer.status_code == 422


def test_it_is_written_submitted_and_received(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle)
    report = begun(cast, cycle)
    given = words(report, submit="1", challenge=["0", "n1"])
    given |= {f"said-{activity.pk}": "Two scenes of five", "challenge-0-said": "Permits are slow"}
    given |= {"challenge-0-activity": str(activity.pk), "challenge-0-solution": ["Ask earlier", "", "Film inside"]}
    given |= {"challenge-n1-said": "", "challenge-n1-solution": [""]}
    assert client_of(cast.huda).post(f"/c/noor/reports/{report.pk}/edit/", given).status_code == 302
    report.refresh_from_db()
    assert report.state == "submitted"
    [challenge] = report.challenges.all()
    assert challenge.activity == activity
    assert [one.said for one in challenge.solutions.all()] == ["Ask earlier", "Film inside"]
    assert "Receive the report" not in page(cast.huda, f"reports/{report.pk}/")
    shown = page(cast.omar, f"reports/{report.pk}/")
    assert "Receive the report" in shown and "Two scenes of five" in shown and "Permits are slow" in shown
    assert client_of(cast.omar).post(f"/c/noor/reports/{report.pk}/receipts/").status_code == 302
    assert client_of(cast.huda).get(f"/c/noor/reports/{report.pk}/edit/").status_code == 302  # only to read now
    assert client_of(cast.huda).post(f"/c/noor/reports/{report.pk}/edit/", words(report)).status_code == 422


def test_what_was_typed_stays_when_it_is_refused_and_the_reason_stands_beside_it(cast: Cast, cycle: Cycle) -> None:
    report = begun(cast, cycle)
    given = words(report, summary="", submit="1", challenge=["n7"])
    given |= {"challenge-n7-said": "Permits are slow", "challenge-n7-solution": [" "]}
    answer = client_of(cast.huda).post(f"/c/noor/reports/{report.pk}/edit/", given)
    shown = unescape(answer.content.decode())
    assert answer.status_code == 422 and "Permits are slow" in shown
    assert "Write in a few words how the work went." in shown and "Propose at least one solution." in shown


def test_someone_elses_newer_words_are_not_written_over_unseen(cast: Cast, cycle: Cycle) -> None:
    report = begun(cast, cycle)
    mine = words(report, summary="Mine")
    reporting.write(report, by=cast.omar, summary="Theirs")
    answer = client_of(cast.huda).post(f"/c/noor/reports/{report.pk}/edit/", mine)
    assert answer.status_code == 409 and "Mine" in answer.content.decode()
    assert ProgressReport.objects.get(pk=report.pk).summary == "Theirs"
    assert f'value="{reporting.edition_of(report)}"' in answer.content.decode()  # the next save knows what it goes over


def test_the_officer_returns_it_with_words_and_the_writer_sees_them(cast: Cast, cycle: Cycle) -> None:
    report = begun(cast, cycle)
    reporting.write(report, by=cast.huda, summary="It goes")
    reporting.submit(report, by=cast.huda)
    browser = client_of(cast.omar)
    assert browser.post(f"/c/noor/reports/{report.pk}/returns/", {"note": " "}).status_code == 422
    assert browser.post(f"/c/noor/reports/{report.pk}/returns/", {"note": "Which films?"}).status_code == 302
    assert client_of(cast.huda).post(f"/c/noor/reports/{report.pk}/returns/", {"note": "x"}).status_code == 403
    assert "Which films?" in page(cast.huda, f"reports/{report.pk}/edit/")
    assert "Change it" in page(cast.huda, f"cycles/{cycle.pk}/reports/")


def test_money_is_seen_only_by_those_who_may(cast: Cast, cycle: Cycle) -> None:
    approved(cast, an_activity(cast, cycle, cost=4321))
    report = begun(cast, cycle)
    assert "4,321" in page(cast.omar, f"reports/{report.pk}/")
    for path in (f"reports/{report.pk}/", f"reports/{report.pk}/edit/"):
        assert "4,321" not in page(cast.huda, path)
    assert "4,321" in _words_of(cast.omar, report) and "4,321" not in _words_of(cast.huda, report)


def _words_of(person: Any, report: ProgressReport) -> str:
    answer = client_of(person).get(f"/c/noor/reports/{report.pk}/report.docx?lang=en")
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return packed.read("word/document.xml").decode()


def test_the_pdf_opens_in_both_languages_and_an_unknown_kind_is_not_there(cast: Cast, cycle: Cycle) -> None:
    an_activity(cast, cycle)
    report = begun(cast, cycle)
    reporting.write(report, by=cast.huda, summary="تسير", challenges=[ChallengeOf("بطء", ["أسرع"])])
    for language in ("ar", "en"):
        answer = client_of(cast.huda).get(f"/c/noor/reports/{report.pk}/report.pdf?lang={language}")
        assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert client_of(cast.huda).get(f"/c/noor/reports/{report.pk}/report.exe").status_code == 404


def test_a_closed_cycles_reports_are_only_read(cast: Cast) -> None:
    cycle = all_five(cast)
    report = begun(cast, cycle)
    reviewing.close(reviewed(cast, cycle), by=cast.layla)
    shown = page(cast.omar, f"cycles/{cycle.pk}/reports/") + page(cast.omar, f"reports/{report.pk}/")
    assert "Write it" not in shown and "Go on writing" not in shown


def test_every_page_takes_twelve_queries_at_most(
    cast: Cast, cycle: Cycle, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(15):
        an_activity(cast, cycle, f"Activity {number}")
    report = begun(cast, cycle)
    hard = [ChallengeOf(f"Challenge {n}", ["One", "Two"], report.lines.all()[0].activity) for n in range(8)]
    reporting.write(report, by=cast.huda, summary="It goes", challenges=hard)
    browser = client_of(cast.huda)
    paths = [f"cycles/{cycle.pk}/reports/", f"reports/{report.pk}/", f"reports/{report.pk}/edit/", "progress/"]
    for path in [*paths, f"progress/{report.lines.all()[0].activity_id}/"]:
        with django_assert_max_num_queries(12):
            assert browser.get(f"/c/noor/{path}").status_code == 200


def test_a_member_says_how_their_own_activity_goes_in_any_digits(cast: Cast, cycle: Cycle) -> None:
    mine = approved(cast, an_activity(cast, cycle, "Film"))
    other = approved(cast, an_activity(cast, cycle, "Print", responsible=cast.omar))
    shown = page(cast.huda, "progress/")
    assert "Film" in shown and "Print" not in shown
    given = {"state": "under_way", "progress": "٤٠", "note": "Two scenes", "on": ""}
    assert client_of(cast.huda).post(f"/c/noor/progress/{mine.pk}/", given).status_code == 302
    mine = Activity.objects.get(pk=mine.pk)
    assert (mine.state, mine.progress, mine.progress_note) == ("under_way", 40, "Two scenes")
    assert "responsible for this activity" in page(cast.huda, f"progress/{other.pk}/")
    assert client_of(cast.huda).post(f"/c/noor/progress/{other.pk}/", given).status_code == 403


def test_progress_that_cannot_be_is_refused_beside_its_field(cast: Cast, cycle: Cycle) -> None:
    mine = approved(cast, an_activity(cast, cycle, "Film"))
    tomorrow = str(cast.company.local_now().date() + timedelta(days=1))
    for wrong in ({"progress": "140"}, {"state": "dropped"}, {"state": "done", "on": tomorrow}):
        given = {"state": "under_way", "progress": "40", "note": "", "on": ""} | wrong
        assert client_of(cast.huda).post(f"/c/noor/progress/{mine.pk}/", given).status_code == 422
    unasked = an_activity(cast, cycle, "Later")
    assert "Not approved yet" in page(cast.huda, f"progress/{unasked.pk}/")


def test_outside_parties_see_no_reports_and_strangers_nothing(cast: Cast, cycle: Cycle) -> None:
    report = begun(cast, cycle)
    for path in (f"cycles/{cycle.pk}/reports/", f"reports/{report.pk}/", f"reports/{report.pk}/report.pdf"):
        assert client_of(cast.nabil).get(f"/c/noor/{path}").status_code == 403
        assert client_of(cast.sami).get(f"/c/noor/{path}").status_code == 404
        assert client_of(cast.sami).get(f"/c/safa/{path}").status_code == 404
    assert Decimal(report.figures["approved"]) == 0


def test_home_leads_from_an_own_activity_past_its_deadline_to_saying_how_it_goes(cast: Cast, cycle: Cycle) -> None:
    yesterday = cast.company.local_now().date() - timedelta(days=1)
    late = approved(cast, an_activity(cast, cycle, "Film", deadline=yesterday))
    assert f"/c/noor/progress/{late.pk}/" in page(cast.huda, "")
    assert f"/c/noor/progress/{late.pk}/" not in page(cast.omar, "")
