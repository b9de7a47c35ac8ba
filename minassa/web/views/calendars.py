"""The month, and one day of it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from minassa.people.abilities import Ability
from minassa.posts import calendar
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.moments import day_read
from minassa.web.months import chips, month_asked, page_of

SHOWN_A_DAY = 3
A_DAY_PAGE = 100


@member(to=Ability.SEE_POSTS)
def show(request: MemberRequest) -> HttpResponse:
    month = month_asked(request)
    weeks = calendar.weeks_of(month, request.company.first_weekday)
    days = calendar.days_of(request.member, weeks[0][0], weeks[-1][-1], show=SHOWN_A_DAY)
    return render(request, "calendar/show.html", page_of(request, month, weeks, days))


@member(to=Ability.SEE_POSTS)
def show_day(request: MemberRequest, day: str) -> HttpResponse:
    asked = day_read(day)
    if asked is None:
        raise Http404
    given_page = request.GET.get("page", "1")
    page = max(1, int(given_page)) if given_page.isdecimal() and len(given_page) <= 4 else 1
    skip = (page - 1) * A_DAY_PAGE
    found = calendar.days_of(request.member, asked, asked, show=A_DAY_PAGE, skip=skip).get(asked)
    given = {
        "day": asked,
        "total": found.total if found else 0,
        "chips": chips(request, found.spots) if found else [],
        "before": str(page - 1) if page > 1 else "",
        "after": str(page + 1) if found and found.total > skip + A_DAY_PAGE else "",
        "may_write": request.member.may(Ability.WRITE_POSTS),
    }
    return render(request, "calendar/day.html", given)
