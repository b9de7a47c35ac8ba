"""Step 1: objectives, and the catalogue of indicators they are measured by."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import metrics, objectives

objective_urls = [
    path("cycles/<uuid:cycle_id>/objectives/", resource(get=objectives.index), name="index"),
    path("cycles/<uuid:cycle_id>/objectives/new/", resource(get=objectives.new, post=objectives.create), name="new"),
    path("objectives/<uuid:objective_id>/", resource(get=objectives.edit, post=objectives.update), name="edit"),
    path("objectives/<uuid:objective_id>/remove/", resource(post=objectives.destroy), name="destroy"),
]
metric_urls = [
    path("", resource(get=metrics.index), name="index"),
    path("new/", resource(get=metrics.new, post=metrics.create), name="new"),
    path("<uuid:metric_id>/", resource(get=metrics.edit, post=metrics.update), name="edit"),
    path("<uuid:metric_id>/retire/", resource(post=metrics.destroy), name="destroy"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((objective_urls, "objectives"))),
    path("indicators/", include((metric_urls, "metrics"))),
]
