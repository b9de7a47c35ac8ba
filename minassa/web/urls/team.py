"""The work team, its meetings, and what people took on in them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import actions, calendar_requests, meetings, minutes, team

team_urls = [
    path("cycles/<uuid:cycle_id>/team/", resource(get=team.index), name="index"),
    path("cycles/<uuid:cycle_id>/team/new/", resource(get=team.new, post=team.create), name="new"),
    path("team/<uuid:assignment_id>/", resource(get=team.edit, post=team.update), name="edit"),
    path("team/<uuid:assignment_id>/delete/", resource(post=team.destroy), name="destroy"),
]
meeting_urls = [
    path("cycles/<uuid:cycle_id>/meetings/", resource(get=meetings.index), name="index"),
    path("cycles/<uuid:cycle_id>/meetings/new/", resource(get=meetings.new, post=meetings.create), name="new"),
    path("meetings/<uuid:meeting_id>/", resource(get=meetings.show), name="show"),
    path("meetings/<uuid:meeting_id>/edit/", resource(get=meetings.edit, post=meetings.update), name="edit"),
    path("meetings/<uuid:meeting_id>/cancel/", resource(post=meetings.destroy), name="destroy"),
]
minutes_urls = [path("", resource(get=minutes.edit, post=minutes.update), name="edit")]
calendar_urls = [
    path("invite.ics", resource(get=calendar_requests.show), name="show"),
    path("mail/", resource(post=calendar_requests.create), name="create"),
]
action_urls = [
    path("", resource(get=actions.index), name="index"),
    path("<uuid:action_id>/done/", resource(post=actions.finish), name="finish"),
    path("<uuid:action_id>/open/", resource(post=actions.reopen), name="reopen"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((team_urls, "team"))),
    path("", include((meeting_urls, "meetings"))),
    path("meetings/<uuid:meeting_id>/minutes/", include((minutes_urls, "minutes"))),
    path("meetings/<uuid:meeting_id>/", include((calendar_urls, "calendar_requests"))),
    path("actions/", include((action_urls, "actions"))),
]
