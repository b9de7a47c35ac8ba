"""Connecting an account: by what a person types, or by signing in at the platform."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from asgiref.sync import async_to_sync
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from minassa.channels.clients import http_for
from minassa.channels.models import Channel, Credential
from minassa.channels.words import isolated, sentence
from minassa.connectors.base import Code, Connected, Connector, ConnectorError, Profile, Refused, TakesAnswers
from minassa.connectors.registry import connector_class
from minassa.core.clock import now
from minassa.core.errors import Sorry
from minassa.events.recording import record
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership, Party

T = TypeVar("T")
LONGEST = 255  # characters of a platform's own id of an account, and of its server's address


class CannotConnect(Sorry):
    """`field` names the answer that is wrong, where one is."""

    code = "cannot_connect"

    def __init__(self, message: object, field: str = "") -> None:
        super().__init__(message)
        self.field = field

    @classmethod
    def because(cls, error: ConnectorError, title: str) -> CannotConnect:
        return cls(sentence(error.code, error.facts, error.said, title), str(error.facts.get("field", "")))


def connect(
    member: Membership,
    kind: str,
    answers: Mapping[str, str],
    *,
    party: Party | None = None,
    again: Channel | None = None,
) -> Channel:
    """The channel these answers open, after a live check; `again` is the one that is being reconnected.

    The same account is always the same channel. Raises CannotConnect, and then nothing was stored.
    """
    demand(member, Ability.MANAGE_CHANNELS)

    async def ask(connector: Connector) -> Connected:
        if not isinstance(connector, TakesAnswers):
            raise TypeError(f"{kind} signs in at the platform.")
        return await connector.connect(answers)

    return keep(member, kind, asked(kind, ask), party=party, again=again)


def asked(kind: str, question: Callable[[Connector], Awaitable[T]]) -> T:
    """What the platform answers, with its refusals as sentences."""
    try:
        return ask(kind, question)
    except ConnectorError as error:
        raise CannotConnect.because(error, connector_class(kind).title) from None  # its frames hold the secrets


def ask(kind: str, question: Callable[[Connector], Awaitable[T]]) -> T:
    """From sync code; the client lives as long as the question."""

    async def put() -> T:
        async with http_for(kind) as http:
            return await question(connector_class(kind)(http))

    return async_to_sync(put)()


def keep(
    member: Membership, kind: str, connected: Connected, *, party: Party | None, again: Channel | None = None
) -> Channel:
    profile = connected.profile
    if not profile.account or max(len(profile.account), len(profile.host)) > LONGEST:
        raise CannotConnect.because(Refused(Code.UNREADABLE_ANSWER), connector_class(kind).title)
    if again is not None and (again.kind, again.host, again.account) != (kind, profile.host, profile.account):
        words = _(
            "You signed in as %(other)s, but this channel is %(this)s. Sign in as %(this)s, or connect %(other)s as a "
            "new channel."
        )
        names = {"other": isolated(profile.handle or profile.name), "this": isolated(again.handle or again.name)}
        raise CannotConnect(words % names)
    try:
        return _keep(member, kind, connected, party)
    except IntegrityError:  # somebody connected the same account at the same moment: now it is there to reconnect
        return _keep(member, kind, connected, party)


@transaction.atomic
def _keep(member: Membership, kind: str, connected: Connected, party: Party | None) -> Channel:
    profile = connected.profile
    mine = Channel.objects.select_for_update().exclude(state=Channel.State.REMOVED)
    known = mine.filter(company=member.company, kind=kind, host=profile.host, account=profile.account).first()
    channel = known or Channel(company=member.company, kind=kind, host=profile.host, account=profile.account)
    apply(channel, profile)
    channel.connected_at = now()
    if party is not None or known is None:
        channel.party = party
    channel.save()
    credential = Credential.objects.filter(channel=channel).first() or Credential(channel=channel)
    credential.keep(connected.secrets)
    verb = "channel.reconnected" if known else "channel.connected"
    record(verb, company=member.company, subject=channel.pk, by=member.user, name=channel.name, kind=kind)
    return channel


def apply(channel: Channel, profile: Profile) -> None:
    """What a live check found, on the channel; not saved."""
    channel.name = (profile.name or profile.handle or profile.account)[:160]
    channel.handle = profile.handle[:255]
    channel.url = profile.url if urlsplit(profile.url).scheme in ("https", "http") and len(profile.url) <= 500 else ""
    channel.rights = dict(profile.rights)
    channel.limits = dict(profile.limits)
    channel.expires_at = profile.expires_at
    channel.state = Channel.State.CONNECTED
    channel.trouble = {}
    channel.checked_at = now()
