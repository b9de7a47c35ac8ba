"""A number as a person types it: 1234.5, 1,234.5, ١٬٢٣٤٫٥ or 12 %. Read by the same rules as a cell of a sheet."""

from __future__ import annotations

from abc import abstractmethod
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minassa.documents import cells


class NumberInput(forms.NumberInput):
    """Keys of numbers on a phone, and yet any digits: a browser's own number field refuses ٣."""

    input_type = "text"

    def __init__(self, inputmode: str) -> None:
        super().__init__({"inputmode": inputmode, "autocomplete": "off"})


class _Number(forms.Field):
    default_error_messages = {"required": _("Write a number here.")}
    inputmode = "decimal"

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=NumberInput(self.inputmode), **given)

    def to_python(self, value: Any) -> Decimal | int | None:
        said = str(value if value is not None else "").strip().rstrip("%٪").strip()
        if not said:
            return None
        try:
            return self.read(said)
        except cells.Bad as bad:
            raise forms.ValidationError(str(bad)) from None

    @abstractmethod
    def read(self, said: str) -> Decimal | int: ...

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Decimal) else value


class FigureField(_Number):
    """What an indicator shows, to four places after the point: a Decimal."""

    def __init__(self, *, negative: bool = False, most: Decimal = cells.MOST_FIGURE, **given: Any) -> None:
        super().__init__(**given)
        self.negative, self.most = negative, most

    def read(self, said: str) -> Decimal:
        return cells.figure(said, most=self.most, negative=self.negative)


class MoneyField(_Number):
    """In the company's currency, to the hundredth: a Decimal. The currency's name beside the figure does no harm."""

    def __init__(self, *, currency: str = "", **given: Any) -> None:
        super().__init__(**given)
        self.currency = currency

    def read(self, said: str) -> Decimal:
        if not self.currency:
            return cells.figure(said, most=cells.MOST_MONEY, places=2, negative=False)
        return cells.amount(said, currency=self.currency)


class WholeField(_Number):
    """A count between two bounds: an int."""

    inputmode = "numeric"

    def __init__(self, *, least: int = 0, most: int = 1_000_000, **given: Any) -> None:
        super().__init__(**given)
        self.least, self.most = least, most

    def read(self, said: str) -> int:
        return cells.whole(said, least=self.least, most=self.most)


def written(value: Decimal) -> str:
    """Without the noughts that the database adds, and so that reading it again gives the same: 1.234 alone is not."""
    plain = f"{value:f}"
    whole, _point, fraction = plain.partition(".")
    fraction = fraction.rstrip("0")
    if not fraction:
        return whole
    return f"{whole}.{fraction}{'0' if len(fraction) == 3 else ''}"
