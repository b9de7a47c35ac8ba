"""Workbooks as companies send them, for the tests of the reader."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from minassa.documents.f01.headings import ColumnMap
from minassa.documents.f01.reading import Read, look, read

HEADINGS = ["م", "المبادرة", "النشاط", "المنصات", "المسؤول", "الموارد البشرية", "الموارد المالية", "تاريخ البدء", "الموعد النهائي", "النتيجة المتوقعة"]  # fmt: skip
KEYS = ["number", "initiative", "name", "platforms", "responsible", "efforts", "asked", "starts_on", "deadline", "expected"]  # fmt: skip


def workbook(rows: Sequence[Sequence[Any]], *, title: str = "الخطة") -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def saved(book: openpyxl.Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def sent(*rows: Sequence[Any]) -> bytes:
    """A sheet with the form's headings in its first row."""
    return saved(workbook([HEADINGS, *rows])[0])


def row(name: str | None = "تصوير المنتجات", **cells: Any) -> list[Any]:
    return [cells.get(key, name if key == "name" else None) for key in KEYS]


def read_guessed(file: bytes, **how: Any) -> Read:
    """As somebody reads it who accepts what the mapping step proposes."""
    return read(file, mapping=look(file).sheets[0].guess, **how)


def reasons(found: Read) -> list[str]:
    return [f"{fault.cell}: {fault.reason}" for fault in found.faults]


def mapped(*keys: str, order: Any = "") -> ColumnMap:
    return ColumnMap("الخطة", 1, tuple((key, chr(ord("A") + KEYS.index(key))) for key in keys or KEYS), order)
