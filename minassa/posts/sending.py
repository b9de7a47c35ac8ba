"""Taking deliveries out of the database and writing down what became of them.

The two commits of a delivery: `claim` says `sending` before the first byte leaves, `finish` says how it
ended. Between them the worker alone knows, and if it dies the delivery is doubtful, never resent blindly.
Both take many deliveries at a time; each delivery in a claim is started at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from minassa.channels import disconnecting
from minassa.channels.granting import grant
from minassa.connectors.base import (
    Code,
    ConnectorError,
    Disconnected,
    Finds,
    Grant,
    Handed,
    Outcome,
    OutcomeUnknown,
    Outgoing,
    Prepares,
    Refused,
    Repeats,
    Sent,
    Throttled,
    Unreachable,
    storable,
)
from minassa.connectors.registry import can
from minassa.core.clock import now
from minassa.core.crypto import CannotOpen
from minassa.events.recording import event, record_all
from minassa.jobs import liveness
from minassa.posts import lanes, withdrawing
from minassa.posts.freezing import thaw
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State

GIVE_UP = timedelta(hours=24)  # after its time, a delivery that nothing could be sent of fails with its cause
WAITS = [timedelta(seconds=seconds) for seconds in (2, 5, 10, 20, 40, 60)]

# Locked by a statement of its own: the next one then sees whatever was committed by who held a lane before. In one
# statement, a delivery planned a moment ago would be unknown and its lane put to sleep, one cancelled would go out.
_LOCK_FREE = """
SELECT channel_id FROM posts_lane
WHERE busy_with_id IS NULL AND next_at <= statement_timestamp()
  AND (held_until IS NULL OR held_until <= statement_timestamp()) AND host <> ALL(%(full)s)
ORDER BY next_at LIMIT %(places)s FOR UPDATE SKIP LOCKED
"""

_CLAIM = """
WITH free AS MATERIALIZED (
    SELECT unnest(%(free)s::uuid[]) AS channel_id
), first AS (
    SELECT free.channel_id, shut.is_shut, waiting.id FROM free LEFT JOIN LATERAL (
        SELECT true AS is_shut FROM channels_channel c JOIN planning_gate g ON g.company_id = c.company_id
        WHERE c.id = free.channel_id AND NOT g.is_wide AND c.kind <> 'rehearsal'
          AND COALESCE(c.limits ->> 'platform', c.kind) <> ALL (g.platforms)
    ) shut ON true LEFT JOIN LATERAL (
        SELECT d.id FROM posts_delivery d
        JOIN posts_postapproval a ON a.id = d.approval_id
        JOIN posts_post p ON p.id = d.post_id
        WHERE d.channel_id = free.channel_id AND d.state IN ('planned', 'queued')
          AND d.send_at <= statement_timestamp()
          AND a.withdrawn_at IS NULL AND a.digest = d.digest AND p.state = 'approved'
        ORDER BY d.send_at, d.id LIMIT 1
    ) waiting ON shut.is_shut IS NULL
), taken AS (
    UPDATE posts_delivery d SET state = 'sending', worker = %(worker)s, tries = tries + 1,
        tried_at = statement_timestamp(), first_try_at = COALESCE(first_try_at, statement_timestamp()), settle_at = NULL
    FROM first WHERE d.id = first.id
      AND d.state IN ('planned', 'queued') AND d.send_at <= statement_timestamp()  -- as it is, not as it was read
    RETURNING d.id, d.channel_id
), busy AS (
    UPDATE posts_lane l SET busy_with_id = taken.id FROM taken WHERE l.channel_id = taken.channel_id
), idle AS (
    UPDATE posts_lane l SET next_at = CASE WHEN first.is_shut THEN statement_timestamp() + interval '1 minute' ELSE (
        SELECT min(d.send_at) FROM posts_delivery d
        WHERE d.channel_id = l.channel_id AND d.state IN ('planned', 'queued') AND d.send_at > statement_timestamp()
    ) END FROM first WHERE l.channel_id = first.channel_id AND first.id IS NULL
)
SELECT id FROM taken
"""


@dataclass(frozen=True)
class Claim:
    """A delivery in this worker's hand, with all it needs to go out."""

    delivery: UUID
    channel: UUID
    kind: str
    host: str
    grant: Grant | None  # None: the channel waits to be reconnected
    post: Outgoing
    tries: int


@dataclass(frozen=True)
class Result:
    """How a claim ended."""

    claim: Claim
    outcome: Outcome | ConnectorError


