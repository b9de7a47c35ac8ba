"""Light or dark: chosen on the device, where the page is drawn; the account's choice is the first on a new device."""

from __future__ import annotations

from django.http import HttpResponse

COOKIE = "minassa_theme"
YEAR = 365 * 24 * 60 * 60


def remember(response: HttpResponse, theme: str) -> HttpResponse:
    response.set_cookie(COOKIE, theme, max_age=YEAR, samesite="Lax")
    return response
