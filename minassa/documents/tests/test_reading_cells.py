"""A company's own sheet, cell by cell."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from minassa.documents.f01.plan import Effort
from minassa.documents.f01.reading import look, read
from minassa.documents.tests.sheets import HEADINGS, mapped, read_guessed, reasons, row, saved, sent, workbook


def one(**cells: Any) -> Any:
    found = read_guessed(sent(row(**cells)))
    assert found.content is not None, reasons(found)
    return found.content.activities[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (12500, "12500"),
        (12500.5, "12500.5"),
        (0.1 + 0.2, "0.3"),
        ("١٢٬٥٠٠٫٥٠", "12500.5"),
        ("۱۲۳۴", "1234"),
        ("12,500.00", "12500"),
        ("12.500,75", "12500.75"),
        ("12 500", "12500"),
        ("12\u00a0500,5", "12500.5"),
        ("1,234,567.89", "1234567.89"),
        ("5,000 ر.س", "5000"),
        ("ر.س. ٥٠٠٠", "5000"),
        ("SAR 5,000", "5000"),
        ("5000 ريال", "5000"),
        ("\u200f5,000 ر.س.\u200f", "5000"),
        ("\u2066750.25\u2069", "750.25"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: object, meant: str) -> None:
    assert one(asked=written).asked == Decimal(meant)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (-5, "below zero"),
        ("(500)", "below zero"),
        (1e15, "larger than can be true"),
        (1e300, "larger than can be true"),
        ("٥ آلاف", "not a number"),
        ("TBD", "not a number"),
        ("ر.س", "not a number"),
        ("1.500", "thousands or a fraction"),
        (12.345, "more than 2 places"),
        ("$ 500", "not in SAR"),
        ("500 AED", "not in SAR"),
        (True, "not a number"),
        (datetime(2026, 1, 1), "not a number"),  # noqa: DTZ001
        ("9" * 5000, "not a number"),
    ],
)
def test_an_amount_that_cannot_be_is_named_by_its_cell(written: object, says: str) -> None:
    found = read_guessed(sent(row(), row(asked=written)))
    assert found.content is None
    assert [fault.cell for fault in found.faults] == ["G3"]
    assert says in found.faults[0].reason
    assert "Sheet “الخطة”, row 3, column G:" in str(found.faults[0])


@pytest.mark.parametrize(
    "written",
    [
        datetime(2026, 3, 31),  # noqa: DTZ001
        46112,
        "2026-03-31",
        "2026/3/31",
        "31/03/2026",
        "31.3.26",
        "03/31/2026",
        "٣١/٠٣/٢٠٢٦",
        "٢٠٢٦/٠٣/٣١ م",
        "31 مارس 2026",
        "٣١ آذار ٢٠٢٦",
        "الثلاثاء، 31 مارس 2026",
        "31 March 2026",
        "March 31, 2026",
        "31-Mar-2026",
        "2026-03-31 00:00:00",
        "\u200f31/03/2026",
        "1447/10/12",
        "12/10/1447 هـ",
        "١٢ شوال ١٤٤٧ هـ",
        "12 Shawwal 1447 AH",
    ],
)
def test_a_date_is_read_as_people_write_it(written: object) -> None:
    assert one(deadline=written).deadline == date(2026, 3, 31)


@pytest.mark.parametrize(
    "written", ["soon", "31/02/2026", "2026", 2026, "الربع الأول", "1/1/0026", "99/99/9999", "1447/13/01", "/" * 500]
)
def test_what_is_no_date_is_named_by_its_cell(written: object) -> None:
    assert reasons(read_guessed(sent(row(deadline=written))))[0].startswith("I2: “")


def test_a_date_of_two_meanings_is_asked_for_and_then_read() -> None:
    file = sent(row(deadline="03/04/2026"))
    assert look(file).sheets[0].asks_date_order
    assert "Say which the file means" in reasons(read(file, mapping=mapped()))[0]
    for order, meant in (("dmy", date(2026, 4, 3)), ("mdy", date(2026, 3, 4))):
        found = read(file, mapping=mapped(order=order))
        assert found.content is not None
        assert found.content.activities[0].deadline == meant


def test_another_date_of_the_sheet_tells_the_order() -> None:
    seen = look(sent(row(deadline="03/04/2026"), row(deadline="25/04/2026"))).sheets[0]
    assert seen.guess.date_order == "dmy"
    assert not seen.asks_date_order


def test_a_deadline_before_its_start_is_named() -> None:
    found = read_guessed(sent(row(starts_on="2026-05-01", deadline="2026-04-01")))
    assert reasons(found) == ["I2: The deadline is before the start."]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("سارة × 20", [Effort("سارة", Decimal(20))]),
        ("مصمم × 2 × 8", [Effort("مصمم", Decimal(8), 2)]),
        ("سارة: ٢٠ ساعة؛ مصوّر × ٢: ٧٫٥ ساعات", [Effort("سارة", Decimal(20)), Effort("مصوّر", Decimal("7.5"), 2)]),
        ("2 designers x 20 h\nSara (4 hours)", [Effort("designers", Decimal(20), 2), Effort("Sara", Decimal(4))]),
        ("فريق التصميم", [Effort("فريق التصميم", Decimal(0))]),
    ],
)
def test_people_and_hours_are_read_as_people_write_them(written: str, meant: list[Effort]) -> None:
    assert list(one(efforts=written).efforts) == meant


def test_platforms_are_known_by_their_names_in_both_languages() -> None:
    assert one(platforms="إنستغرام، تويتر / TikTok\nسناب شات").platforms == ("instagram", "x", "tiktok", "snapchat")
    found = read_guessed(sent(row(platforms="Instagram, Orkut")))
    assert "D2: “Orkut” is not a platform" in reasons(found)[0]


def test_every_bad_cell_is_named_and_nothing_is_half_read() -> None:
    found = read_guessed(
        sent(row("جيد", asked=100), row(asked=-1, deadline="never"), row(None, asked=5, platforms="Orkut"))
    )
    assert found.content is None
    assert [fault.cell for fault in found.faults] == ["I3", "G3", "C4", "D4"]


def test_formulas_give_their_saved_value_or_say_that_there_is_none() -> None:
    book, sheet = workbook([HEADINGS, row("نشاط")])
    sheet["G2"] = "=100*5"
    assert reasons(read_guessed(saved(book)))[0].startswith("G2: The formula has no saved value.")


def test_an_error_of_the_spreadsheet_is_named() -> None:
    book, sheet = workbook([HEADINGS, row("نشاط")])
    sheet["G2"] = "#REF!"
    sheet["G2"].data_type = "e"
    assert reasons(read_guessed(saved(book))) == ["G2: The cell shows the error #REF!."]


def test_a_merged_cell_counts_for_all_its_rows_but_its_amount_once() -> None:
    book, sheet = workbook(
        [HEADINGS, row("أول", initiative="رمضان", responsible="سارة", asked=900), row("ثان"), row("ثالث")]
    )
    for cells in ("B2:B4", "E2:E4", "G2:G3"):
        sheet.merge_cells(cells)
    found = read_guessed(saved(book))
    assert found.content is not None
    assert [(one.name, len(one.activities)) for one in found.content.initiatives] == [("رمضان", 3)]
    assert [activity.responsible for activity in found.content.activities] == ["سارة"] * 3
    assert [int(activity.asked) for activity in found.content.activities] == [900, 0, 0]
    assert [note.cell for note in found.notes] == ["G2"]


def test_a_band_across_the_sheet_names_the_initiative_below_it() -> None:
    book, sheet = workbook(
        [
            HEADINGS,
            ["حملة رمضان"],
            row("أول"),
            ["العناية بالعملاء"],
            row("ثان"),
            ["الإجمالي", None, None, None, None, None, 900],
        ]
    )
    sheet.merge_cells("A2:J2")
    sheet.merge_cells("A4:J4")
    found = read_guessed(saved(book))
    assert found.content is not None, reasons(found)
    assert [(one.name, [a.name for a in one.activities]) for one in found.content.initiatives] == [
        ("حملة رمضان", ["أول"]), ("العناية بالعملاء", ["ثان"]),
    ]  # fmt: skip


def test_columns_are_guessed_wherever_the_headings_stand() -> None:
    headings = ["Task", "Owner", "Due Date", "Estimated cost (SAR)", "Status", "Notes"]
    book, _sheet = workbook(
        [
            ["Nakheel Foods"],
            [],
            ["Marketing plan 2026"],
            headings,
            ["Shoot", "Sara", "2026-02-01", 500, "In progress", "?"],
        ]
    )
    seen = look(saved(book)).sheets[0]
    assert seen.guess.head_row == 4
    assert dict(seen.guess.columns) == {"name": "A", "responsible": "B", "deadline": "C", "asked": "D", "state": "E"}
    assert [(one.letter, one.samples) for one in seen.columns][3] == ("D", ("500",))
    found = read_guessed(saved(book))
    assert found.content is not None
    assert (found.content.activities[0].state, found.content.activities[0].asked) == ("under_way", Decimal(500))
