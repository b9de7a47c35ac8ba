"""Workbooks as our forms need them, over XlsxWriter. Text is written as text: nothing of it becomes a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import IO, Any, NamedTuple, Self
from uuid import UUID

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from minassa.core.errors import Sorry
from minassa.documents.figures import Figures
from minassa.documents.isolating import printable, starts_rtl

INK, SOFT, TINT, RULE, ACCENT = "#1D2430", "#5C6675", "#EEF2F6", "#C9D0DA", "#0F5C63"
LONGEST_CELL = 32_767
FIGURES_KEPT = 15  # of a number in a sheet; a longer one is kept as text
LINE, HIGHEST_ROW = 14.5, 409  # points
# What a spreadsheet takes for a formula when somebody types it; the mark tells it that this is text.
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t")
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


class TooLong(Sorry):
    code = "too_long"


class Money(NamedTuple):
    amount: Decimal


class Book:
    def __init__(self, into: IO[bytes], figures: Figures) -> None:
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(into, {"in_memory": True, **plain})
        self.is_arabic = figures.is_arabic
        digits = "[$-2000401]" if figures.numbering == "arab" else ""
        self.patterns = {
            "money": f'{digits}#,##0.00;-#,##0.00;"–"',
            "number": f"{digits}#,##0.####",
            "whole": f"{digits}0",
            "day": f"{digits}yyyy/mm/dd" if figures.is_arabic else "d mmm yyyy",
        }
        self.format = cache(self._format)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        if failed is None:
            self._book.close()

    def describe(self, title: str, company: str, author: str) -> None:
        self._book.set_properties({"title": title, "company": printable(company), "author": printable(author)})

    def mark(self, name: str, value: str) -> None:
        self._book.set_custom_property(name, value, "text")

    def define(self, name: str, sheet: Sheet, row: int, column: int) -> None:
        cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        self._book.define_name(name, f"={quote_sheetname(sheet.name)}!{cell}")

    def sheet(self, name: str) -> Sheet:
        made = self._book.add_worksheet(FORBIDDEN_IN_NAMES.sub(" ", name)[:31])
        if self.is_arabic:
            made.right_to_left()
        return Sheet(self, made)

    def direction(self, said: str) -> dict[str, Any]:
        """Each text in the direction of its first letter, and all of them at the side where the sheet begins."""
        found = starts_rtl(said)
        rtl = self.is_arabic if found is None else found
        return {"reading_order": 2 if rtl else 1, "align": "right" if self.is_arabic else "left"}

    def _format(self, pattern: str = "", **how: Any) -> Format:
        look = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top", "text_wrap": True}
        return self._book.add_format(look | ({"num_format": self.patterns[pattern]} if pattern else {}) | how)


class Sheet:
    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self._book, self._sheet = book, sheet
        self.name = str(sheet.name)
        self._widths: list[int] = []

    def row(self, row: int, values: Sequence[object]) -> None:
        lines = max((_lines(value, width) for value, width in zip(values, self._widths, strict=False)), default=1)
        if lines > 1:
            self._sheet.set_row(row, min(LINE * lines, HIGHEST_ROW))
        for column, value in enumerate(values):
            match value:
                case None | "":
                    self._sheet.write_blank(row, column, None, self._cell())
                case int():
                    self.whole(row, column, value)
                case Decimal():
                    self._number(row, column, value, "number")
                case Money():
                    self._number(row, column, value.amount, "money")
                case date():
                    midnight = datetime.combine(value, time.min)
                    self._sheet.write_datetime(row, column, midnight, self._cell("day"))
                case str() | UUID():
                    self.text(row, column, str(value), border=True)
                case _:
                    raise TypeError(f"No cell is made of {value!r}.")

    def text(self, row: int, column: int, said: str, *, border: bool = False) -> None:
        text = printable(said)
        if len(text) > LONGEST_CELL:
            raise TooLong(
                _("A cell of a sheet holds %(most)s characters, and one text of this plan has %(length)s: “%(start)s…”")
                % {"most": LONGEST_CELL, "length": len(text), "start": text[:60]}
            )
        how = self._book.direction(text) | ({"quote_prefix": True} if text.startswith(LIKE_A_FORMULA) else {})
        self._sheet.write_string(row, column, text, self._cell(**how) if border else self._book.format(**how))

    def whole(self, row: int, column: int, value: int | None) -> None:
        if value is not None:
            self._sheet.write_number(row, column, value, self._cell("whole"))

    def formula(self, row: int, column: int, formula: str, value: Decimal, *, strong: bool = False) -> None:
        how: dict[str, Any] = {"bold": True, "bg_color": TINT} if strong else {}
        self._sheet.write_formula(row, column, formula, self._cell("money", **how), float(value))

    def title(self, row: int, said: str) -> None:
        look = self._book.format(
            bold=True, font_size=15, font_color=ACCENT, text_wrap=False, **self._book.direction(said)
        )
        self._sheet.write_string(row, 0, printable(said), look)
        self._sheet.set_row(row, 24)

    def note(self, row: int, said: str) -> None:
        look = self._book.format(font_color=SOFT, text_wrap=False, **self._book.direction(said))
        self._sheet.write_string(row, 0, printable(said), look)

    def strong(self, row: int, column: int, said: str) -> None:
        self._sheet.write_string(
            row, column, printable(said), self._book.format(bold=True, **self._book.direction(said))
        )

    def label(self, row: int, first: int, last: int, said: str) -> None:
        look = self._cell(bold=True, bg_color=TINT, text_wrap=False, **self._book.direction(said))
        self._sheet.merge_range(row, first, row, last, printable(said), look)

    def heading(self, row: int, column: int, said: str, width: int) -> None:
        look = self._cell(bold=True, bg_color=TINT, valign="vcenter", **self._book.direction(said))
        self._sheet.write_string(row, column, printable(said), look)
        self._sheet.set_column(column, column, width)
        self._widths.append(width)
        self._sheet.set_row(row, 32)

    def offer(self, first: int, last: int, column: int, choices: list[str]) -> None:
        """A list to choose from; what is written beside it is read as well, so nothing else is refused."""
        how = {"validate": "list", "source": choices, "error_type": "information", "show_error": False}
        self._sheet.data_validation(first, column, last, column, how)

    def hide_row(self, row: int) -> None:
        self._sheet.set_row(row, None, None, {"hidden": True})

    def hide_column(self, column: int) -> None:
        self._sheet.set_column(column, column, 38, None, {"hidden": True})

    def freeze(self, row: int, column: int) -> None:
        self._sheet.freeze_panes(row, column)

    def activate(self) -> None:
        self._sheet.activate()

    def print_setup(self, *, head_row: int, code: str) -> None:
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self._sheet.repeat_rows(head_row)
        pages = _("Page %(page)s of %(pages)s") % {"page": "&P", "pages": "&N"}
        # Without the mark, the parts of an Arabic line at the foot stand in the wrong order.
        turn = "\u202b" if self._book.is_arabic else ""
        self._sheet.set_footer(f"&L{turn}{code.replace('&', '&&')}&R{turn}{pages}")

    def print_area(self, last_row: int, last_column: int) -> None:
        self._sheet.print_area(0, 0, last_row, last_column)

    @staticmethod
    def money(amount: Decimal) -> Money:
        return Money(amount)

    def _number(self, row: int, column: int, value: Decimal, pattern: str) -> None:
        if len(value.as_tuple().digits) > FIGURES_KEPT:
            self.text(row, column, f"{value:f}", border=True)
        else:
            self._sheet.write_number(row, column, float(value), self._cell(pattern))

    def _cell(self, pattern: str = "", **how: Any) -> Format:
        return self._book.format(pattern, border=1, border_color=RULE, **how)


def _lines(value: object, width: int) -> int:
    """About how many lines a cell takes: spreadsheets do not all make a row as high as its text when they open it."""
    if not isinstance(value, str):
        return 1
    return sum(-(-max(len(line), 1) // max(width - 1, 1)) for line in value.split("\n"))
