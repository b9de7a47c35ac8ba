"""The money of a cycle: its tables, its bound, promises, expenses with receipts, and asking for more."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from minassa.media import uploading
from minassa.media.models import Asset
from minassa.planning import approving, budgeting
from minassa.planning.activities import CostOf
from minassa.planning.models import ApprovalRequest, Commitment, CostLine, Cycle, Expense
from minassa.posts import composing, writing
from minassa.testing.cast import Cast, client_of
from minassa.testing.pictures import jpeg
from minassa.testing.planned import an_activity, approved, open_cycle

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _media(settings: LazySettings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return open_cycle(cast)


@pytest.fixture
def line(cast: Cast, cycle: Cycle) -> CostLine:
    costs = [CostOf("Camera", Decimal(1000), "bluesky", cast.agency)]
    return approved(cast, an_activity(cast, cycle, costs=costs)).cost_lines.get()


def spend(cast: Cast, line: CostLine, amount: str = "250", **more: Any) -> Any:
    said = {"what": "Rent", "amount": amount, "on": "2026-11-20", "party": "", "reference": "INV-7"} | more
    return client_of(cast.omar).post(f"/c/noor/cost-lines/{line.pk}/expenses/new/", said)


def paper(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")  # what a browser says counts for nothing


def test_the_tables_say_what_is_asked_approved_promised_spent_and_left(
    cast: Cast, cycle: Cycle, line: CostLine
) -> None:
    budgeting.commit(line, by=cast.omar, what="Order", amount=Decimal(300), on=cycle.starts_on)
    budgeting.spend(line, by=cast.omar, what="Rent", amount=Decimal(120), on=cycle.starts_on)
    shown = client_of(cast.omar).get(f"/c/noor/cycles/{cycle.pk}/budget/").content.decode()
    for words in ("1,000", "300", "120", "580", "Season of dates", "Bluesky", "Ufuq Agency"):
        assert words in shown, words


def test_the_bound_is_the_general_managers(cast: Cast, cycle: Cycle, line: CostLine) -> None:
    place = f"/c/noor/cycles/{cycle.pk}/budget/ceiling/"
    assert client_of(cast.omar).post(place, {"budget": "5000"}).status_code == 403
    manager = client_of(cast.layla)
    assert manager.post(place, {"budget": "999"}).status_code == 422  # more is approved already
    assert manager.post(place, {"budget": "٥٬٠٠٠"}).status_code == 302
    assert Cycle.objects.get().budget == 5000
    assert manager.post(place, {"budget": ""}).status_code == 302
    assert Cycle.objects.get().budget is None


def test_asking_for_more_than_the_budget_is_said(cast: Cast, cycle: Cycle) -> None:
    budgeting.set_ceiling(cycle, by=cast.layla, budget=Decimal(1500))
    an_activity(cast, cycle, cost=2000)
    shown = client_of(cast.layla).get(f"/c/noor/cycles/{cycle.pk}/budget/").content.decode()
    assert "More is asked than the budget holds" in shown and "500" in shown


def test_an_expense_with_a_picture_of_its_receipt(cast: Cast, line: CostLine) -> None:
    assert spend(cast, line, "٢٥٠٫٥", receipt=paper("receipt.jpg", jpeg())).status_code == 302
    one = Expense.objects.get()
    assert one.amount == Decimal("250.50") and one.receipt is not None and one.receipt.mime == "image/jpeg"
    line.refresh_from_db()
    assert line.spent == Decimal("250.50")


def test_the_picture_of_a_receipt_is_shown_to_nobody_who_sees_no_money(cast: Cast, line: CostLine) -> None:
    """Whoever sees posts reaches pictures by their id: a receipt is none of those, nor can a post carry it away."""
    assert spend(cast, line, receipt=paper("receipt.jpg", jpeg())).status_code == 302
    one = Expense.objects.get()
    answer = client_of(cast.omar).get(f"/c/noor/expenses/{one.pk}/receipt/")
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"  # type: ignore[attr-defined]
    for person in (cast.huda, cast.nabil, cast.omar):
        assert client_of(person).get(f"/c/noor/media/{one.receipt_id}/").status_code == 404
        assert client_of(person).get(f"/c/noor/media/{one.receipt_id}/thumb/").status_code == 404
    assert one.receipt_id is not None
    post = writing.start(cast.huda, writing.Draft(pictures=((one.receipt_id, ""),)))
    assert not post.pictures.exists() and composing.assets_of(cast.huda, [one.receipt_id]) == {}


def test_a_picture_of_a_post_that_is_also_a_receipt_stays_with_the_post(cast: Cast, line: CostLine) -> None:
    shown = uploading.upload(cast.huda, file=paper("a.jpg", jpeg()), name="a.jpg")
    assert spend(cast, line, receipt=paper("receipt.jpg", jpeg())).status_code == 302
    assert uploading.upload(cast.huda, file=paper("b.jpg", jpeg()), name="b.jpg") == shown
    assert Expense.objects.get().receipt != shown
    answer = client_of(cast.huda).get(f"/c/noor/media/{shown.pk}/")
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"  # type: ignore[attr-defined]


def test_a_pdf_is_kept_as_it_came_and_only_downloaded_by_who_sees_money(cast: Cast, line: CostLine) -> None:
    assert spend(cast, line, receipt=paper("فاتورة.pdf", PDF)).status_code == 302
    place = f"/c/noor/expenses/{Expense.objects.get().pk}/receipt/"
    answer = client_of(cast.omar).get(place)
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client_of(cast.huda).get(place).status_code == 403
    assert client_of(cast.huda).get(f"/c/noor/media/{Asset.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("receipt.pdf", b"<script>alert(1)</script>"),
        ("receipt.pdf", PDF[:-8]),
        ("receipt.pdf", b""),
        ("receipt.jpg", b"GIF89a"),
        ("receipt.exe", b"MZ" + b"\0" * 500),
    ],
)
def test_what_is_no_receipt_is_said_beside_the_field_and_nothing_is_spent(
    cast: Cast, line: CostLine, name: str, content: bytes
) -> None:
    answer = spend(cast, line, receipt=paper(name, content))
    assert answer.status_code == 422 and b"INV-7" in answer.content  # what was typed stays
    assert not Expense.objects.exists()


def test_a_receipt_that_is_too_large_is_refused(cast: Cast, line: CostLine) -> None:
    answer = spend(cast, line, receipt=paper("r.pdf", PDF + b" " * 15_000_000 + b"%%EOF"))
    assert answer.status_code == 422 and b"15 MB" in answer.content


@pytest.mark.parametrize(
    "wrong", [{"amount": ""}, {"amount": "-5"}, {"amount": "0"}, {"amount": "x"}, {"what": " "}, {"on": "x"},
              {"party": "x"}, {"what": "\x00"}, {"amount": "1e9"}]
)  # fmt: skip
def test_a_wrong_expense_changes_nothing(cast: Cast, line: CostLine, wrong: dict[str, str]) -> None:
    assert spend(cast, line, **({"amount": "5"} | wrong)).status_code == 422
    assert not Expense.objects.exists()


def test_going_over_is_refused_with_what_is_left_and_leads_to_asking_for_more(cast: Cast, line: CostLine) -> None:
    answer = spend(cast, line, "1000.01")
    shown = answer.content.decode()
    assert answer.status_code == 422 and "1,000 is left" in shown
    place = f"/c/noor/cost-lines/{line.pk}/more/"
    assert place in shown
    browser = client_of(cast.omar)
    assert browser.post(place, {"asked": "1000", "why": "A lens"}).status_code == 422
    assert browser.post(place, {"asked": "1500", "why": ""}).status_code == 422
    assert browser.post(place, {"asked": "1500", "why": "A lens"}).status_code == 302
    asked = ApprovalRequest.objects.get(state="waiting")
    assert asked.amount == 1500 and asked.already == 1000 and asked.why == "A lens"
    assert spend(cast, line, "1000.01").status_code == 422  # asking is not having
    approving.decide(asked, verdict="approve", by=cast.layla)
    assert spend(cast, line, "1000.01").status_code == 302


def test_money_is_promised_paid_and_the_rest_released(cast: Cast, cycle: Cycle, line: CostLine) -> None:
    browser = client_of(cast.omar)
    said = {"what": "Order", "amount": "800", "on": "2026-11-20", "party": str(cast.agency.pk)}
    assert browser.post(f"/c/noor/cost-lines/{line.pk}/commitments/new/", said).status_code == 302
    order = Commitment.objects.get()
    form = browser.get(f"/c/noor/cost-lines/{line.pk}/expenses/new/?commitment={order.pk}").content.decode()
    assert 'value="800"' in form
    assert spend(cast, line, "500", commitment=str(order.pk)).status_code == 302
    listed = f"/c/noor/cycles/{cycle.pk}/commitments/"
    assert "Ufuq Agency" in browser.get(listed).content.decode()
    assert browser.post(f"/c/noor/commitments/{order.pk}/release/").status_code == 302
    assert browser.post(f"/c/noor/commitments/{order.pk}/release/").status_code == 422
    line.refresh_from_db()
    assert [line.committed, line.spent, line.left] == [0, 500, 500]


def test_an_expense_is_taken_back_with_a_reason_and_stays(cast: Cast, cycle: Cycle, line: CostLine) -> None:
    spend(cast, line)
    one, browser = Expense.objects.get(), client_of(cast.omar)
    place = f"/c/noor/expenses/{one.pk}/take-back/"
    assert browser.post(place, {"why": " "}).status_code == 422
    assert browser.post(place, {"why": "Entered twice"}).status_code == 302
    assert "Entered twice" in browser.get(f"/c/noor/expenses/{one.pk}/").content.decode()
    assert "Taken back" in browser.get(f"/c/noor/cycles/{cycle.pk}/expenses/").content.decode()
    line.refresh_from_db()
    assert line.spent == 0
    assert browser.post(place, {"why": "Again"}).status_code == 422


def test_the_work_team_sees_nothing_of_the_money(cast: Cast, cycle: Cycle, line: CostLine) -> None:
    browser = client_of(cast.huda)
    for page in ("budget", "cost-lines", "expenses", "commitments"):
        assert browser.get(f"/c/noor/cycles/{cycle.pk}/{page}/").status_code == 403


def test_many_lines_are_pages_of_few_queries(
    cast: Cast, cycle: Cycle, line: CostLine, django_assert_max_num_queries: Any
) -> None:
    given = {"company": cast.company, "cycle": cycle}
    CostLine.objects.bulk_create(
        CostLine(**given, activity=line.activity, what=f"Line {n}", asked=5, approved=5, party=cast.agency)
        for n in range(200)
    )
    for n in range(60):
        budgeting.spend(line, by=cast.omar, what=f"E{n}", amount=Decimal(1), on=cycle.starts_on, party=cast.agency)
        budgeting.commit(line, by=cast.omar, what=f"C{n}", amount=Decimal(1), on=cycle.starts_on, party=cast.agency)
    browser = client_of(cast.omar)
    for page in ("budget", "cost-lines", "expenses", "commitments"):
        with django_assert_max_num_queries(12):
            assert browser.get(f"/c/noor/cycles/{cycle.pk}/{page}/").status_code == 200
