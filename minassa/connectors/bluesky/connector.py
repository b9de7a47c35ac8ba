"""Bluesky and every other server of the AT Protocol, with an app password."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar, Literal

import httpx

from minassa.connectors.base import (
    Code,
    Connected,
    Disconnected,
    Field,
    Fields,
    Grant,
    Json,
    MediaFile,
    OAuth,
    OutcomeUnknown,
    Outgoing,
    Problem,
    Profile,
    Refused,
    Rules,
    Sent,
)
from minassa.connectors.bluesky import sessions, xrpc
from minassa.connectors.bluesky.records import POSTS, record_of, uploaded_again
from minassa.connectors.bluesky.tid import new_tid
from minassa.connectors.hosts import origin, typed

HOST = "https://bsky.social"


class Platform:
    kind: ClassVar[str] = "bluesky"
    title: ClassVar[str] = "Bluesky"
    connects: ClassVar[Fields | OAuth] = Fields(
        (Field("host", default=HOST), Field("handle"), Field("app_password", secret=True))
    )
    repeats_safely: ClassVar[Literal[True]] = True  # put under a record key chosen in `prepare`
    quiet: ClassVar[timedelta] = timedelta(seconds=10)  # the account's server sees its own writes at once

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    @staticmethod
    def rules(limits: Json) -> Rules:
        return Rules(
            text_limit=300,
            byte_limit=3000,
            media_limit=4,
            image_bytes=1_000_000,  # 2 MB by the newest lexicon; servers not yet updated refuse more than one
            image_side=4000,
            alt_limit=2000,
        )

    @staticmethod
    def problems(text: str, media: tuple[MediaFile, ...], limits: Json) -> list[Problem]:
        return [] if text.strip() or media else [Problem(Code.TEXT_EMPTY)]

    async def connect(self, answers: Mapping[str, str]) -> Connected:
        host = origin(answers.get("host") or HOST)
        handle, password = typed(answers["handle"]).removeprefix("@"), typed(answers["app_password"])
        if host == HOST and "." not in handle and "@" not in handle:
            handle = f"{handle}.bsky.social"
        session = await sessions.sign_in(self._http, host, handle, password)
        profile = await sessions.profile_of(self._http, host, session)
        return Connected(profile, sessions.secrets_of(session, password))

    async def refresh(self, grant: Grant) -> Mapping[str, str]:
        """By the refresh token; once that is dead, by the app password."""
        password = grant.secrets["app_password"]
        try:
            session = await sessions.renew(self._http, grant.host, grant.secrets["refresh"])
        except (Disconnected, Refused) as refusal:
            if refusal.code == Code.ACCOUNT_SUSPENDED:
                raise
            session = await sessions.sign_in(self._http, grant.host, grant.account, password)
        if session["did"] != grant.account:
            raise Disconnected(Code.GRANT_REVOKED)
        return sessions.secrets_of(session, password)

    async def profile(self, grant: Grant) -> Profile:
        session = await sessions.current(self._http, grant.host, grant.secrets["access"])
        return await sessions.profile_of(self._http, grant.host, session)

    async def prepare(self, grant: Grant, post: Outgoing) -> Json:
        record = await record_of(self._http, grant, post)
        return {"rkey": new_tid(), "record": record, "handle": grant.secrets.get("handle", grant.account)}

    async def publish(self, grant: Grant, post: Outgoing) -> Sent:
        prepared = post.prepared or {}
        try:
            return await self._put(grant, prepared, prepared["record"])
        except Refused as refusal:
            if refusal.code == Code.MEDIA_NOT_READY:
                record = await uploaded_again(self._http, grant, prepared["record"], post.media)
                return await self._put(grant, prepared, record)
            live = await self.find(grant, post, post.send_at) if refusal.facts.get("name") == "InvalidSwap" else None
            if live is None:
                raise
            return live

    async def find(self, grant: Grant, post: Outgoing, since: datetime) -> Sent | None:
        """By its key, so `since` does not matter."""
        if post.prepared is None:
            return None
        try:
            found = await xrpc.record(self._http, grant.host, grant.account, POSTS, post.prepared["rkey"])
        except Refused as refusal:
            if refusal.facts.get("name") == "RecordNotFound":
                return None
            raise
        return _sent(found, post.prepared)

    async def _put(self, grant: Grant, prepared: Json, record: Json) -> Sent:
        body = {
            "repo": grant.account,
            "collection": POSTS,
            "rkey": prepared["rkey"],
            "record": record,
            "swapRecord": None,  # never over another record; the very same one again changes nothing
        }
        token = grant.secrets["access"]
        name = "com.atproto.repo.putRecord"
        return _sent(await xrpc.procedure(self._http, grant.host, name, body, token=token, writes=True), prepared)


def _sent(answer: Json, prepared: Json) -> Sent:
    uri = answer.get("uri")
    if not isinstance(uri, str):
        raise OutcomeUnknown(Code.UNREADABLE_ANSWER)
    return Sent(uri, f"https://bsky.app/profile/{prepared['handle']}/post/{prepared['rkey']}")
