"""What the pages of a post answer with: the same fragment after every act, with a sentence when it was refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from minassa.core.clock import now
from minassa.core.errors import Sorry
from minassa.people.abilities import Ability
from minassa.people.models import Membership
from minassa.posts import overview
from minassa.posts.access import may_write, post_for
from minassa.posts.approving import may_approve
from minassa.posts.models import Post
from minassa.posts.models.delivery import WAITING, State
from minassa.posts.overview import Line
from minassa.web.doors import MemberRequest
from minassa.web.forms.schedules import ApprovalForm, ReturnForm, ScheduleForm, SightingForm
from minassa.web.held_back import held_back
from minassa.web.history import sayings
from minassa.web.post_rows import state_of

SOON = timedelta(minutes=10)
MAY_BE_HELD = ("", State.CANCELLED, *WAITING)
MOVING = (*WAITING, State.SENDING, State.UNSURE, State.HANDED)


def done(request: MemberRequest, post: Post, verb: Callable[[], object], said: str) -> HttpResponse:
    """Carries the act out and shows the post as it is now; a refusal is a sentence above the same page."""
    try:
        verb()
    except Sorry as sorry:
        return show(request, post, problem=str(sorry), status=422)
    messages.success(request, said)
    if request.headers.get("HX-Request"):
        return show(request, post)
    return redirect("posts:show", company=request.company.slug, post_id=post.pk)


def show(request: MemberRequest, post: Post, *, problem: str = "", status: int = 200, **forms: Form) -> HttpResponse:
    fresh = post_for(request.member, post.pk, to=Ability.SEE_POSTS)
    template = "posts/_post.html" if request.headers.get("HX-Request") else "posts/show.html"
    return render(request, template, page_of(request, fresh) | forms | {"problem": problem}, status=status)


def page_of(request: MemberRequest, post: Post) -> dict[str, Any]:
    lines = overview.lines(post, request.member)
    return desk_of(request, post, lines) | {
        "pictures": overview.pictures(post),
        "history": sayings(overview.history(post, lines)),
        "schedule_form": ScheduleForm(company=request.company, post=post),
        "approval_form": ApprovalForm(initial={"version": post.version}),
        "return_form": ReturnForm(),
        "sighting_form": SightingForm(),
    }


def desk_of(request: MemberRequest, post: Post, lines: list[Line]) -> dict[str, Any]:
    """What stands where, and the one thing to do next for who looks."""
    member = request.member
    states = {line.state for line in lines}
    return {
        "post": post,
        "state": state_of(post, [line.delivery for line in lines if line.delivery and line.state != State.CANCELLED]),
        "lines": lines,
        "next": _next(member, post, states),
        "may_write": may_write(post, member),
        "may_schedule": member.may(Ability.SCHEDULE_POSTS),
        "may_hand": member.may(Ability.HAND_OFF),
        "may_manage_channels": member.may(Ability.MANAGE_CHANNELS),
        "is_movable": bool(states & set(WAITING)),
        "is_cancellable": bool(states & {*WAITING, State.HANDED}),
        "has_unplanned": any(line.variant and line.state in ("", State.CANCELLED) for line in lines),
        "has_wanted_time_passed": post.wanted_at is not None and post.wanted_at < now(),
        "every": 3000 if _is_near(lines) else 20_000,
        "held": held_back(member, [line.channel for line in lines if line.state in MAY_BE_HELD]),
        "is_live": post.state == Post.State.APPROVED and bool(states & set(MOVING)),
    }


def _is_near(lines: list[Line]) -> bool:
    """Whether something may happen any moment: then the page looks more often."""
    deliveries = [line.delivery for line in lines if line.delivery]
    return any(
        one.state == State.SENDING or one.settle_at or (one.state in WAITING and one.send_at < now() + SOON)
        for one in deliveries
    )


def _next(member: Membership, post: Post, states: set[str]) -> str:
    match post.state:
        case Post.State.TRASHED:
            return "restore" if may_write(post, member) else "wait"
        case Post.State.DRAFT:
            return "submit" if may_write(post, member) else "wait"
        case Post.State.SUBMITTED if may_approve(post, member):
            return "approve"
        case Post.State.SUBMITTED:
            return "own" if member.may(Ability.APPROVE_POSTS) else "wait_for_approval"
    unplanned = "schedule" if member.may(Ability.SCHEDULE_POSTS) else "wait_for_time"
    steps: list[tuple[set[str], str]] = [
        ({State.UNSURE}, "settle"),
        ({State.FAILED}, "mend"),
        ({State.HANDED}, "hand"),
        ({"", State.CANCELLED}, unplanned),
        ({*WAITING, State.SENDING}, "wait_for_sending"),
    ]
    return next((step for wanted, step in steps if states & wanted), "over")
