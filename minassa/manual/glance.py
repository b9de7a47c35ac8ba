"""What home needs to know of a company besides its cycles, its posts and what goes out: in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.people.abilities import Role
from minassa.people.access import colleagues_of, parties_of
from minassa.people.models import Company, Membership, Party
from minassa.planning.models import ActionItem, Activity, ApprovalRequest, ApprovalStep, StandIn, TeamAssignment
from minassa.posts.models import Delivery, Post
from minassa.posts.models.delivery import State

MOST = 5
SOON = timedelta(days=14)
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Glance:
    member: Membership
    seen: Any  # the company with all that was counted

    def count(self, name: str) -> int:
        return int(getattr(self.seen, name))

    def rows(self, name: str) -> list[dict[str, Any]]:
        return list(getattr(self.seen, name))


def glance(member: Membership) -> Glance:
    today = member.company.local_now().date()
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=today)
    here = colleagues_of(member).filter(begun, ended_at__isnull=True, user__is_active=True)
    here = here.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    channels = Channel.objects.all().seen_by(member)
    working = channels.exclude(state=Channel.State.REMOVED)
    posts = Post.objects.all().seen_by(member)
    sent = Delivery.objects.filter(company=member.company, channel__in=channels, state=State.SENT)
    drafts, submitted, approved = Post.State.DRAFT, Post.State.SUBMITTED, Post.State.APPROVED
    seen = Company.objects.filter(pk=member.company_id).annotate(
        people=_count(here),
        people_for_a_term=_count(here.filter(ends_on__isnull=False)),
        hands=_count(here.filter(role__in=[Role.MEMBER, Role.OUTSIDE])),
        others=_count(colleagues_of(member).exclude(pk=member.pk)),
        parties_inside=_count(parties_of(member).filter(kind=Party.Kind.INSIDE)),
        parties_outside=_count(parties_of(member).filter(kind=Party.Kind.OUTSIDE)),
        channels_ever=_count(channels),
        channels_connected=_count(working.filter(state=Channel.State.CONNECTED)),
        channels_live=_count(working.filter(Exists(sent.filter(channel=OuterRef("pk"))))),
        posts_ever=_count(posts),
        posts_draft=_count(posts.filter(state=drafts)),
        posts_waiting=_count(posts.filter(state=submitted)),
        posts_approved=_count(posts.filter(state=approved)),
        sent_in_a_month=_count(sent.filter(sent_at__gte=now() - MONTH)),
        rehearsed=_count(sent.filter(channel__kind="rehearsal")),
        disconnected=_rows(channels.filter(state=Channel.State.DISCONNECTED).order_by("name"), name="name"),
        ending=_rows(
            here.filter(ends_on__lte=today + SOON).order_by("created_at"),
            id=F("id"),
            name=F("user__name"),
            ends_on="ends_on",
        ),
        contracts=_rows(
            TeamAssignment.objects.filter(company=member.company, cycle__state="open", arrangement="outsourced")
            .filter(ends_on__gte=today, ends_on__lte=today + SOON)
            .exclude(member__ends_on__lte=today + SOON)  # whose access ends is named above
            .order_by("ends_on"),
            id=F("id"),
            name=Coalesce(F("member__user__name"), F("invitation__name")),
            ends_on="ends_on",
        ),
        actions=_rows(
            ActionItem.objects.filter(person=member, done_at__isnull=True).order_by(F("due_on").asc(nulls_last=True)),
            id=F("id"),
            what="what",
            due_on="due_on",
            meeting=F("meeting_id"),
        ),
        my_late=_rows(
            Activity.objects.filter(responsible=member, cycle__state="open", approval="approved")
            .filter(state__in=["planned", "under_way"], deadline__lt=today)
            .order_by("deadline"),
            id=F("id"),
            name="name",
            deadline="deadline",
        ),
        turns=ArraySubquery(_turns(member)),
        stood_in_for=ArraySubquery(_stood_in_for(member, today)),
    )
    return Glance(member, seen.get())


def _turns(member: Membership) -> QuerySet[Any]:
    """The step that each waiting request of the company stands at."""
    waiting = ApprovalStep.objects.filter(
        company=member.company, verdict="", request__state=ApprovalRequest.State.WAITING
    )
    firsts = waiting.order_by("request_id", "position").distinct("request_id")
    steps = ApprovalStep.objects.filter(pk__in=firsts.values("pk")).order_by("request__asked_at")
    return steps.values(
        json=JSONObject(
            role="role",
            approver=F("approver_id"),
            asker=F("request__asked_by_id"),
            asked_by=F("request__asked_by__name"),
            activity=F("request__activity__name"),
            request=F("request_id"),
            amount=F("request__amount"),
            at=F("request__asked_at"),
        )
    )


def _stood_in_for(member: Membership, today: Any) -> QuerySet[Any]:
    here = Q(stands_for__ends_on__isnull=True) | Q(stands_for__ends_on__gte=today)
    found = StandIn.objects.filter(here, who=member, starts_on__lte=today, ends_on__gte=today)
    found = found.filter(stands_for__ended_at__isnull=True)
    return found.values(
        json=JSONObject(id=F("stands_for_id"), role=F("stands_for__role"), user=F("stands_for__user_id"))
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    every = rows.order_by().annotate(all=Value("1")).values("all")
    return Coalesce(Subquery(every.annotate(number=Count("pk", distinct=True)).values("number")), 0)


def _rows(rows: QuerySet[Any], **fields: Any) -> ArraySubquery:
    return ArraySubquery(rows.values(json=JSONObject(**fields))[:MOST])
