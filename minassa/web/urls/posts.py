"""Posts and all that becomes of them. What is done to one is a noun that is created."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import (
    approvals,
    calendars,
    cancellations,
    checks,
    deliveries,
    doubts,
    handoffs,
    pictures,
    posts,
    publications,
    rehearsals,
    restorations,
    retries,
    returns,
    schedules,
    submissions,
    trashings,
)

post_urls = [
    path("", resource(get=posts.index, post=posts.create), name="index"),
    path("new/", resource(get=posts.new), name="new"),
    path("<uuid:post_id>/", resource(get=posts.show), name="show"),
    path("<uuid:post_id>/edit/", resource(get=posts.edit, post=posts.update), name="edit"),
]
calendar_urls = [
    path("", resource(get=calendars.show), name="show"),
    path("<str:day>/", resource(get=calendars.show_day), name="day"),
]
handoff_urls = [
    path("", resource(get=handoffs.index), name="index"),
    path("<uuid:delivery_id>/", resource(get=handoffs.show, post=handoffs.update), name="show"),
]
rehearsal_urls = [path("<uuid:delivery_id>/", resource(get=rehearsals.show), name="show")]
NOUNS = {
    "submissions": submissions,
    "approvals": approvals,
    "returns": returns,
    "schedules": schedules,
    "publications": publications,
    "cancellations": cancellations,
    "trashings": trashings,
    "restorations": restorations,
}
CREATED = [
    path(f"posts/<uuid:post_id>/{noun}/", include(([path("", resource(post=module.create), name="create")], noun)))
    for noun, module in NOUNS.items()
]
doubt_urls = [
    path("sightings/", resource(post=doubts.create_sighting), name="sighting"),
    path("absences/", resource(post=doubts.create_absence), name="absence"),
]
delivery_urls = [
    path("posts/<uuid:post_id>/deliveries/", resource(get=deliveries.index), name="index"),
    path("deliveries/<uuid:delivery_id>/retries/", resource(post=retries.create), name="retry"),
    path("deliveries/<uuid:delivery_id>/cancellations/", resource(post=cancellations.create_one), name="cancel"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("posts/checks/", include(([path("", resource(post=checks.create), name="create")], "checks"))),
    path("posts/pictures/", include(([path("", resource(post=pictures.create), name="create")], "pictures"))),
    path("posts/", include((post_urls, "posts"))),
    *CREATED,
    path("", include((delivery_urls, "deliveries"))),
    path("deliveries/<uuid:delivery_id>/", include((doubt_urls, "doubts"))),
    path(
        "rehearsals/<uuid:delivery_id>/",
        include(([path("", resource(get=rehearsals.show), name="show")], "rehearsals")),
    ),
    path("handoffs/", include((handoff_urls, "handoffs"))),
    path("calendar/", include((calendar_urls, "calendar"))),
]
