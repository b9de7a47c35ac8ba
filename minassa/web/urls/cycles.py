"""A cycle, its signatures, and the overrides of its gates."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import cycles, overrides, signatures

cycle_urls = [
    path("", resource(get=cycles.index), name="index"),
    path("new/", resource(get=cycles.new, post=cycles.create), name="new"),
    path("<uuid:cycle_id>/", resource(get=cycles.show), name="show"),
    path("<uuid:cycle_id>/settings/", resource(get=cycles.edit, post=cycles.update), name="edit"),
]
signature_urls = [path("", resource(post=signatures.create), name="create")]
override_urls = [
    path(
        "cycles/<uuid:cycle_id>/overrides/<int:step>/", resource(get=overrides.new, post=overrides.create), name="new"
    ),
    path("overrides/<uuid:override_id>/withdraw/", resource(post=overrides.destroy), name="destroy"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("cycles/", include((cycle_urls, "cycles"))),
    path("cycles/<uuid:cycle_id>/signatures/", include((signature_urls, "signatures"))),
    path("", include((override_urls, "overrides"))),
]
