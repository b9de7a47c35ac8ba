"""Every noun's addresses, a file each. Names are `<noun>:<action>`; what belongs to a company lies under its name."""

from __future__ import annotations

from django.urls import include, path

OUTSIDE = ["accounts", "front", "callbacks", "health"]
INSIDE = ["home", "people", "company", "trail", "channels", "media", "posts", "status"]

urlpatterns = [
    *(path("", include(f"minassa.web.urls.{noun}")) for noun in OUTSIDE),
    *(path("c/<slug:company>/", include(f"minassa.web.urls.{noun}")) for noun in INSIDE),
]
