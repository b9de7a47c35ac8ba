"""What people send that is no workbook of a plan: an answer in words, and nothing crashes."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from minassa.documents.f01.reading import NeedsMapping, Unreadable, look, read
from minassa.documents.f01.workbook import xlsx
from minassa.documents.figures import Figures
from minassa.documents.tests.made import a_plan
from minassa.documents.tests.sheets import HEADINGS, read_guessed, row, saved, sent, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def repacked(file: bytes, changed: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | changed)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"", "empty"),
        (OLE + b"\0" * 4096, "old Excel file (.xls)"),
        (b"%PDF-1.7 not a sheet", "not an Excel file"),
        (b"a;b;c\n1;2;3\n", "not an Excel file"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "not an Excel file"),
        (packed({"word/document.xml": b"<w/>"}), "not an Excel file"),
        (packed({"xl/workbook.xml": b"<workbook/>"}), "damaged"),
        (b"PK\x03\x04" + b"\0" * 100, "not an Excel file"),
        (b"x" * (50 * 1024 * 1024), "50 MB"),
    ],
    ids=["nothing", "xls", "pdf", "csv", "html", "docx", "hollow", "cut", "fifty-megabytes"],
)
def test_a_file_of_another_kind_is_answered_in_words(file: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(file)
    assert says in str(refusal.value)


def test_a_bomb_is_seen_by_its_sizes_and_never_unpacked() -> None:
    bomb = packed({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"\0" * (200 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    begun = time.process_time()
    with pytest.raises(Unreadable, match="far larger"):
        read(bomb)
    assert time.process_time() - begun < 0.5


def test_a_bomb_of_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><sst>&c;</sst>'
    with pytest.raises(Unreadable, match="damaged"):
        read(repacked(sent(row()), {"xl/workbook.xml": bomb}))


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    file = bytearray(sent(row(expected="س" * 5000)))
    at = file.rindex(b"PK\x01\x02")
    file[at + 24 : at + 28] = (100).to_bytes(4, "little")
    with pytest.raises((Unreadable, NeedsMapping)):
        read(bytes(file))


def test_hidden_sheets_are_passed_over() -> None:
    book, sheet = workbook([HEADINGS, row("الظاهر")], title="الخطة")
    hidden = book.create_sheet("قديم", 0)
    hidden.append(HEADINGS)
    hidden.append(row("المخفي"))
    hidden.sheet_state = "hidden"
    book.active = 1
    file = saved(book)
    assert [one.name for one in look(file).sheets] == [sheet.title]
    found = read_guessed(file)
    assert found.content is not None
    assert [activity.name for activity in found.content.activities] == ["الظاهر"]


def test_a_sheet_of_too_many_rows_is_refused() -> None:
    with pytest.raises(Unreadable, match="3000 rows"):
        read(sent(*(row(f"نشاط {n}") for n in range(3001))))


def test_a_cell_far_below_costs_nothing() -> None:
    book, sheet = workbook([HEADINGS, row()])
    sheet.cell(1_048_576, 16_384, "بعيد")
    begun = time.process_time()
    found = read_guessed(saved(book))
    assert time.process_time() - begun < 5
    assert found.content is not None
    assert [note.reason for note in found.notes] == ["Nothing below this row was read."]


def test_an_unknown_sheet_asks_for_its_map() -> None:
    with pytest.raises(NeedsMapping):
        read(sent(row()))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.data())
def test_a_damaged_workbook_never_crashes(data: some.DataObject) -> None:
    file = bytearray(OURS)
    for _ in range(data.draw(some.integers(1, 8))):
        file[data.draw(some.integers(0, len(file) - 1))] = data.draw(some.integers(0, 255))
    try:
        read(bytes(file[: data.draw(some.integers(1, len(file)))] if data.draw(some.booleans()) else file))
    except (Unreadable, NeedsMapping) as refusal:
        assert str(refusal)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.data())
def test_damage_inside_a_part_never_crashes(data: some.DataObject) -> None:
    part = data.draw(some.sampled_from(sorted(PARTS)))
    content = bytearray(PARTS[part])
    for _ in range(data.draw(some.integers(1, 5))):
        at = data.draw(some.integers(0, len(content) - 1))
        content[at : at + data.draw(some.integers(0, 9))] = data.draw(some.binary(max_size=6))
    try:
        read(repacked(OURS, {part: bytes(content)}))
    except (Unreadable, NeedsMapping) as refusal:
        assert str(refusal)


OURS = xlsx(a_plan(6, arabic=False), Figures("en"))
with zipfile.ZipFile(io.BytesIO(OURS)) as _opened:
    PARTS = {name: _opened.read(name) for name in _opened.namelist()}
