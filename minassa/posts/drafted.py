"""Posts on their way to a day, but not planned on it yet: the holes of the runway that somebody has in hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from minassa.people.models import Company
from minassa.planning.gates import REHEARSAL
from minassa.posts.models import Delivery, Post, Variant
from minassa.posts.models.delivery import State

ON_THE_WAY = (Post.State.DRAFT, Post.State.SUBMITTED, Post.State.APPROVED)


@dataclass(frozen=True)
class Drafted:
    post: UUID
    state: str
    pillar: str
    text: str


def drafted(company: Company, days: int) -> dict[tuple[str, date], list[Drafted]]:
    """By platform and the day that the writer wants, from today on. One query."""
    begin = datetime.combine(company.local_now().date(), time(), tzinfo=company.zoneinfo)
    platform = Coalesce(
        KeyTextTransform("platform", "channel__limits"), Cast(F("channel__kind"), TextField()), output_field=TextField()
    )
    leaves = Delivery.objects.filter(post=OuterRef("post"), channel=OuterRef("channel"))
    found = (
        Variant.objects.filter(post__company=company, post__state__in=ON_THE_WAY, post__wanted_at__gte=begin)
        .filter(post__wanted_at__lt=begin + timedelta(days=days))
        .exclude(channel__kind=REHEARSAL)
        .exclude(Exists(leaves.exclude(state=State.CANCELLED)))
        .annotate(platform=platform)
        .order_by("post__wanted_at", "post_id")
        .values_list("platform", "post__wanted_at", "post_id", "post__state", "post__pillar", "post__text")
    )
    by_day: dict[tuple[str, date], list[Drafted]] = {}
    for name, at, post, state, pillar, text in found:
        assert at is not None
        of_day = by_day.setdefault((name, at.astimezone(company.zoneinfo).date()), [])
        if all(one.post != post for one in of_day):  # two accounts on one platform carry one post
            of_day.append(Drafted(post, state, pillar, text))
    return by_day
