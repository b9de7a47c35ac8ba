"""How a view learns who is asking, in which company, and whether they may."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Company, Membership, User


class MemberRequest(HttpRequest):
    """A request inside a company, by somebody who is in it."""

    user: User
    member: Membership
    company: Company
    memberships: list[Membership]


View = Callable[Concatenate[MemberRequest, ...], HttpResponseBase]


def member(*, to: Ability) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Signed out: to the sign-in page. Not in the company: 404, as if it did not exist. Not able: 403."""

    def around(view: View) -> Callable[..., HttpResponseBase]:
        @login_required
        @wraps(view)
        def guarded(request: Any, company: str, **ids: Any) -> HttpResponseBase:
            found = next((one for one in request.memberships if one.company.slug == company), None)
            if found is None:
                raise Http404
            request.member, request.company = found, found.company
            demand(found, to)
            with timezone.override(found.company.zoneinfo):
                return view(request, **ids)

        guarded.ability = to  # type: ignore[attr-defined]  # for the test that visits every address
        return guarded

    return around
