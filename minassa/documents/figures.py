"""How a paper writes figures, money and days: in its reader's language and the company's digits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_name, get_currency_symbol
from django.utils.translation import gettext as _
from hijridate import Gregorian

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True, slots=True)
class Figures:
    language: str = "ar"
    currency: str = "SAR"
    digits: str = "latn"
    hijri: bool = False

    @property
    def is_arabic(self) -> bool:
        return self.language == "ar"

    @property
    def numbering(self) -> str:
        """Arabic-Indic digits only in Arabic, where they are read."""
        return "arab" if self.digits == "arab" and self.is_arabic else "latn"

    def written(self, said: object) -> str:
        text = str(said)
        return text.translate(ARABIC_DIGITS) if self.numbering == "arab" else text

    def number(self, value: Decimal | int | None) -> str:
        if value is None:
            return ""
        return self._decimal(value, "#,##0.####")

    def money(self, value: Decimal) -> str:
        return self._decimal(value, "#,##0.00")

    def percent(self, value: Decimal | int) -> str:
        return f"{self.number(value)}{'٪' if self.numbering == 'arab' else '%'}"

    def measured(self, value: Decimal | None, unit: str) -> str:
        """What an indicator shows; `unit` as `Metric.unit`."""
        match unit:
            case "percent" if value is not None:
                return self.percent(value)
            case "money" if value is not None:
                return _("%(amount)s %(currency)s") % {"amount": self.money(value), "currency": self.currency_sign}
            case "minutes" if value is not None:
                return _("%(minutes)s min.") % {"minutes": self.number(value)}
        return self.number(value)

    @property
    def currency_name(self) -> str:
        return str(get_currency_name(self.currency, locale=self.language))

    @property
    def currency_sign(self) -> str:
        return str(get_currency_symbol(self.currency, locale=self.language))

    def day(self, on: date | None) -> str:
        """Year first in Arabic: whichever way it is read, no day passes for a month."""
        if on is None:
            return ""
        if self.is_arabic:
            return self.written(f"{on:%Y/%m/%d}")
        return str(format_date(on, "d\u00a0MMM\u00a0y", locale="en"))

    def hijri_day(self, on: date | None) -> str:
        """Umm al-Qura; empty when the company does not want it, and outside the tables."""
        if on is None or not self.hijri:
            return ""
        try:
            hijri = Gregorian.fromdate(on).to_hijri()
        except OverflowError:
            return ""
        said = f"{hijri.year}/{hijri.month:02}/{hijri.day:02}"
        return self.written(f"{said}\u00a0هـ") if self.is_arabic else f"{said}\u00a0AH"

    def _decimal(self, value: Decimal | int, pattern: str) -> str:
        # Babel writes the signs of a numbering system, and leaves its digits to us.
        return self.written(format_decimal(value, pattern, locale=self.language, numbering_system=self.numbering))
