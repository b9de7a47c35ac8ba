from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import trail

urlpatterns: list[URLPattern | URLResolver] = [
    path("activity/", include(([path("", resource(get=trail.index), name="index")], "trail"))),
]