def claim(worker: int, places: int, full: Sequence[str] = ()) -> list[Claim]:
    """Take up to `places` due deliveries, each the first of a free lane; none of lanes whose host is `full`."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_LOCK_FREE, {"places": places, "full": list(full)})
            free = [row[0] for row in cursor.fetchall()]
            if not free:
                return []
            cursor.execute(_CLAIM, {"worker": worker, "free": free})
            taken = [row[0] for row in cursor.fetchall()]
        found = list(
            Delivery.objects.filter(pk__in=taken).select_related("channel__credential").order_by("send_at", "pk")
        )
        posts = thaw(found)
        _fail_without_media([one for one in found if one.pk not in posts])
        return [in_hand(one, posts[one.pk]) for one in found if one.pk in posts]


def _fail_without_media(broken: list[Delivery]) -> None:
    for delivery in broken:
        refuse(delivery, Refused(Code.MEDIA_REJECTED, why="gone"))
    if broken:
        lanes.release(one.pk for one in broken)


def seconds_until_next() -> float | None:
    """How long until a free lane's next delivery is due; None when none waits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM min(next_at) - clock_timestamp())::float FROM posts_lane"
            " WHERE busy_with_id IS NULL AND next_at > statement_timestamp()"
        )
        row = cursor.fetchone()
    return None if row is None or row[0] is None else max(0.0, row[0])


def in_hand(delivery: Delivery, post: Outgoing) -> Claim:
    channel = delivery.channel
    try:
        opened = grant(channel) if channel.is_connected else None
    except CannotOpen:
        opened = None
    return Claim(delivery.pk, channel.pk, channel.kind, channel.host or channel.kind, opened, post, delivery.tries)


def keep_prepared(held: Claim, worker: int, prepared: Any) -> bool:
    """Store what the connector fixed, before publishing. False when the delivery was taken from this worker."""
    mine = Delivery.objects.filter(pk=held.delivery, state=State.SENDING, worker=worker, tries=held.tries)
    return mine.update(prepared=prepared) == 1


def finish(worker: int, results: Sequence[Result]) -> None:
    """Write down how these ended, in one commit."""
    with transaction.atomic():
        lanes.lock(result.claim.channel for result in results)
        sent = [result for result in results if isinstance(result.outcome, Sent)]
        _write_sent(sent)
        others = [result for result in results if not isinstance(result.outcome, Sent)]
        for result in others:
            _write(worker, result)
        if others:
            withdrawing.take_back_fallen(result.claim.delivery for result in others)
        _release(result.claim.delivery for result in results)


def _write_sent(results: Sequence[Result]) -> None:
    """A post that is live is live, whoever else had taken the delivery over meanwhile."""
    if not results:
        return
    live = {result.claim.delivery: result.outcome for result in results if isinstance(result.outcome, Sent)}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE posts_delivery d SET state = 'sent', sent_at = statement_timestamp(),"
            " remote_id = v.remote_id, url = v.url, trouble = '{}', settle_at = NULL, is_doubtful = false"
            " FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS v(id, remote_id, url)"
            " WHERE d.id = v.id AND d.state IN ('sending', 'unsure', 'queued')"
            " RETURNING d.id, d.company_id, d.url",
            [
                list(live),
                [storable(one.remote_id)[:255] for one in live.values()],
                [_link(one.url) for one in live.values()],
            ],
        )
        done = cursor.fetchall()
    record_all(event("delivery.sent", company=company, subject=pk, url=url) for pk, company, url in done)


def _write(worker: int, result: Result) -> None:
    held = Delivery.objects.select_for_update().filter(
        pk=result.claim.delivery, state=State.SENDING, worker=worker, tries=result.claim.tries
    )
    delivery = held.select_related("channel", "company").first()
    if delivery is None:
        return  # taken over by another worker, which settles it
    match result.outcome:
        case Handed():
            conclude(delivery, State.HANDED)
        case Throttled() as limit:
            wait(delivery, limit, until=now() + limit.wait)
        case Unreachable() as trouble:
            wait(delivery, trouble, until=now() + pause(delivery.tries))
        case OutcomeUnknown() as doubt:
            doubtful(delivery, doubt, look_at=now() + pause(delivery.tries - 1))
        case Disconnected() as lost:
            disconnecting.disconnect(delivery.channel, lost)
            refuse(delivery, lost)
        case Refused() as refusal:
            refuse(delivery, refusal)


def can_settle(kind: str) -> bool:
    """Whether the product finds out by itself what became of a doubtful post on this platform."""
    return can(kind, Repeats) or can(kind, Finds)


