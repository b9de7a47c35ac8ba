"""A cycle, its signatures, and the overrides of its gates."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import signatures

signature_urls = [path("", resource(post=signatures.create), name="create")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("cycles/<uuid:cycle_id>/signatures/", include((signature_urls, "signatures"))),
]
