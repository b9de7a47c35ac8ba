from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import (
    activities,
    activity_cells,
    activity_drops,
    activity_moves,
    imports,
    initiatives,
    papers,
    pastes,
    plan,
    progress_notes,
    timelines,
)

plan_urls = [
    path("", resource(get=plan.show), name="show"),
    path("f-01.<slug:kind>", resource(get=papers.show), name="paper"),
    path("timeline/", resource(get=timelines.show), name="timeline"),
    path("names/", resource(get=plan.names), name="names"),
    path("pasted/", resource(post=pastes.create), name="paste"),
    path("activities/", resource(post=activities.create), name="add"),
    path("initiatives/", resource(post=initiatives.create), name="group"),
]
activity_urls = [
    path("<uuid:activity_id>/", resource(get=activities.show), name="show"),
    path("<uuid:activity_id>/edit/", resource(get=activities.edit, post=activities.update), name="edit"),
    path("<uuid:activity_id>/remove/", resource(post=activities.destroy), name="destroy"),
    path("<uuid:activity_id>/cell/", resource(post=activity_cells.update), name="cell"),
    path("<uuid:activity_id>/drop/", resource(post=activity_drops.create), name="drop"),
    path("<uuid:activity_id>/move/", resource(post=activity_moves.create), name="move"),
    path("<uuid:activity_id>/progress/", resource(post=progress_notes.create), name="progress"),
]
initiative_urls = [
    path("<uuid:initiative_id>/", resource(get=initiatives.edit, post=initiatives.update), name="edit"),
    path("<uuid:initiative_id>/remove/", resource(post=initiatives.destroy), name="destroy"),
]

import_urls = [
    path("new/", resource(get=imports.new, post=imports.create), name="new"),
    path("", resource(get=imports.show, post=imports.update), name="show"),
    path("confirm/", resource(post=imports.confirm), name="confirm"),
    path("cancel/", resource(post=imports.destroy), name="destroy"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("cycles/<uuid:cycle_id>/plan/", include((plan_urls, "plan"))),
    path("cycles/<uuid:cycle_id>/imports/", include((import_urls, "imports"))),
    path("activities/", include((activity_urls, "activities"))),
    path("initiatives/", include((initiative_urls, "initiatives"))),
]
