from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import company

company_urls = [
    path("settings/", resource(get=company.edit, post=company.update), name="edit"),
    path("logo/<str:name>", resource(get=company.logo), name="logo"),
]

urlpatterns: list[URLPattern | URLResolver] = [path("", include((company_urls, "company")))]
