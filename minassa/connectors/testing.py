"""What every connector's tests prove, by subclassing `ConnectorContract` once.

    class TestContract(ConnectorContract):
        connector = Platform
        grant = Grant(...)
        post = Outgoing(..., prepared={...})          # ready to go out, as `publish` gets it

        def answer(self, request): ...                # a platform in good health, request → httpx.Response
        def publishes(self, request): ...             # is this the request that makes the post live?

A connector that sends nothing (a person posts by hand) subclasses `BareContract`.
"""

from __future__ import annotations

import inspect
import json
import logging
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import ClassVar

import httpx
import pytest

from minassa.connectors import registry
from minassa.connectors.base import (
    Connector,
    ConnectorError,
    Disconnected,
    Fields,
    Finds,
    Grant,
    OAuth,
    OutcomeUnknown,
    Outgoing,
    Prepares,
    Refreshes,
    Refused,
    Repeats,
    Sent,
    SignsIn,
    TakesAnswers,
    Throttled,
    Unreachable,
)
from minassa.core.text import MEASURES

Handler = Callable[[httpx.Request], httpx.Response]

LOST: dict[str, httpx.Response | Exception] = {
    "the answer does not come": httpx.ReadTimeout("synthetic"),
    "the line breaks after sending": httpx.RemoteProtocolError("synthetic"),
    "the line breaks while reading": httpx.ReadError("synthetic"),
    "the line breaks while sending": httpx.WriteError("synthetic"),
    "sending takes too long": httpx.WriteTimeout("synthetic"),
    "a server error": httpx.Response(500, json={"error": "InternalServerError"}),
    "a gateway's page": httpx.Response(502, html="<h1>Bad gateway</h1>"),
    "an answer that is no answer": httpx.Response(200, html="<h1>Welcome</h1>"),
}
NEVER_LEFT: dict[str, Exception] = {
    "no connection": httpx.ConnectError("synthetic"),
    "no connection in time": httpx.ConnectTimeout("synthetic"),
    "no free line": httpx.PoolTimeout("synthetic"),
}


def nowhere() -> httpx.AsyncClient:
    """A client for tests in which nothing may be sent."""

    def refuse(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"Nothing should be sent, and {request.method} {request.url} was.")

    return httpx.AsyncClient(transport=httpx.MockTransport(refuse))


class BareContract:
    """Holds for every connector."""

    connector: ClassVar[type[Connector]]
    grant: ClassVar[Grant]
    post: ClassVar[Outgoing]

    pytestmark = pytest.mark.anyio

    @pytest.fixture
    def anyio_backend(self) -> str:
        return "asyncio"

    def test_it_is_listed_under_its_folders_name(self) -> None:
        kind = self.connector.kind
        assert registry.connector_class(kind) is self.connector
        assert self.connector.__module__ == f"minassa.connectors.{kind}.connector"
        assert self.connector.title

    def test_it_signs_in_the_way_it_says(self) -> None:
        made = self.connector(nowhere())
        match self.connector.connects:
            case Fields(fields):
                assert isinstance(made, TakesAnswers)
            case OAuth(fields):
                assert isinstance(made, SignsIn)
        names = [field.name for field in fields]
        assert len(names) == len(set(names))
        assert not any(field.default for field in fields if field.secret)

    def test_what_reaches_the_platform_can_be_awaited(self) -> None:
        for name in ("profile", "publish", "connect", "register", "exchange", "refresh", "prepare", "find"):
            ability = getattr(self.connector, name, None)
            assert ability is None or inspect.iscoroutinefunction(ability), name

    def test_its_rules_make_sense_without_an_account(self) -> None:
        rules = self.connector.rules({})
        assert rules.measure in MEASURES
        for number in (rules.text_limit, rules.media_limit, rules.image_bytes, rules.image_side):
            assert number > 0
        for limit in (rules.byte_limit, rules.caption_limit, rules.link_length, rules.alt_limit):
            assert limit is None or limit > 0
        assert bool(rules.video_types) == bool(rules.video_bytes)
        assert "image/jpeg" in rules.image_types, "what renditions are made to"

    def test_its_abilities_are_whole(self) -> None:
        made = self.connector(nowhere())
        if isinstance(made, Repeats):
            assert made.repeats_safely is True
        if isinstance(made, Finds):
            assert timedelta(0) <= made.quiet <= timedelta(minutes=30)

    def test_the_grants_secrets_do_not_show(self) -> None:
        shown = repr(self.grant) + str(self.grant)
        assert not any(secret in shown for secret in self.grant.secrets.values())


