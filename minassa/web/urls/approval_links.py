"""Deciding from a phone, by a link that came by mail."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import approval_links

link_urls = [path("<str:token>/", resource(get=approval_links.show, post=approval_links.update), name="show")]

urlpatterns: list[URLPattern | URLResolver] = [path("approve/", include((link_urls, "approval_links")))]
