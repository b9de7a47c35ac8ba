from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import channels, connections

channel_urls = [
    path("", resource(get=channels.index), name="index"),
    path("new/", resource(get=channels.new), name="new"),
    path("<uuid:channel_id>/", resource(get=channels.show, post=channels.update), name="show"),
    path("<uuid:channel_id>/check/", resource(post=channels.check), name="check"),
    path("<uuid:channel_id>/removal/", resource(post=channels.destroy), name="destroy"),
]
connection_urls = [
    path("new/<slug:kind>/", resource(get=connections.new, post=connections.create), name="new"),
    path("<uuid:channel_id>/connection/", resource(get=connections.edit, post=connections.update), name="edit"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("channels/", include((channel_urls, "channels"))),
    path("channels/", include((connection_urls, "connections"))),
]