class ConnectorContract(BareContract):
    """Holds for every connector that posts by itself."""

    def answer(self, request: httpx.Request) -> httpx.Response:
        raise NotImplementedError

    def publishes(self, request: httpx.Request) -> bool:
        return request.method != "GET"

    @pytest.fixture
    async def platform(self) -> AsyncIterator[Callable[..., Connector]]:
        """A connector on a platform where the publishing request, or any, meets a fault."""
        clients = []

        def make(fault: httpx.Response | Exception | None = None, *, everywhere: bool = False) -> Connector:
            def handle(request: httpx.Request) -> httpx.Response:
                seen.append(request)
                if fault is None or not (everywhere or self.publishes(request)):
                    return self.answer(request)
                if isinstance(fault, Exception):
                    raise fault
                return httpx.Response(fault.status_code, headers=fault.headers, content=fault.content)

            seen: list[httpx.Request] = []
            client = httpx.AsyncClient(transport=httpx.MockTransport(handle))
            clients.append(client)
            made = self.connector(client)
            self.requests = seen
            return made

        yield make
        for client in clients:
            await client.aclose()

    def published(self) -> list[bytes]:
        return [request.content for request in self.requests if self.publishes(request)]

    async def test_it_publishes_with_one_request(self, platform: Callable[..., Connector]) -> None:
        sent = await platform().publish(self.grant, self.post)
        assert isinstance(sent, Sent)
        assert sent.remote_id
        assert len(self.published()) == 1

    @pytest.mark.parametrize("fault", LOST.values(), ids=LOST.keys())
    async def test_a_lost_answer_leaves_the_outcome_unknown(
        self, platform: Callable[..., Connector], fault: httpx.Response | Exception
    ) -> None:
        with pytest.raises(OutcomeUnknown):
            await platform(fault).publish(self.grant, self.post)
        assert len(self.published()) == 1, "nothing is resent blindly"

    @pytest.mark.parametrize("fault", NEVER_LEFT.values(), ids=NEVER_LEFT.keys())
    async def test_what_never_left_is_unreachable(self, platform: Callable[..., Connector], fault: Exception) -> None:
        with pytest.raises(Unreachable):
            await platform(fault, everywhere=True).publish(self.grant, self.post)

    async def test_the_wait_that_the_platform_asks_for_is_kept(self, platform: Callable[..., Connector]) -> None:
        fault = httpx.Response(429, headers={"Retry-After": "77"})
        with pytest.raises(Throttled) as error:
            await platform(fault).publish(self.grant, self.post)
        assert error.value.wait == timedelta(seconds=77)
        assert len(self.published()) == 1

    async def test_a_dead_grant_asks_to_reconnect(self, platform: Callable[..., Connector]) -> None:
        for act in ("profile", "publish"):
            made = platform(httpx.Response(401, json={}), everywhere=True)
            with pytest.raises(Disconnected):
                await (made.profile(self.grant) if act == "profile" else made.publish(self.grant, self.post))

    async def test_a_no_is_final(self, platform: Callable[..., Connector]) -> None:
        with pytest.raises(Refused):
            await platform(httpx.Response(400, json={"error": "Nonsense"})).publish(self.grant, self.post)
        assert len(self.published()) == 1

    async def test_the_live_check_publishes_nothing(self, platform: Callable[..., Connector]) -> None:
        profile = await platform().profile(self.grant)
        assert profile.account
        assert all(isinstance(granted, bool) for granted in profile.rights.values())
        self.connector.rules(json.loads(json.dumps(dict(profile.limits))))
        assert not self.published()

    async def test_preparing_publishes_nothing_and_can_be_stored(self, platform: Callable[..., Connector]) -> None:
        made = platform()
        if not isinstance(made, Prepares):
            pytest.skip("This platform needs no preparing.")
        prepared = await made.prepare(self.grant, self.post)
        assert json.loads(json.dumps(prepared)) == prepared
        assert not self.published()

    async def test_the_same_post_goes_out_in_the_same_bytes(self, platform: Callable[..., Connector]) -> None:
        made = platform()
        if not isinstance(made, Repeats):
            pytest.skip("This platform is never asked twice.")
        first = await made.publish(self.grant, self.post)
        assert await made.publish(self.grant, self.post) == first
        once, again = self.published()
        assert once == again

    @pytest.mark.parametrize("status", [200, 400, 401, 403, 422, 429, 500])
    async def test_secrets_are_neither_logged_nor_told(
        self, platform: Callable[..., Connector], status: int, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG, logger="minassa")
        fault = None if status == 200 else httpx.Response(status, json={"error": "Nonsense"})
        made = platform(fault, everywhere=True)
        told = ""
        for act in (made.profile(self.grant), made.publish(self.grant, self.post)):
            try:
                told += repr(await act)
            except ConnectorError as error:
                told += repr(error) + str(error) + repr(error.facts) + error.said
        if isinstance(made, Refreshes):
            try:
                await made.refresh(self.grant)
            except ConnectorError as error:
                told += repr(error) + repr(error.facts)
        told += "".join(record.getMessage() for record in caplog.records)
        assert not any(secret in told for secret in self.grant.secrets.values() if len(secret) >= 6)
