"""Every noun's addresses, a file each. Names are `<noun>:<action>`; what belongs to a company lies under its name."""

from __future__ import annotations

from django.urls import include, path

OUTSIDE = ["accounts", "front", "callbacks", "approval_links", "health"]
INSIDE = ["home", "people", "company", "trail", "channels", "media", "posts", "status"]
# The manual's first procedure, in its order.
INSIDE += ["cycles", "objectives", "mechanisms", "team", "plan", "priorities", "budget", "runway", "reports"]
INSIDE += ["decisions", "launch", "review"]

urlpatterns = [
    *(path("", include(f"minassa.web.urls.{noun}")) for noun in OUTSIDE),
    *(path("c/<slug:company>/", include(f"minassa.web.urls.{noun}")) for noun in INSIDE),
]
