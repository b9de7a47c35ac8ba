from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import closings, conclusions, judgements, review

OF_CYCLE = "cycles/<uuid:cycle_id>/review/"

review_urls = [path(OF_CYCLE, resource(get=review.show), name="show")]
judgement_urls = [path("objectives/<uuid:objective_id>/judgement/", resource(post=judgements.create), name="create")]
conclusion_urls = [path(f"{OF_CYCLE}conclusion/", resource(post=conclusions.update), name="update")]
closing_urls = [path(f"{OF_CYCLE}closing/", resource(post=closings.create), name="create")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((review_urls, "review"))),
    path("", include((judgement_urls, "judgements"))),
    path("", include((conclusion_urls, "conclusions"))),
    path("", include((closing_urls, "closings"))),
]
