"""Step 5, first half: the order in which the activities matter."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import priorities, ranks, ratings

priority_urls = [path("", resource(get=priorities.index), name="index")]
rating_urls = [path("", resource(post=ratings.update), name="update")]
rank_urls = [
    path("", resource(get=ranks.edit, post=ranks.update), name="edit"),
    path("by-score/", resource(post=ranks.destroy), name="destroy"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("cycles/<uuid:cycle_id>/priorities/", include((priority_urls, "priorities"))),
    path("activities/<uuid:activity_id>/rating/", include((rating_urls, "ratings"))),
    path("activities/<uuid:activity_id>/rank/", include((rank_urls, "ranks"))),
]
