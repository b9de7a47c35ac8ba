from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.posts import scheduling
from minassa.posts.access import post_for
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.schedules import ScheduleForm
from minassa.web.posting import done, show


@member(to=Ability.SCHEDULE_POSTS)
def create(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Gives an approved post its time, or another one."""
    post = post_for(request.member, post_id, to=Ability.SCHEDULE_POSTS)
    form = ScheduleForm(request.POST, company=request.company)
    if not form.is_valid():
        return show(request, post, schedule_form=form, status=422)
    at, warning = form.moment
    said = _("Scheduled.") if not warning else _("Scheduled. %(warning)s") % {"warning": warning}
    return done(request, post, lambda: scheduling.schedule(post, at, by=request.member), said)
