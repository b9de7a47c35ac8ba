"""Mastodon and the servers that speak its API: Pleroma, Akkoma, GoToSocial, Pixelfed and others.

The Idempotency-Key is sent, and never relied on: most of those servers ignore it. Doubt is settled by reading back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

import httpx

from minassa.connectors.base import (
    Code,
    Connected,
    Field,
    Fields,
    Grant,
    Json,
    OAuth,
    OutcomeUnknown,
    Outgoing,
    Profile,
    Refused,
    Rules,
    Sent,
    Unreachable,
)
from minassa.connectors.calls import json_object
from minassa.connectors.mastodon import signing_in
from minassa.connectors.mastodon.asking import ask
from minassa.connectors.mastodon.limits import limits_of, rules_of
from minassa.connectors.mastodon.statuses import body_of, is_about_media, is_newer, is_ours, sent_as
from minassa.connectors.mastodon.uploading import upload

_PAGES = 25
# Without a status to begin from, only clocks say what is older; theirs and ours may differ by this much.
_CLOCKS_DIFFER = timedelta(minutes=5)


class Platform:
    kind: ClassVar[str] = "mastodon"
    title: ClassVar[str] = "Mastodon"
    connects: ClassVar[Fields | OAuth] = OAuth(fields=(Field("host"),))
    quiet: ClassVar[timedelta] = timedelta(seconds=20)
    patience: ClassVar[timedelta] = timedelta(minutes=5)  # for the instance to work on a film

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def register(self, answers: Mapping[str, str], redirect_uri: str) -> Json:
        return await signing_in.register(self.http, answers["host"], redirect_uri)

    def sign_in_url(self, app: Json, *, state: str, verifier: str, redirect_uri: str) -> str:
        return signing_in.sign_in_url(app, state=state, verifier=verifier, redirect_uri=redirect_uri)

    async def exchange(self, app: Json, *, code: str, verifier: str, redirect_uri: str) -> Connected:
        grant = await signing_in.exchange(self.http, app, code=code, verifier=verifier, redirect_uri=redirect_uri)
        return Connected(await self.profile(grant), grant.secrets)

    async def refresh(self, grant: Grant) -> Mapping[str, str]:
        return await signing_in.refresh(self.http, grant)

    async def profile(self, grant: Grant) -> Profile:
        account = await self._object(grant, "/api/v1/accounts/verify_credentials")
        instance = await self._instance(grant)
        domain = instance.get("domain") or instance.get("uri") or grant.host
        if not (account.get("id") and account.get("username")):
            raise Unreachable(Code.UNREADABLE_ANSWER)
        name = str(account["username"])
        return Profile(
            account=str(account["id"]),
            name=account.get("display_name") or name,
            handle=f"{name}@{str(domain).rpartition('://')[2].rstrip('/')}",
            url=str(account.get("url") or f"{grant.host}/@{name}"),
            host=grant.host,
            rights=_rights(grant.secrets.get("scope", "")),
            limits=limits_of(instance),
            expires_at=_moment(grant.secrets.get("expires_at", "")),
        )

    @staticmethod
    def rules(limits: Json) -> Rules:
        return rules_of(limits)

    async def prepare(self, grant: Grant, post: Outgoing) -> Json:
        """The media, uploaded; and the account's newest status, after which ours will be found."""
        newest = await self._page(grant, {"limit": "1"})
        media_ids = [await upload(self.http, grant, file, self.patience) for file in post.media]
        return {"media_ids": media_ids, "after": str(newest[0]["id"]) if newest else ""}

    async def publish(self, grant: Grant, post: Outgoing) -> Sent:
        prepared = await self.prepare(grant, post) if post.prepared is None else post.prepared
        post = post.with_prepared(prepared)
        try:
            answer = await ask(
                self.http,
                grant,
                "POST",
                "/api/v1/statuses",
                writes=True,
                headers={"Idempotency-Key": post.key},
                json=body_of(post),
            )
        except Refused as refusal:
            # Media that is gone may be gone into this very post, sent before by an attempt whose answer was lost.
            found = await self.find(grant, post, post.send_at) if is_about_media(refusal, post) else None
            if found is None:
                raise
            return found
        sent = sent_as(json_object(answer) or {})
        if sent is None:
            raise OutcomeUnknown(Code.UNREADABLE_ANSWER)
        return sent

    async def find(self, grant: Grant, post: Outgoing, since: datetime) -> Sent | None:
        """Among the statuses newer than the one that was newest before publishing.

        Our own media ids prove it. Else it is the same words: an equal post sent earlier lies before that mark, and
        `options["known_remote_ids"]` are never taken for it.
        """
        after = None if post.prepared is None else str(post.prepared.get("after", ""))
        known = {str(remote_id) for remote_id in post.options.get("known_remote_ids", ())}
        asked = {"limit": "40"}
        for _ in range(_PAGES):
            page = await self._page(grant, asked)
            for status in page:
                if after is not None and not is_newer(str(status["id"]), after):
                    return None
                if after is None and (_moment(str(status.get("created_at"))) or since) < since - _CLOCKS_DIFFER:
                    return None
                if str(status["id"]) not in known and is_ours(status, post):
                    return sent_as(status)
            if not page:
                return None
            asked["max_id"] = str(page[-1]["id"])
        raise Unreachable(Code.UNREADABLE_ANSWER)  # too many to have seen them all: nothing is known

    async def _page(self, grant: Grant, asked: Mapping[str, str]) -> list[dict[str, Any]]:
        """Some of the account's own statuses, newest first."""
        path = f"/api/v1/accounts/{grant.account}/statuses"
        answer = await ask(self.http, grant, "GET", path, params={"exclude_reblogs": "true", **asked})
        try:
            page: list[dict[str, Any]] = answer.json()
            return [status for status in page if status["id"]]
        except (ValueError, TypeError, KeyError):
            raise Unreachable(Code.UNREADABLE_ANSWER) from None

    async def _instance(self, grant: Grant) -> dict[str, Any]:
        for path in ("/api/v2/instance", "/api/v1/instance"):
            try:
                return await self._object(grant, path)
            except Refused:
                continue
        return {}

    async def _object(self, grant: Grant, path: str) -> dict[str, Any]:
        found = json_object(await ask(self.http, grant, "GET", path))
        if found is None:
            raise Unreachable(Code.UNREADABLE_ANSWER)
        return found


def _rights(scope: str) -> dict[str, bool]:
    granted = set(scope.split())
    return {
        "publish": bool(granted & {"write", "write:statuses"}),
        "upload": bool(granted & {"write", "write:media"}),
        "look_up": bool(granted & {"read", "read:statuses"}),
    }


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
