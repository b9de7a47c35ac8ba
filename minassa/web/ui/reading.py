"""How a reader's company writes dates and figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import format_currency, format_decimal
from django.utils import timezone
from django.utils.translation import get_language

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True, slots=True)
class Reading:
    locale: Locale
    zone: tzinfo
    digits: str = "latn"
    hijri: bool = False
    currency: str = "SAR"

    @property
    def is_arabic(self) -> bool:
        return bool(self.locale.language == "ar")

    def figures(self, text: object) -> str:
        """The same text with the company's digits. Arabic-Indic ones only in Arabic, where they are read."""
        said = str(text)
        return said.translate(ARABIC_DIGITS) if self.digits == "arab" and self.is_arabic else said

    def number(self, value: float) -> str:
        return self.figures(format_decimal(value, locale=self.locale, numbering_system="latn"))

    @property
    def percent_sign(self) -> str:
        """That of the digits beside it."""
        return "٪" if self.digits == "arab" and self.is_arabic else "%"

    def money(self, amount: Decimal) -> str:
        """With its currency; the hundredths only where there are any."""
        pattern = "#,##0.00 ¤" if amount % 1 else "#,##0 ¤"
        said = format_currency(
            amount, self.currency, pattern, locale=self.locale, currency_digits=False, numbering_system="latn"
        )
        return self.figures(said)


def reading_in(request: object) -> Reading:
    """From the company of the request; a page without one reads in the active zone, with 123."""
    return reading_for(getattr(request, "company", None))


def reading_for(company: object | None) -> Reading:
    return Reading(
        locale=_locale(),
        zone=_zone(str(getattr(company, "zone", "") or "")),
        digits=str(getattr(company, "digits", "latn")),
        hijri=bool(getattr(company, "hijri", False)),
        currency=str(getattr(company, "currency", "SAR")),
    )


def _locale() -> Locale:
    try:
        return Locale.parse((get_language() or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _zone(name: str) -> tzinfo:
    if not name:
        return timezone.get_current_timezone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return timezone.get_current_timezone()
