"""Settling doubt: a post that may be live is looked for, repeated where that is safe, or shown to a person.

It is never blindly sent again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import httpx
from django.db import connection, transaction
from django.utils.translation import gettext as _

from minassa.channels.models import Channel
from minassa.connectors.base import Code, ConnectorError, Disconnected, Finds, Refused, Repeats, Sent
from minassa.connectors.registry import connector_class
from minassa.core.clock import now
from minassa.events.recording import event as make_event
from minassa.events.recording import record, record_all
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership
from minassa.posts import lanes, sending, withdrawing
from minassa.posts.errors import GateClosed, NotNow
from minassa.posts.freezing import thaw
from minassa.posts.models import Delivery, Post
from minassa.posts.models.delivery import State

log = logging.getLogger(__name__)

IN_HAND = timedelta(minutes=2)  # a look takes less; when its worker dies another looks after this long


@dataclass(frozen=True)
class Doubt:
    """A delivery that may be live, in this worker's hand to look into."""

    claim: sending.Claim
    since: datetime  # of the first try
    doubted_at: datetime  # when the last try's outcome became unknown


@dataclass(frozen=True)
class Absent:
    """It is not live, or repeating it makes no second one: it may be sent."""


@dataclass(frozen=True)
class LookAgain:
    """Not known yet."""

    at: datetime


@dataclass(frozen=True)
class AskPerson:
    """The product cannot find out."""

    why: ConnectorError


Verdict = Sent | Absent | LookAgain | AskPerson


def take_doubts(limit: int = 32) -> list[Doubt]:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE posts_delivery SET settle_at = statement_timestamp() + %s * interval '1 second' WHERE id IN ("
            "  SELECT id FROM posts_delivery WHERE state = 'unsure' AND settle_at <= statement_timestamp()"
            "  ORDER BY settle_at LIMIT %s FOR UPDATE SKIP LOCKED) RETURNING id",
            [IN_HAND.total_seconds(), limit],
        )
        taken = [row[0] for row in cursor.fetchall()]
    found = list(Delivery.objects.filter(pk__in=taken).select_related("channel__credential"))
    posts = thaw(found)
    return [
        Doubt(
            sending.in_hand(one, posts[one.pk]),
            since=one.first_try_at or one.send_at,
            doubted_at=one.doubted_at or now(),
        )
        for one in found
        if one.pk in posts
    ]


async def look(doubt: Doubt, http: httpx.AsyncClient) -> Verdict:
    """Ask the platform, reading only."""
    if doubt.claim.grant is None:
        return AskPerson(Disconnected(Code.GRANT_REVOKED))
    connector = connector_class(doubt.claim.kind)(http)
    if isinstance(connector, Repeats):
        return Absent()
    if not isinstance(connector, Finds):
        raise TypeError(f"{doubt.claim.kind} can neither repeat nor find")
    try:
        found = await connector.find(doubt.claim.grant, doubt.claim.post, doubt.since - timedelta(minutes=1))
    except (Disconnected, Refused) as refusal:
        return AskPerson(refusal)
    except Exception as error:
        if not isinstance(error, ConnectorError):  # an answer nobody foresaw settles nothing; a day later a person does
            log.exception("looking on %s", doubt.claim.kind)
        return LookAgain(now() + sending.pause(doubt.claim.tries))
    if found is not None:
        return found
    quiet_until = doubt.doubted_at + connector.quiet
    return Absent() if now() >= quiet_until else LookAgain(quiet_until)


def conclude(doubt: Doubt, verdict: Verdict) -> None:
    """Write down what the look found."""
    if isinstance(verdict, Sent):
        sending.finish(0, [sending.Result(doubt.claim, verdict)])
        return
    with transaction.atomic():
        lanes.lock([doubt.claim.channel])
        delivery = _unsure(doubt.claim.delivery)
        if delivery is None or delivery.doubted_at != doubt.doubted_at:
            return  # settled meanwhile, or sent again and in doubt anew: that doubt has a look of its own
        match verdict:
            case Absent():
                _requeue(delivery)
                withdrawing.take_back_fallen([delivery.pk])
            case LookAgain(at):
                sending.doubtful(delivery, _kept_trouble(delivery), look_at=at)
            case AskPerson(why):
                sending.conclude(delivery, State.UNSURE, why)
        if delivery.settle_at is None:
            lanes.release([delivery.pk])


