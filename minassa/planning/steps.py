"""The steps of SM-P1 that gate publishing, by the names that a refusal calls them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TITLES = {
    1: _("Expected objectives"),
    2: _("Mechanisms"),
    3: _("The work team"),
    4: _("The plan of action"),
    5: _("Priorities and budgets"),
}


def title(number: int) -> str:
    return str(TITLES[number])
