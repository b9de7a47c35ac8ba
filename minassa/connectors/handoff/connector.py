"""A person posts by hand: at the time the product hands text and media over, and asks for the link as proof.

Nothing is sent anywhere, so no key, app or permission of the platform is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import quote

import httpx

from minassa.connectors.base import (
    Code,
    Connected,
    Field,
    Fields,
    Grant,
    Handed,
    Json,
    OAuth,
    Outgoing,
    Profile,
    Refused,
    Rules,
)
from minassa.connectors.handoff.table import PLATFORMS


class Platform:
    kind: ClassVar[str] = "handoff"
    title: ClassVar[str] = "By hand"
    connects: ClassVar[Fields | OAuth] = Fields(
        (Field("platform", default="instagram"), Field("handle"), Field("url", required=False))
    )

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    @staticmethod
    def rules(limits: Json) -> Rules:
        return PLATFORMS.get(str(limits.get("platform", "other")), PLATFORMS["other"]).rules

    async def connect(self, answers: Mapping[str, str]) -> Connected:
        platform = answers["platform"].strip()
        handle = answers["handle"].strip().lstrip("@")
        if platform not in PLATFORMS or not handle:
            raise Refused(Code.REJECTED, field="handle" if platform in PLATFORMS else "platform")
        url = answers.get("url", "").strip() or PLATFORMS[platform].profile_url.format(handle=quote(handle, safe=""))
        if url and not url.startswith(("https://", "http://")):
            raise Refused(Code.REJECTED, field="url")
        grant = Grant(f"{platform}:{handle}", "", {"url": url})
        return Connected(await self.profile(grant), grant.secrets)

    async def profile(self, grant: Grant) -> Profile:
        """There is nobody to ask: the account is what the person said it is."""
        platform, _, handle = grant.account.partition(":")
        return Profile(
            account=grant.account,
            name=handle,
            handle=handle,
            url=grant.secrets["url"],
            host="",
            rights={"publish": True},
            limits={"platform": platform},
        )

    async def publish(self, grant: Grant, post: Outgoing) -> Handed:
        return Handed()
