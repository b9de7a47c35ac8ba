"""The live check: is the grant still good, what may it do, what are the account's limits now?"""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import transaction

from minassa.channels.connecting import apply, ask
from minassa.channels.disconnecting import disconnect
from minassa.channels.granting import grant
from minassa.channels.models import Channel
from minassa.channels.refreshing import renew
from minassa.connectors.base import (
    Code,
    Connector,
    ConnectorError,
    Disconnected,
    Expired,
    Grant,
    Profile,
    Refreshes,
    Unreachable,
)
from minassa.connectors.registry import can
from minassa.core.clock import now
from minassa.core.crypto import CannotOpen
from minassa.events.recording import record

RENEW_BEFORE = timedelta(days=1)


def check(channel: Channel) -> Channel:
    """Asks the platform and writes down what it says, good or bad. Never raises for what the platform does."""
    try:
        profile = _profile(channel)
    except CannotOpen:
        return _trouble(channel, Disconnected(Code.GRANT_REVOKED))
    except ConnectorError as error:
        return _trouble(channel, error)
    if profile.account != channel.account:  # an answer about somebody else is no answer
        return _trouble(channel, Unreachable(Code.UNREADABLE_ANSWER))
    return _found(channel, profile)


def _profile(channel: Channel) -> Profile:
    held = grant(channel)
    try:
        profile = _asked(channel, held)
    except Expired:
        return _asked(channel, renew(channel.pk, held))
    soon = profile.expires_at is not None and profile.expires_at < now() + RENEW_BEFORE
    if soon and can(channel.kind, Refreshes):
        return _asked(channel, renew(channel.pk, held))
    return profile


def _asked(channel: Channel, held: Grant) -> Profile:
    async def profile(connector: Connector) -> Profile:
        return await connector.profile(held)

    return ask(channel.kind, profile)


@transaction.atomic
def _found(channel: Channel, profile: Profile) -> Channel:
    fresh = Channel.objects.select_for_update().get(pk=channel.pk)
    if fresh.state == Channel.State.REMOVED:
        return fresh
    was_lost = fresh.state == Channel.State.DISCONNECTED
    apply(fresh, profile)
    if was_lost:
        fresh.connected_at = now()
        record("channel.reconnected", company=fresh.company_id, subject=fresh.pk, name=fresh.name, kind=fresh.kind)
    fresh.save()
    return fresh


@transaction.atomic
def _trouble(channel: Channel, error: ConnectorError) -> Channel:
    fresh = Channel.objects.select_for_update().get(pk=channel.pk)
    if fresh.state == Channel.State.REMOVED:
        return fresh
    if isinstance(error, Disconnected):
        disconnect(fresh, error)
    facts = json.loads(json.dumps(error.facts, default=str))
    fresh.trouble = {"code": str(error.code), "said": error.said, "facts": facts}
    fresh.checked_at = now()
    fresh.save(update_fields=["trouble", "checked_at"])
    fresh.refresh_from_db()
    return fresh
