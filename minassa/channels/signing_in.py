"""Connecting by signing in at the platform (OAuth): a person leaves with a state, and comes back with a code."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from json import dumps, loads

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from minassa.channels.connecting import CannotConnect, ask, asked, keep
from minassa.channels.models import AppRegistration, Channel, PendingSignIn
from minassa.channels.models.pending_sign_in import OPEN_FOR
from minassa.connectors.base import Code, Connected, Connector, ConnectorError, Json, SignsIn
from minassa.connectors.registry import connector_class
from minassa.core.clock import now
from minassa.core.crypto import seal, unseal
from minassa.core.errors import Sorry
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership, Party, User

# Mastodon forgets an app that nobody signed in with within a day.
APP_KEEPS = timedelta(hours=12)


class SignInOver(Sorry):
    code = "sign_in_over"


OVER = _("This sign-in was already used, took too long, or was begun by somebody else. Begin again from the channels.")
TURNED_DOWN = _(
    "The sign-in was not confirmed at the platform, so nothing was connected. Begin again when you want to."
)


def redirect_uri(kind: str) -> str:
    """Where the platform sends people back to."""
    return f"{settings.PUBLIC_URL}/channels/callback/{kind}/"


def begin(
    member: Membership,
    kind: str,
    answers: Mapping[str, str],
    *,
    party: Party | None = None,
    again: Channel | None = None,
) -> str:
    """The platform's own page to send the person to. Raises CannotConnect."""
    demand(member, Ability.MANAGE_CHANNELS)
    app = _app(kind, answers)
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)

    async def address(connector: Connector) -> str:
        return _signs_in(connector).sign_in_url(app, state=state, verifier=verifier, redirect_uri=redirect_uri(kind))

    url = asked(kind, address)
    PendingSignIn.objects.create(
        company=member.company,
        user=member.user,
        kind=kind,
        state_digest=_digest(state),
        sealed=seal(dumps({"app": dict(app), "verifier": verifier})),
        party=party,
        channel=again,
    )
    return url


def pending_for(user: User, kind: str, state: str) -> PendingSignIn:
    """The sign-in this person is coming back from; its company says which door they pass next."""
    mine = PendingSignIn.objects.select_related("company", "party", "channel")
    found = mine.filter(user=user, kind=kind, state_digest=_digest(state)).first()
    if found is None or not found.is_open:
        raise SignInOver(OVER)
    return found


def finish(member: Membership, pending: PendingSignIn, code: str) -> Channel:
    """The channel of the account that was signed in to. Each sign-in works once, also when it fails."""
    demand(member, Ability.MANAGE_CHANNELS)
    if (pending.user_id, pending.company_id) != (member.user_id, member.company_id):
        raise SignInOver(OVER)
    if not PendingSignIn.objects.filter(pk=pending.pk).delete()[0]:
        raise SignInOver(OVER)
    if not code:
        raise CannotConnect(TURNED_DOWN)
    kept = loads(unseal(pending.sealed))
    connected = _exchanged(pending.kind, kept["app"], code, kept["verifier"])
    return keep(member, pending.kind, connected, party=pending.party, again=pending.channel)


def forget_old() -> None:
    PendingSignIn.objects.filter(begun_at__lt=now() - OPEN_FOR).delete()


def _exchanged(kind: str, app: Json, code: str, verifier: str) -> Connected:
    async def exchange(connector: Connector) -> Connected:
        uri = redirect_uri(kind)
        return await _signs_in(connector).exchange(app, code=code, verifier=verifier, redirect_uri=uri)

    try:
        return ask(kind, exchange)
    except ConnectorError as error:
        if error.code == Code.WRONG_CREDENTIALS:  # perhaps the server forgot our app: the next try registers anew
            AppRegistration.objects.filter(kind=kind, host=app["host"]).delete()
        raise CannotConnect.because(error, connector_class(kind).title) from None


def _app(kind: str, answers: Mapping[str, str]) -> Json:
    """The app at the account's server: the one registered lately, or a new one."""
    host = answers.get("host", "").strip().rstrip("/").lower()
    host = host if "://" in host else f"https://{host}"
    fresh = AppRegistration.objects.filter(redirect_uri=redirect_uri(kind), created_at__gt=now() - APP_KEEPS)
    known = fresh.filter(kind=kind, host=host).first()
    if known is not None:
        kept: Json = loads(unseal(known.sealed))
        return kept

    async def register(connector: Connector) -> Json:
        return await _signs_in(connector).register(answers, redirect_uri(kind))

    app = asked(kind, register)
    _remember(kind, app)
    return app


@transaction.atomic
def _remember(kind: str, app: Json) -> None:
    facts = {"sealed": seal(dumps(dict(app))), "created_at": now()}
    AppRegistration.objects.update_or_create(
        kind=kind, host=app["host"], redirect_uri=redirect_uri(kind), defaults=facts
    )


def _signs_in(connector: Connector) -> SignsIn:
    if not isinstance(connector, SignsIn):
        raise TypeError(f"{connector.kind} does not sign in at the platform.")
    return connector


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
