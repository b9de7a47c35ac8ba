"""For machines that watch: no sign-in, no names."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import status

health_urls = [
    path("health", resource(get=status.health), name="show"),
    path("health/live", resource(get=status.live), name="live"),
]

urlpatterns: list[URLPattern | URLResolver] = [path("", include((health_urls, "health")))]