def pause(tries: int) -> timedelta:
    return WAITS[max(0, min(tries, len(WAITS) - 1))]


def conclude(delivery: Delivery, state: State, trouble: ConnectorError | None = None) -> None:
    """Into a state in which the product waits for nothing more."""
    delivery.state, delivery.settle_at = state, None
    _keep_trouble(delivery, trouble)
    delivery.save()
    facts: dict[str, Any] = {"code": str(trouble.code), "said": trouble.said[:300]} if trouble else {}
    record_all([event(f"delivery.{state}", company=delivery.company_id, subject=delivery.pk, **facts)])


def wait(delivery: Delivery, trouble: ConnectorError, *, until: datetime) -> None:
    """Nothing was sent: it keeps its turn, and its lane waits with it. A day late it fails with its cause."""
    if delivery.is_doubtful:
        doubtful(delivery, trouble, look_at=until)
    elif now() > delivery.send_at + GIVE_UP:
        conclude(delivery, State.FAILED, trouble)
    else:
        delivery.state = State.QUEUED
        _keep_trouble(delivery, trouble)
        delivery.save()
        lanes.hold(delivery.channel_id, until)


def doubtful(delivery: Delivery, trouble: ConnectorError, *, look_at: datetime) -> None:
    """It may be live. Its lane waits while the product can settle it; otherwise a person is asked."""
    if delivery.state != State.UNSURE:
        delivery.doubted_at = now()
    delivery.is_doubtful = True
    if not can_settle(delivery.channel.kind) or now() > delivery.send_at + GIVE_UP:
        conclude(delivery, State.UNSURE, trouble)
        return
    delivery.state, delivery.settle_at = State.UNSURE, look_at
    _keep_trouble(delivery, trouble)
    delivery.save()


def refuse(delivery: Delivery, refusal: ConnectorError) -> None:
    """The platform said no to this try. An earlier try may still be live: then a person is asked."""
    conclude(delivery, State.UNSURE if delivery.is_doubtful else State.FAILED, refusal)


def take_over(worker: int) -> int:
    """What dead workers had in hand: nothing was published before it was prepared, the rest is doubtful."""
    holders = Delivery.objects.filter(state=State.SENDING).exclude(worker=worker)
    dead = liveness.dead({one for one in holders.values_list("worker", flat=True).distinct() if one is not None})
    if not dead:
        return 0
    with transaction.atomic():
        lanes.lock(holders.filter(worker__in=dead).values_list("channel_id", flat=True))
        left = list(holders.filter(worker__in=dead).select_for_update(of=["self"]).select_related("channel", "company"))
        for delivery in left:
            died = OutcomeUnknown(Code.WORKER_DIED)
            if delivery.prepared is None and can(delivery.channel.kind, Prepares):
                wait(delivery, died, until=now())
            else:
                doubtful(delivery, died, look_at=now())
        withdrawing.take_back_fallen(delivery.pk for delivery in left)
        _release(delivery.pk for delivery in left)
    return len(left)


def give_back(worker: int, held: Iterable[UUID]) -> None:
    """What the database says this worker holds and the worker does not know of: the answer to a claim was lost on
    the way. Nothing of it was started, so it waits its turn again."""
    with transaction.atomic():
        unknown = Delivery.objects.filter(state=State.SENDING, worker=worker).exclude(pk__in=list(held))
        lanes.lock(unknown.values_list("channel_id", flat=True))
        lost = list(unknown.select_for_update().values_list("pk", flat=True))
        Delivery.objects.filter(pk__in=lost).update(state=State.QUEUED)
        withdrawing.take_back_fallen(lost)
        lanes.release(lost)


def _release(deliveries: Iterable[UUID]) -> None:
    """Free the lanes of what is done with; a delivery that the product still settles keeps its lane, and its turn."""
    done = set(deliveries)
    settling = Delivery.objects.filter(pk__in=done, state=State.UNSURE, settle_at__isnull=False)
    lanes.release(done - set(settling.values_list("pk", flat=True)))


def _keep_trouble(delivery: Delivery, trouble: ConnectorError | None) -> None:
    if trouble is None:
        delivery.trouble = {}
    else:
        delivery.trouble = {"code": str(trouble.code), "said": trouble.said, "facts": dict(trouble.facts)}


def _link(url: str) -> str:
    """Only what a browser opens as a page: the address comes from the platform."""
    return storable(url)[:1000] if url.startswith(("https://", "http://")) else ""
