"""The loop that publishes: claims what is due, sends it, writes down how it ended, settles what is in doubt.

Each claim is a task of its own, so a platform that hangs keeps nobody waiting; a host has at most PER_HOST
in hand, so however many of its channels are due, places stay free for the others. All database work runs
in three threads with a connection each.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import ParamSpec, TypeVar
from uuid import UUID

import httpx
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, ProgrammingError, connection

from minassa.channels.clients import http_for
from minassa.channels.refreshing import renew
from minassa.connectors.base import (
    Code,
    ConnectorError,
    Disconnected,
    Expired,
    Grant,
    Outcome,
    OutcomeUnknown,
    Outgoing,
    Prepares,
    Sent,
    Unreachable,
)
from minassa.connectors.registry import connector_class
from minassa.posts import sending, settling
from minassa.posts.sending import Claim, Result

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

PLACES = 512  # deliveries in hand at a time
PER_HOST = 64
POLL = 0.2  # seconds between looks when nothing is due; what is due sooner is waited for exactly
STALE = 30.0  # seconds after which a claim that has not begun to publish is given back
LOOK_AT_DOUBTS = 0.5
LOOK_FOR_DEAD = 1.0
NEVER_KEPT = (DataError, IntegrityError, ProgrammingError)  # the same again fails the same
LAST_WORDS = 60.0  # seconds a stopping worker waits for what is in hand


class Lost(Exception):
    """The delivery was taken from this worker: it must not publish it."""


class Sender:
    def __init__(self, worker: int, may_claim: asyncio.Event) -> None:
        self.worker = worker
        self.may_claim = may_claim  # set while this worker's liveness lock is held
        self.in_hand: Counter[str] = Counter()
        self.tasks: set[asyncio.Task[None]] = set()
        self.results: asyncio.Queue[Result] = asyncio.Queue()
        self.freed = asyncio.Event()
        self.held: set[UUID] = set()  # claimed here and not yet written down
        self.answer_lost = False  # a claim may have been granted without our hearing of it
        self.clients: dict[str, httpx.AsyncClient] = {}
        self._claiming = ThreadPoolExecutor(1, "claims")
        self._writing = ThreadPoolExecutor(1, "results")
        self._others = ThreadPoolExecutor(2, "others")
        self._renewing = ThreadPoolExecutor(3, "renewing")  # these wait for platforms, and nobody for them

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop; then what is in hand is finished, within LAST_WORDS seconds."""
        writer = asyncio.create_task(self._write_results())
        around = [
            asyncio.create_task(self._again_and_again(stop, LOOK_AT_DOUBTS, self._settle_doubts)),
            asyncio.create_task(self._again_and_again(stop, LOOK_FOR_DEAD, self._take_over)),
        ]
        try:
            while not stop.is_set():
                if not await _happens(self.may_claim, POLL):
                    continue
                if not await self._claim_some():
                    await _sleep(stop, min(POLL, await self._until_next()))
        finally:
            for task in around:
                task.cancel()
            if self.tasks:
                await asyncio.wait(self.tasks, timeout=LAST_WORDS)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.results.join(), LAST_WORDS)
            writer.cancel()
            for client in self.clients.values():
                await client.aclose()

    async def _claim_some(self) -> bool:
        """Claims and starts what fits. False when nothing was due."""
        full = [host for host, count in self.in_hand.items() if count > PER_HOST * 3 // 4]
        busiest = max((count for host, count in self.in_hand.items() if host not in full), default=0)
        places = min(PLACES - len(self.tasks), PER_HOST - busiest)
        if places <= 0:
            self.freed.clear()
            return await _happens(self.freed, POLL)
        try:
            if self.answer_lost:
                await self._in(self._claiming, sending.give_back, self.worker, set(self.held))
                self.answer_lost = False
            claims = await self._in(self._claiming, sending.claim, self.worker, places, full)
        except (DatabaseError, InterfaceError) as error:
            log.warning("claiming waits for the database: %s", error)
            self.answer_lost = True
            return False
        self.held |= {claim.delivery for claim in claims}
        for claim in claims:
            self.in_hand[claim.host] += 1
            self._start(self._send(claim, asyncio.get_running_loop().time()))
        if not claims and full:
            self.freed.clear()
            return await _happens(self.freed, POLL)
        return bool(claims)

    async def _until_next(self) -> float:
        """Seconds until something falls due; POLL when that is further off or the database is away."""
        try:
            return await self._in(self._claiming, sending.seconds_until_next) or POLL
        except (DatabaseError, InterfaceError):
            return POLL

    async def _send(self, claim: Claim, started: float) -> None:
        try:
            outcome: Outcome | ConnectorError = await self._publish(claim, started)
        except ConnectorError as error:
            outcome = error
        except Lost:
            self.held.discard(claim.delivery)
            return
        except Exception as error:  # publishing itself tells its faults as doubt: this was on the way to it
            log.exception("on the way to %s", claim.kind)
            outcome = Unreachable(Code.UNREADABLE_ANSWER, type(error).__name__)
        finally:
            self._free(claim.host)
        await self.results.put(Result(claim, outcome))

    async def _publish(self, claim: Claim, started: float) -> Outcome:
        if claim.grant is None:
            raise Disconnected(Code.GRANT_REVOKED)
        try:
            return await self._attempt(claim, claim.grant, started)
        except Expired:
            grant = await self._until_kept(self._renewing, renew, claim.channel, claim.grant)
            return await self._attempt(claim, grant, started)

    async def _attempt(self, claim: Claim, grant: Grant, started: float) -> Outcome:
        connector = connector_class(claim.kind)(self._client(claim.kind))
        post = claim.post
        if isinstance(connector, Prepares) and post.prepared is None:
            post = await self._prepare(claim, connector, grant)
        if asyncio.get_running_loop().time() - started > STALE and not isinstance(connector, Prepares):
            raise Unreachable(Code.TIMED_OUT)
        try:
            return await connector.publish(grant, post)
        except (ConnectorError, asyncio.CancelledError):
            raise
        except Exception as error:  # a fault of ours after the request may have left is a doubt, not a failure
            log.exception("publishing on %s", claim.kind)
            raise OutcomeUnknown(Code.UNREADABLE_ANSWER, type(error).__name__) from error

    async def _prepare(self, claim: Claim, connector: Prepares, grant: Grant) -> Outgoing:
        """Uploads and look-ups; nothing is public yet, so a doubt here is only a failure to reach."""
        try:
            prepared = await connector.prepare(grant, claim.post)
        except OutcomeUnknown as error:
            raise Unreachable(error.code, error.said, **error.facts) from error
        except (ConnectorError, asyncio.CancelledError):
            raise
        except Exception as error:
            log.exception("preparing for %s", claim.kind)
            raise Unreachable(Code.UNREADABLE_ANSWER, type(error).__name__) from error
        if not await self._until_kept(self._others, sending.keep_prepared, claim, self.worker, prepared):
            raise Lost
        return claim.post.with_prepared(prepared)

    async def _until_kept(self, pool: ThreadPoolExecutor, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Writes down what must not be forgotten, however long the database is away."""
        while True:
            try:
                return await self._in(pool, act, *args, **kwargs)
            except NEVER_KEPT:
                raise
            except (DatabaseError, InterfaceError) as error:
                log.warning("waiting for the database: %s", error)
                await asyncio.sleep(0.5)

    async def _write_results(self) -> None:
        """Whatever ended since the last commit goes into the next one; none is dropped while the database is away."""
        while True:
            results = [await self.results.get()]
            while not self.results.empty() and len(results) < 200:
                results.append(self.results.get_nowait())
            try:
                await self._finish(results)
            except Exception:
                log.exception("one of %d results cannot be written: each by itself", len(results))
                for result in results:
                    await self._finish_alone(result)
            for result in results:
                self.held.discard(result.claim.delivery)
                self.results.task_done()

    async def _finish(self, results: list[Result]) -> None:
        while True:
            try:
                return await self._in(self._writing, sending.finish, self.worker, results)
            except NEVER_KEPT:
                raise
            except (DatabaseError, InterfaceError) as error:
                log.warning("results wait for the database: %s", error)
                await asyncio.sleep(0.5)

    async def _finish_alone(self, result: Result) -> None:
        """What cannot be written as it is, is written as what it is at least: live, or in doubt."""
        doubt = OutcomeUnknown(Code.UNREADABLE_ANSWER)
        for outcome in (result.outcome, Sent("", "") if isinstance(result.outcome, Sent) else doubt, doubt):
            try:
                await self._finish([Result(result.claim, outcome)])
            except Exception:
                log.exception("a result of %s cannot be written", result.claim.kind)
            else:
                return

    async def _settle_doubts(self) -> None:
        for doubt in await self._in(self._others, settling.take_doubts):
            self._start(self._settle(doubt))

    async def _settle(self, doubt: settling.Doubt) -> None:
        verdict = await settling.look(doubt, self._client(doubt.claim.kind))
        await self._in(self._others, settling.conclude, doubt, verdict)

    async def _take_over(self) -> None:
        if self.may_claim.is_set():
            taken = await self._in(self._others, sending.take_over, self.worker)
            if taken:
                log.info("took over %d deliveries of workers that died", taken)

    async def _again_and_again(self, stop: asyncio.Event, pause: float, act: Callable[[], object]) -> None:
        while not stop.is_set():
            try:
                await act()  # type: ignore[misc]
            except (DatabaseError, InterfaceError) as error:
                log.warning("waiting for the database: %s", error)
            except Exception:  # what failed once must not end the looking for ever
                log.exception("a look of the sender ended in an error")
            await _sleep(stop, pause)

    def _start(self, work: object) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)  # type: ignore[arg-type]
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        self.freed.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("a task of the sender ended in an error", exc_info=error)

    def _free(self, host: str) -> None:
        self.in_hand[host] -= 1
        if self.in_hand[host] <= 0:
            del self.in_hand[host]

    def _client(self, kind: str) -> httpx.AsyncClient:
        if kind not in self.clients:
            self.clients[kind] = http_for(kind)
        return self.clients[kind]

    async def _in(self, pool: ThreadPoolExecutor, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, lambda: _with_connection(act, *args, **kwargs))


def _with_connection(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return act(*args, **kwargs)
    except (DatabaseError, InterfaceError):
        connection.close()  # the next call opens a fresh one
        raise


async def _sleep(stop: asyncio.Event, seconds: float) -> None:
    await _happens(stop, seconds)


async def _happens(what: asyncio.Event, within: float) -> bool:
    try:
        return await asyncio.wait_for(what.wait(), within)
    except TimeoutError:
        return False
