"""A date and a time of day as a person types them; years that no calendar of ours knows are refused."""

from __future__ import annotations

from datetime import date, time

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = date(1990, 1, 1), date(2077, 1, 1)


def day_field(*, required: bool = True) -> forms.DateField:
    sentence = _("Choose a date in this century.")
    return forms.DateField(
        label=_("Date"),
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(EARLIEST, sentence), MaxValueValidator(LATEST, sentence)],
    )


def clock_field(*, required: bool = True) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=_("Time"), required=required, widget=widget)


def day_read(text: str) -> date | None:
    """A day of an address, "2027-01-15"; None when there is no such day here."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def clock_read(text: str) -> time | None:
    """A time of day of an address, "19:30"."""
    try:
        clock = time.fromisoformat(text)
    except ValueError:
        return None
    return None if clock.tzinfo else clock.replace(second=0, microsecond=0)
