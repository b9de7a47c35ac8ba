"""A grant that ran out is refreshed once for everybody: refresh tokens work a single time."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from asgiref.sync import async_to_sync
from django.db import transaction

from minassa.channels.clients import http_for
from minassa.channels.models import Channel, Credential
from minassa.connectors.base import Code, Disconnected, Grant, Refreshes


@transaction.atomic
def renew(channel_id: UUID, stale: Grant) -> Grant:
    """The channel's grant after `stale` ran out: another's refresh where there was one, else a new one, stored.

    Raises Disconnected when the platform no longer refreshes it.
    """
    credential = Credential.objects.select_for_update().select_related("channel").get(channel=channel_id)
    kept = credential.secrets()
    if kept == dict(stale.secrets):
        kept = dict(async_to_sync(_refresh)(credential.channel, stale))
        credential.keep(kept)
    return Grant(stale.account, stale.host, kept)


async def _refresh(channel: Channel, stale: Grant) -> Mapping[str, str]:
    async with http_for(channel.kind) as http:
        connector = channel.connector(http)
        if not isinstance(connector, Refreshes):
            raise Disconnected(Code.GRANT_REVOKED)
        return await connector.refresh(stale)
