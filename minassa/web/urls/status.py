from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import status

status_urls = [path("", resource(get=status.show), name="show")]

urlpatterns: list[URLPattern | URLResolver] = [path("status/", include((status_urls, "status")))]
