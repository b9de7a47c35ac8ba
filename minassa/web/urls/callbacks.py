"""Where platforms send people back to after a sign-in. No company's name is in it: the sign-in's state knows."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import connections

callback_urls = [path("<slug:kind>/", resource(get=connections.finish), name="show")]

urlpatterns: list[URLPattern | URLResolver] = [path("channels/callback/", include((callback_urls, "callbacks")))]
