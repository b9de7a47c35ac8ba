"""Files that would hurt whoever opens them carelessly: an answer in words, in little time and memory."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from minassa.documents.f01.reading import NeedsMapping, Unreadable, look, read
from minassa.documents.tests.sheets import HEADINGS, mapped, read_guessed, reasons, row, saved, sent, workbook
from minassa.documents.tests.test_reading_files import OLE, packed, repacked

SHEET = "xl/worksheets/sheet1.xml"
NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">{LAUGHS}]>'


def part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sent(row()))) as opened:
        return opened.read(name)


def sheet_of(rows: str) -> bytes:
    return f'<?xml version="1.0"?><worksheet {NAMES}><sheetData>{rows}</sheetData></worksheet>'.encode()


@contextmanager
def bounded(*, seconds: float, megabytes: float) -> Iterator[None]:
    tracemalloc.start()
    begun = time.process_time()
    try:
        yield
        spent, most = time.process_time() - begun, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert spent < seconds
    assert most < megabytes * 1024 * 1024


def test_an_old_excel_file_by_a_new_name_is_told_from_one_with_a_password() -> None:
    old = OLE + b"\0" * 504 + "Workbook".encode("utf-16-le") + b"\0" * 4096
    locked = OLE + b"\0" * 504 + "EncryptionInfo\0EncryptedPackage".encode("utf-16-le") + b"\0" * 4096
    with pytest.raises(Unreadable, match=r"old Excel file \(\.xls\)"):
        read(old)
    with pytest.raises(Unreadable, match="has a password"):
        read(locked)


def test_a_packed_file_with_a_password_says_so() -> None:
    file = bytearray(sent(row()))
    at = -1
    while (at := file.find(b"PK\x01\x02", at + 1)) >= 0:
        file[at + 8] |= 1
    with pytest.raises(Unreadable, match="has a password"):
        read(bytes(file))


@pytest.mark.parametrize(
    "laughing",
    [
        {"xl/sharedStrings.xml": f"{BILLION}<sst {NAMES}><si><t>&l9;</t></si></sst>".encode()},
        {
            SHEET: f"{BILLION}<worksheet {NAMES}><sheetData><row><c><v>&l9;</v></c></row></sheetData></worksheet>".encode()
        },
        {"xl/workbook.xml": f"{BILLION}<workbook>&l9;</workbook>".encode()},
        {"xl/styles.xml": f"{BILLION}<styleSheet>&l9;</styleSheet>".encode("utf-16")},
        {"[Content_Types].xml": BILLION.replace("?>", ' encoding="UTF-7"?>').encode()},
        {"docProps/core.xml": f"<!--{'x' * 5000}-->{BILLION}<a>&l9;</a>".encode()},
        {"docProps/core.xml": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'},
    ],
    ids=["strings", "sheet", "workbook", "another-encoding", "declared-encoding", "behind-a-comment", "a-file-of-ours"],
)
def test_a_billion_laughs_stay_unheard(laughing: dict[str, bytes]) -> None:
    with bounded(seconds=1, megabytes=20), pytest.raises(Unreadable, match="damaged"):
        read(repacked(sent(row()), laughing))


# What it is made of, and how often that is repeated.
BOMBS = {
    "empty-cells": (SHEET, '<row r="1">', '<c r="ZZ1"/>', "</row>", 4_000_000),
    "blank-text": (SHEET, "<row>", '<c t="inlineStr"><is><t> </t></is></c>', "</row>", 1_000_000),
    "rows": (SHEET, "", "<row/>", "", 4_000_000),
    "styles": ("xl/styles.xml", "<cellXfs>", "<xf/>", "</cellXfs>", 2_000_000),
    "strings": ("xl/sharedStrings.xml", "", "<si><t/></si>", "", 1_000_000),
    "a-picture": ("xl/media/picture.png", "", "0", "", 200 * 1024 * 1024),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_of_any_kind_is_not_unpacked(kind: str) -> None:
    name, before, one, after, times = BOMBS[kind]
    content = sheet_of(before + one * times + after)
    file = repacked(sent(row()), {name: content})
    del content
    assert len(file) < 500_000
    with bounded(seconds=2, megabytes=80), pytest.raises(Unreadable, match="far larger"):
        read(file)


def test_a_sheet_that_claims_a_million_rows_is_read_as_far_as_it_goes() -> None:
    plain = part(SHEET)
    claimed = plain.replace(
        plain[plain.index(b"<dimension") : plain.index(b"/>", plain.index(b"<dimension")) + 2],
        b'<dimension ref="A1:XFD1048576"/>',
    )
    assert claimed != plain
    with bounded(seconds=5, megabytes=80):
        found = read_guessed(repacked(sent(row()), {SHEET: claimed}))
    assert found.content is not None
    assert [one.name for one in found.content.activities] == ["تصوير المنتجات"]


def test_the_most_that_is_read_takes_seconds() -> None:
    file = sent(*(row(f"نشاط {number}", expected="س" * 400) for number in range(2_999)))
    begun = time.process_time()
    found = read_guessed(file)
    assert time.process_time() - begun < 20  # 5 on two cores, mapping step and all
    assert found.content is not None
    assert len(found.content.activities) == 2_999


def test_one_endless_cell_is_named() -> None:
    with bounded(seconds=5, megabytes=200):
        found = read_guessed(sent(row("س" * 30_000)))
    assert reasons(found) == ["C2: The text has 30000 characters; the most is 300."]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_says_so(share: float) -> None:
    file = sent(*(row(f"نشاط {number}") for number in range(200)))
    with pytest.raises(Unreadable, match=r"not an Excel file|damaged"):
        read(file[: int(len(file) * share)])


def test_a_file_with_macros_is_read_without_them() -> None:
    types = part("[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    file = repacked(sent(row()), {"[Content_Types].xml": types, "xl/vbaProject.bin": OLE + b"AutoOpen" * 1000})
    found = read_guessed(file)
    assert found.content is not None
    assert len(found.content.activities) == 1


def test_what_another_workbook_says_is_not_fetched() -> None:
    book, sheet = workbook([HEADINGS, row()])
    sheet["G2"] = "='[1]Prices'!$A$1"
    sheet["J2"] = '=WEBSERVICE("https://evil.example/")'
    links = {
        "xl/externalLinks/externalLink1.xml": f"<externalLink {NAMES}/>".encode(),
        "xl/externalLinks/_rels/externalLink1.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x" Target="https://evil.example/a.xlsx" TargetMode="External"/></Relationships>',
    }
    found = read_guessed(repacked(saved(book), links))
    assert reasons(found) == [
        "J2: The formula has no saved value. Open the file in a spreadsheet and save it.",
        "G2: The formula has no saved value. Open the file in a spreadsheet and save it.",
    ]


def test_a_hidden_row_is_read_and_named() -> None:
    book, sheet = workbook([HEADINGS, row("الظاهر"), row("المخفي")])
    sheet.row_dimensions[3].hidden = True
    found = read_guessed(saved(book))
    assert found.content is not None
    assert [one.name for one in found.content.activities] == ["الظاهر", "المخفي"]
    assert [(note.cell, note.reason) for note in found.notes] == [
        ("C3", "This row is hidden in the sheet; it was read like the others.")
    ]


def test_two_orders_of_dates_in_one_column_are_asked_for_cell_by_cell() -> None:
    file = sent(row(deadline="25/04/2026"), row(deadline="04/25/2026"), row(deadline="03/04/2026"))
    seen = look(file).sheets[0]
    assert seen.asks_date_order
    assert [one.split(":")[0] for one in reasons(read(file, mapping=mapped()))] == ["I4"]
    found = read(file, mapping=mapped(order="dmy"))
    assert found.content is not None
    assert [f"{one.deadline}" for one in found.content.activities] == ["2026-04-25", "2026-04-25", "2026-04-03"]


def test_every_fault_names_its_sheet_its_row_and_its_column() -> None:
    found = read_guessed(sent(row(), row(asked="كثير", deadline="٣١/٠٢/٢٠٢٦"), row(None, asked=5)))
    assert found.content is None
    assert [(one.sheet, one.row, one.column) for one in found.faults] == [
        ("الخطة", 3, "I"),
        ("الخطة", 3, "G"),
        ("الخطة", 4, "C"),
    ]
    assert str(found.faults[1]).startswith("Sheet “الخطة”, row 3, column G: ")


def test_names_that_climb_out_of_the_file_write_nothing() -> None:
    file = repacked(sent(row()), {"../../../../tmp/evil.xml": b"<a/>", "/etc/evil.rels": b"<a/>"})
    try:
        assert read_guessed(file).content is not None
    except (Unreadable, NeedsMapping) as refusal:
        assert str(refusal)


def test_a_file_in_a_file_is_no_workbook() -> None:
    with pytest.raises(Unreadable, match="not an Excel file"):
        read(packed({"plan.xlsx": sent(row())}))


@pytest.mark.parametrize("tag", [b"<row ", b"<mergeCell "])
def test_a_remark_full_of_half_written_rows_takes_no_time(tag: bytes) -> None:
    remark = b"<!-- " + tag * 60_000 + b"-->"
    sheet = part(SHEET).replace(b"</sheetData>", b" " * 5_000 + b"</sheetData>" + remark, 1)
    with bounded(seconds=3, megabytes=60):
        assert look(repacked(sent(row()), {SHEET: sheet})).sheets
