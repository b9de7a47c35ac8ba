"""The list of a company's posts, by what they wait for."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Now

from minassa.people.abilities import Ability
from minassa.people.models import Membership
from minassa.posts.models import Delivery, Picture, Post, Variant
from minassa.posts.models.delivery import WAITING, State

SLICES = ("todo", "draft", "submitted", "planned", "sent", "trouble", "trashed")
COUNTED = ("todo", "draft", "submitted", "planned", "trouble")  # what is out only grows: nobody waits for its number
_LATE = Q(state__in=(*WAITING, State.SENDING, State.HANDED), send_at__lt=Now() - F("company__late_after"))
_TROUBLED = Q(state__in=(State.FAILED, State.UNSURE)) | _LATE
_ON_THE_WAY = Q(state__in=(*WAITING, State.SENDING, State.HANDED))


def posts_in(part: str, member: Membership) -> QuerySet[Post]:
    """One slice of the posts that the member sees, with all that a row shows in a fixed number of queries."""
    order = {"planned": F("wanted_at").asc(nulls_last=True), "todo": F("submitted_at").asc(nulls_last=True)}
    return (
        _slice(part, member)
        .order_by(order.get(part, F("edited_at").desc()), "-pk")
        .select_related("author")
        .prefetch_related(
            Prefetch("variants", Variant.objects.select_related("channel").order_by("channel__name")),
            Prefetch("pictures", Picture.objects.select_related("asset")),
            Prefetch("deliveries", Delivery.objects.select_related("channel", "company")),
        )
    )


def counts(member: Membership) -> Mapping[str, int]:
    """How many are in each slice that somebody empties, in one query."""
    wanted = {part: Count("pk", filter=_condition(part, member), distinct=True) for part in COUNTED}
    found: dict[str, int] = Post.objects.all().seen_by(member).order_by().aggregate(**wanted)
    return found


def _slice(part: str, member: Membership) -> QuerySet[Post]:
    return Post.objects.all().seen_by(member).filter(_condition(part, member))


def _condition(part: str, member: Membership) -> Q:
    deliveries = Delivery.objects.filter(company=member.company)
    untimed = Q(state=Post.State.APPROVED) & ~_of(deliveries.exclude(state=State.CANCELLED))
    match part:
        case "todo":
            return _todo(member, untimed)
        case "planned":
            return untimed | Q(state=Post.State.APPROVED) & _of(deliveries.filter(_ON_THE_WAY))
        case "sent":
            return ~Q(state=Post.State.TRASHED) & _of(deliveries.filter(state=State.SENT))
        case "trouble":
            return ~Q(state=Post.State.TRASHED) & _of(deliveries.filter(_TROUBLED))
    return Q(state=part)


def _todo(member: Membership, untimed: Q) -> Q:
    """Sent back to them, theirs to approve, or theirs to give a time."""
    mine = Q(author=member.user) | Q(edited_by=member.user) | Q(submitted_by=member.user)
    found = Q(state=Post.State.DRAFT, author=member.user) & ~Q(returned_note="")
    if member.may(Ability.APPROVE_POSTS):
        found |= Q(state=Post.State.SUBMITTED) & ~mine
    if member.may(Ability.SCHEDULE_POSTS):
        found |= untimed
    return found


def _of(deliveries: QuerySet[Delivery]) -> Q:
    return Q(pk__in=deliveries.values("post"))
