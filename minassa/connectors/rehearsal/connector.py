"""A stage inside the product: the post is shown as the chosen platform would show it, to nobody outside.

It behaves like a platform in everything else, so training and tests walk the whole way of a post.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import httpx

from minassa.connectors.base import (
    Code,
    Connected,
    Field,
    Fields,
    Grant,
    Json,
    OAuth,
    Outgoing,
    Profile,
    Refused,
    Rules,
    Sent,
)
from minassa.connectors.handoff.table import PLATFORMS
from minassa.connectors.registry import KINDS, connector_class

# Those with a connector of their own first, then those posted to by hand.
IMITATED = tuple(kind for kind in KINDS if kind not in ("handoff", "rehearsal")) + tuple(PLATFORMS)


class Platform:
    kind: ClassVar[str] = "rehearsal"
    title: ClassVar[str] = "Rehearsal"
    connects: ClassVar[Fields | OAuth] = Fields((Field("name"), Field("platform", default="bluesky")))
    repeats_safely: ClassVar[Literal[True]] = True  # the post's key is its place on the stage

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    @staticmethod
    def rules(limits: Json) -> Rules:
        platform = str(limits.get("platform", "other"))
        if platform in PLATFORMS:
            return PLATFORMS[platform].rules
        return connector_class(platform).rules({}) if platform in IMITATED else PLATFORMS["other"].rules

    async def connect(self, answers: Mapping[str, str]) -> Connected:
        platform, name = answers["platform"].strip(), answers["name"].strip()
        if platform not in IMITATED or not name:
            raise Refused(Code.REJECTED, field="name" if platform in IMITATED else "platform")
        return Connected(await self.profile(Grant(f"{platform}:{name}", "", {})), {})

    async def profile(self, grant: Grant) -> Profile:
        platform, _, name = grant.account.partition(":")
        return Profile(
            account=grant.account,
            name=name,
            handle=name,
            url="",
            host="",
            rights={"publish": True, "upload": True},
            limits={"platform": platform},
        )

    async def publish(self, grant: Grant, post: Outgoing) -> Sent:
        return Sent(remote_id=post.key, url="")
