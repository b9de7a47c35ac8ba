from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import choices, decisions, reopenings, scores

OF_CYCLE, OF_DECISION = "cycles/<uuid:cycle_id>/decisions/", "decisions/<uuid:decision_id>/"

decision_urls = [
    path(OF_CYCLE, resource(get=decisions.index), name="index"),
    path(f"{OF_CYCLE}new/", resource(get=decisions.new, post=decisions.create), name="new"),
    path(OF_DECISION, resource(get=decisions.show), name="show"),
    path(f"{OF_DECISION}edit/", resource(get=decisions.edit, post=decisions.update), name="edit"),
    path(f"{OF_DECISION}removal/", resource(post=decisions.destroy), name="destroy"),
]
score_urls = [path(f"{OF_DECISION}scores/", resource(post=scores.update), name="update")]
choice_urls = [path(f"{OF_DECISION}choices/", resource(post=choices.create), name="create")]
reopening_urls = [path(f"{OF_DECISION}reopenings/", resource(post=reopenings.create), name="create")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((decision_urls, "decisions"))),
    path("", include((score_urls, "scores"))),
    path("", include((choice_urls, "choices"))),
    path("", include((reopening_urls, "reopenings"))),
]
