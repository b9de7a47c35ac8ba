from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(([path("", resource(get=home.show), name="show")], "home"))),
]
