from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import mechanisms

of_cycle = [
    path("", resource(get=mechanisms.index), name="index"),
    path("new/", resource(get=mechanisms.new, post=mechanisms.create), name="new"),
]
alone = [
    path("", resource(get=mechanisms.edit, post=mechanisms.update), name="edit"),
    path("delete/", resource(post=mechanisms.destroy), name="destroy"),
]
mechanism_urls = [
    path("cycles/<uuid:cycle_id>/mechanisms/", include(of_cycle)),
    path("mechanisms/<uuid:mechanism_id>/", include(alone)),
]

urlpatterns: list[URLPattern | URLResolver] = [path("", include((mechanism_urls, "mechanisms")))]