@transaction.atomic
def settle_as_live(delivery: Delivery, *, url: str, by: Membership) -> None:
    """A person saw it on the platform."""
    demand(by, Ability.SCHEDULE_POSTS)
    lanes.lock([delivery.channel_id])
    done = Delivery.objects.filter(pk=delivery.pk, state=State.UNSURE).update(
        state=State.SENT, sent_at=now(), url=url, settle_at=None, settled_by=by.user, is_doubtful=False, trouble={}
    )
    _must(done)
    lanes.release([delivery.pk])
    record("delivery.settled_as_live", company=delivery.company_id, subject=delivery.pk, by=by.user, url=url)


@transaction.atomic
def settle_as_absent(delivery: Delivery, *, by: Membership) -> None:
    """A person looked and it is not there: it goes out now, unless its approval fell or its channel was removed."""
    demand(by, Ability.SCHEDULE_POSTS)
    lanes.lock([delivery.channel_id])
    found = _unsure(delivery.pk)
    if found is None:
        _must(0)
        return
    found.is_doubtful, found.settled_by = False, by.user
    if found.approval.withdrawn_at is not None or found.channel.state == Channel.State.REMOVED:
        sending.conclude(found, State.CANCELLED)
        lanes.release([found.pk])
    else:
        _may_go_out(found)
        found.send_at, found.tries, found.prepared = now(), 0, None
        _requeue(found)
        lanes.release([found.pk])
        lanes.expect([found.channel_id], now())
    record("delivery.settled_as_absent", company=delivery.company_id, subject=delivery.pk, by=by.user)


@transaction.atomic
def retry(delivery: Delivery, *, by: Membership) -> None:
    """The one button of a failed delivery: it goes out now, as it was approved."""
    demand(by, Ability.SCHEDULE_POSTS)
    lanes.lock([delivery.channel_id])
    found = Delivery.objects.select_for_update().filter(pk=delivery.pk, state=State.FAILED).first()
    if found is None:
        raise NotNow(_("Only a failed delivery can be tried again, and this one is no longer failed."))
    _may_go_out(found)
    found.send_at, found.tries, found.settled_by = now(), 0, by.user
    _requeue(found)
    lanes.expect([found.channel_id], now())
    record("delivery.retried", company=delivery.company_id, subject=delivery.pk, by=by.user)


def _may_go_out(delivery: Delivery) -> None:
    approval, post = delivery.approval, delivery.post
    if post.state != Post.State.APPROVED or approval.withdrawn_at is not None or approval.digest != delivery.digest:
        raise GateClosed(_("This post was changed since it was approved. Submit it for approval first."))
    if not delivery.channel.is_connected:
        raise GateClosed(_("%(channel)s is not connected. Reconnect it first.") % {"channel": delivery.channel})


def _unsure(delivery_id: UUID) -> Delivery | None:
    found = Delivery.objects.select_for_update(of=["self"]).filter(pk=delivery_id, state=State.UNSURE)
    return found.select_related("channel", "company", "post", "approval").first()


def _requeue(delivery: Delivery) -> None:
    delivery.state, delivery.settle_at = State.QUEUED, None
    delivery.save()
    record_all([make_event("delivery.queued", company=delivery.company_id, subject=delivery.pk)])


def _kept_trouble(delivery: Delivery) -> ConnectorError:
    kept = delivery.trouble
    return ConnectorError(kept["code"], kept["said"], **kept["facts"])


def _must(done: int) -> None:
    if not done:
        raise NotNow(_("This delivery is no longer in doubt: somebody, or the product, settled it meanwhile."))
