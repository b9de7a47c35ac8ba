"""The list of a company's posts, by what they wait for."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Now

from minassa.people.abilities import Ability
from minassa.people.models import Membership
from minassa.posts.models import Delivery, Picture, Post, Variant
from minassa.posts.models.delivery import WAITING, State

SLICES = ("todo", "draft", "submitted", "planned", "sent", "trouble", "trashed")
_LATE = Q(state__in=(*WAITING, State.SENDING, State.HANDED), send_at__lt=Now() - F("company__late_after"))
_TROUBLED = Q(state__in=(State.FAILED, State.UNSURE)) | _LATE
_ON_THE_WAY = (*WAITING, State.SENDING, State.HANDED)


def posts_in(part: str, member: Membership) -> QuerySet[Post]:
    """One slice of the posts that the member sees, with all that a row shows in a fixed number of queries."""
    found = _all(member).filter(_filters(member)[part])
    order = {"planned": F("wanted_at").asc(nulls_last=True), "todo": F("submitted_at").asc(nulls_last=True)}
    return (
        found.order_by(order.get(part, F("edited_at").desc()), "-pk")
        .select_related("author")
        .prefetch_related(
            Prefetch("variants", Variant.objects.select_related("channel").order_by("channel__name")),
            Prefetch("pictures", Picture.objects.select_related("asset")),
            Prefetch("deliveries", Delivery.objects.select_related("channel", "company")),
        )
    )


def counts(member: Membership) -> Mapping[str, int]:
    """How many are in each slice, in one query."""
    wanted = {part: Count("pk", filter=condition, distinct=True) for part, condition in _filters(member).items()}
    found: dict[str, int] = _all(member).aggregate(**wanted)
    return found


def _all(member: Membership) -> QuerySet[Post]:
    def has(condition: Q) -> Exists:
        return Exists(Delivery.objects.filter(condition, post=OuterRef("pk")))

    return (
        Post.objects.all()
        .seen_by(member)
        .annotate(
            is_troubled=has(_TROUBLED),
            is_on_the_way=has(Q(state__in=_ON_THE_WAY)),
            is_out=has(Q(state=State.SENT)),
        )
    )


def _filters(member: Membership) -> dict[str, Q]:
    state = Post.State
    mine = Q(author=member.user) | Q(edited_by=member.user) | Q(submitted_by=member.user)
    todo = Q(state=state.DRAFT, author=member.user) & ~Q(returned_note="")
    if member.may(Ability.APPROVE_POSTS):
        todo |= Q(state=state.SUBMITTED) & ~mine
    if member.may(Ability.SCHEDULE_POSTS):
        todo |= Q(state=state.APPROVED, is_on_the_way=False, is_out=False, is_troubled=False)
    return {
        "todo": todo,
        "draft": Q(state=state.DRAFT),
        "submitted": Q(state=state.SUBMITTED),
        "planned": Q(state=state.APPROVED) & (Q(is_on_the_way=True) | Q(is_out=False, is_troubled=False)),
        "sent": Q(is_out=True) & ~Q(state=state.TRASHED),
        "trouble": Q(is_troubled=True) & ~Q(state=state.TRASHED),
        "trashed": Q(state=state.TRASHED),
    }
