"""Signing in and one's own account, as allauth has them, without what an invitation-only product has no use for."""

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import include, path


def closed(request: HttpRequest, **_kept: str) -> NoReturn:
    raise Http404


# They come before allauth's own, which keep their names because its pages look them up.
CLOSED = ["signup/", "email/", "confirm-email/", "confirm-email/<str:key>/", "login/code/confirm/"]

urlpatterns = [
    *(path(f"accounts/{address}", closed) for address in CLOSED),
    path("accounts/", include("allauth.urls")),
]
