from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import media

media_urls = [
    path("<uuid:asset_id>/", resource(get=media.show), name="show"),
    path("<uuid:asset_id>/thumb/", resource(get=media.show_thumb), name="thumb"),
]

urlpatterns: list[URLPattern | URLResolver] = [path("media/", include((media_urls, "media")))]
