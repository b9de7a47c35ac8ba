"""What stands in a cell as the value that is meant, or the reason why it cannot be: for each kind a function that
takes the cell's content and returns the value or raises `Bad`."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from minassa.documents.calendars import NotADay, day_in_words
from minassa.documents.currencies import currency_in
from minassa.documents.isolating import END, LEFT_TO_RIGHT, MARKS, printable
from minassa.documents.opening import Broken

DateOrder = Literal["", "dmy", "mdy"]

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬−–", "01234567890123456789.,--")
MOST_MONEY = Decimal("999999999999.99")
MOST_FIGURE = Decimal("99999999999999.9999")


class Bad(Exception):
    """Why the cell cannot be read: a whole sentence."""


class TwoWays(Bad):
    """A date that is one day with the day first and another with the month first."""


def text(value: object, *, most: int = 0, one_line: bool = False) -> str:
    if isinstance(value, Broken):
        raise Bad(_("The cell shows the error %(error)s.") % {"error": value.said})
    if isinstance(value, bool):
        said = _("yes") if value else _("no")
    elif isinstance(value, float) and value.is_integer():
        said = str(int(value))
    elif isinstance(value, datetime):
        said = f"{value:%Y-%m-%d}"
    else:
        said = printable(str(value)).strip()
    said = " ".join(said.split()) if one_line else said
    if most and len(said) > most:
        raise Bad(_("The text has %(length)s characters; the most is %(most)s.") % {"length": len(said), "most": most})
    return said


def figure(value: object, *, most: Decimal = MOST_FIGURE, places: int = 4, negative: bool = True) -> Decimal:
    found = _number(value)
    if not found.is_finite() or abs(found) > most:
        raise Bad(_("%(value)s is larger than can be true.") % {"value": shown(value)})
    if found < 0 and not negative:
        raise Bad(_("%(value)s is below zero.") % {"value": shown(value)})
    rounded = round(found, places)
    # A sheet keeps 0.1 + 0.2 as 0.30000000000000004: that is its way of counting, not what somebody wrote.
    if abs(rounded - found) > Decimal("0.0000001"):
        raise Bad(
            _("%(value)s has more than %(places)s places after the point.") % {"value": shown(value), "places": places}
        )
    return rounded


def amount(value: object, *, currency: str) -> Decimal:
    """Money in the company's currency, with or without its name."""
    if isinstance(value, str):
        bare = MARKS.sub("", value).translate(DIGITS)
        named, bare = currency_in(bare)
        if named and currency not in named:
            raise Bad(
                _("%(value)s is not in %(currency)s, the company’s currency.")
                % {"value": shown(value), "currency": currency}
            )
        if not bare.strip():
            raise Bad(_("%(value)s is not a number.") % {"value": shown(value)})
        value = bare
    return figure(value, most=MOST_MONEY, places=2, negative=False)


def whole(value: object, *, least: int = 0, most: int = 1_000_000) -> int:
    found = _number(value)
    if not found.is_finite() or found != found.to_integral_value() or not least <= found <= most:
        raise Bad(
            _("%(value)s is not a whole number from %(least)s to %(most)s.")
            % {"value": shown(value), "least": least, "most": most}
        )
    return int(found)


def day(value: object, *, order: DateOrder = "") -> date:
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case bool() | Broken():
            raise Bad(_("%(value)s is not a date.") % {"value": shown(value)})
        case int() | float() if 36_526 <= value < 73_051:  # the days of 2000 to 2099, as a sheet counts them
            return date.fromordinal(int(value) + 693_594)
    said = MARKS.sub("", str(value)).translate(DIGITS)
    try:
        return day_in_words(said, order)
    except NotADay as wrong:
        kind = TwoWays if wrong.is_ambiguous else Bad
        reason = (
            _("%(value)s is one day with the day first and another with the month first. Say which the file means.")
            if wrong.is_ambiguous
            else _("%(value)s is not a date. Write it as 2026-03-31.")
        )
        raise kind(reason % {"value": shown(value)}) from None


def shown(value: object) -> str:
    """What a cell says, for a sentence. Figures keep their order: 2026-13-45 in Arabic would read backwards."""
    said = sample(value)
    return f"“{said}”" if any(letter.isalpha() for letter in said) else f"“{LEFT_TO_RIGHT}{said}{END}”"


def sample(value: object) -> str:
    """Its beginning, in one line."""
    said = " ".join((value.said if isinstance(value, Broken) else str(value)).split())
    return f"{said[:60]}…" if len(said) > 60 else said


_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([,.' ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$")


def _number(value: object) -> Decimal:
    if isinstance(value, Broken):
        raise Bad(_("The cell shows the error %(error)s.") % {"error": value.said})
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Bad(_("%(value)s is not a number.") % {"value": shown(value)})
    if isinstance(value, int | float):
        return Decimal(repr(value))
    said = (
        MARKS.sub("", value).translate(DIGITS).replace("\u00a0", " ").replace("\u202f", " ").strip().rstrip("%").strip()
    )
    if len(said) > 40:
        raise Bad(_("%(value)s is not a number.") % {"value": shown(value)})
    if said.startswith("(") and said.endswith(")"):
        said = f"-{said[1:-1]}"
    return _decimal(said, value)


def _decimal(said: str, value: object) -> Decimal:
    """`1,234.56`, `1.234,56`, `1 234,56` and `1'234.56` are one number. `1.500` alone could be two."""
    if re.fullmatch(r"[+-]?\d{1,3}\.\d{3}", said) and not said.lstrip("+-").startswith("0"):
        raise Bad(
            _("%(value)s could be thousands or a fraction. Write it without the point, or with two places.")
            % {"value": shown(value)}
        )
    grouped = _GROUPED.fullmatch(said)
    if grouped and not re.fullmatch(r"[+-]?\d+\.\d+", said):
        separator = grouped[1]
        said = said.replace(separator, "").replace(",", ".")
    elif re.fullmatch(r"[+-]?\d+,\d{1,2}", said):
        said = said.replace(",", ".")
    if not re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)", said):
        raise Bad(_("%(value)s is not a number.") % {"value": shown(value)})
    return Decimal(said)
