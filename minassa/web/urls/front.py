"""What lies outside every company: the door, the first set-up, links that sign in or invite, and one's own account."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import front, languages, me, setup, sign_in_links, welcome

front_urls = [path("", front.show, name="show"), path("favicon.ico", resource(get=front.icon), name="icon")]
setup_urls = [path("", resource(get=setup.new, post=setup.create), name="new")]
link_urls = [path("<str:token>/", resource(get=sign_in_links.show, post=sign_in_links.update), name="show")]
welcome_urls = [
    path("<str:token>/", resource(get=welcome.show, post=welcome.create), name="show"),
]
account_urls = [path("", resource(get=me.show, post=me.update), name="show")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((front_urls, "front"))),
    path("setup/", include((setup_urls, "setup"))),
    path("sign-in/", include((link_urls, "sign_in_links"))),
    path("invitations/", include((welcome_urls, "welcome"))),
    path("me/", include((account_urls, "account"))),
    path("language/", resource(post=languages.update), name="set_language"),
]
