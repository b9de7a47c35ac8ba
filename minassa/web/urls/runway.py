from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import runway

runway_urls = [path("", resource(get=runway.show), name="show")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("cycles/<uuid:cycle_id>/runway/", include((runway_urls, "runway"))),
]
