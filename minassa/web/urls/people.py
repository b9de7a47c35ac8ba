from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import invitations, parties, people

people_urls = [
    path("", resource(get=people.index), name="index"),
    path("<uuid:membership_id>/", resource(get=people.edit, post=people.update), name="edit"),
    path("<uuid:membership_id>/end/", resource(post=people.destroy), name="destroy"),
]
invitation_urls = [
    path("new/", resource(get=invitations.new, post=invitations.create), name="new"),
    path("<uuid:invitation_id>/", resource(get=invitations.show), name="show"),
    path("<uuid:invitation_id>/link/", resource(post=invitations.update), name="update"),
    path("<uuid:invitation_id>/withdraw/", resource(post=invitations.destroy), name="destroy"),
]
party_urls = [
    path("", resource(get=parties.index), name="index"),
    path("new/", resource(get=parties.new, post=parties.create), name="new"),
    path("<uuid:party_id>/", resource(get=parties.edit, post=parties.update), name="edit"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", include((people_urls, "people"))),
    path("invitations/", include((invitation_urls, "invitations"))),
    path("parties/", include((party_urls, "parties"))),
]
