from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from minassa.web.forms.numbers import FigureField, MoneyField, WholeField, written


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1234.5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("١٬٢٣٤٫٥", "1234.5"),
        (" ١٢ ", "12"),
        ("۱۲", "12"),
        ("4.5 %", "4.5"),
        ("٤٫٥٪", "4.5"),
        ("0", "0"),
    ],
)
def test_a_figure_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert FigureField().clean(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["many", "12x", "-3", "1.2.3", "1e9", "٣ أو ٤", "9" * 60, "\x00", "nan", "1.500"])
def test_what_is_no_figure_is_answered_in_a_sentence(typed: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        FigureField().clean(typed)
    assert refused.value.messages[0].endswith(".")


def test_an_empty_field_is_nothing_or_is_asked_for() -> None:
    assert FigureField(required=False).clean("") is None
    with pytest.raises(forms.ValidationError, match="Write a number here"):
        FigureField().clean("  ")


def test_money_takes_its_own_currency_and_no_other() -> None:
    field = MoneyField(currency="SAR")
    assert field.clean("١٬٢٠٠٫٥٠ ر.س") == Decimal("1200.50") == field.clean("1200.5")
    with pytest.raises(forms.ValidationError, match="SAR"):
        field.clean("1200 USD")


def test_a_count_stays_within_its_bounds() -> None:
    field = WholeField(least=1, most=100)
    assert field.clean("٤٠") == 40
    for typed in ("0", "101", "2.5"):
        with pytest.raises(forms.ValidationError, match="from 1 to 100"):
            field.clean(typed)


@pytest.mark.parametrize("kept", ["12400.0000", "1.2340", "0.5000", "-3.2500", "100", "7.0"])
def test_what_is_shown_is_read_again_as_the_same(kept: str) -> None:
    assert FigureField(negative=True).clean(written(Decimal(kept))) == Decimal(kept)
    assert not FigureField(negative=True).has_changed(Decimal(kept), written(Decimal(kept)))
