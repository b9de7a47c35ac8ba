from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import launch, ticks

OF_CYCLE = "cycles/<uuid:cycle_id>/launch/"

launch_urls = [path(OF_CYCLE, resource(get=launch.show), name="show")]
tick_urls = [
    path(f"{OF_CYCLE}<uuid:channel_id>/ticks/", resource(post=ticks.create), name="create"),
    path("ticks/<uuid:item_id>/removal/", resource(post=ticks.destroy), name="destroy"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((launch_urls, "launch"))),
    path("", include((tick_urls, "ticks"))),
]
