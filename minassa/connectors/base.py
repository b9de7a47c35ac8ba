"""The words the product and a platform share.

What each error makes the engine do:

    ConnectorError
    ├─ Refused         the platform said no: show the reason, never retry
    ├─ Disconnected    the grant no longer works: ask to reconnect
    │  └─ Expired      only its short half ran out: refresh once and try again
    ├─ Throttled       nothing was sent: retry after .wait
    ├─ Unreachable     nothing was sent: back off and retry
    └─ OutcomeUnknown  the post may be live: settle it before anything else

A connector is plain asyncio and httpx: it knows its platform and nothing of
Django, the database or the reader's language. Sentences for people are made
elsewhere from `code` and `facts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Literal, Protocol, runtime_checkable

import httpx

Json = Mapping[str, Any]


def storable(said: str) -> str:
    """A platform's words without what no database keeps: zeros, and halves of letters."""
    return said.replace("\0", "").encode("utf-8", "replace").decode()


class ConnectorError(Exception):
    """What a platform, or the way to it, answered instead of doing the thing.

    `code` is one of `Code`; `said` is the platform's own words, shown to a person as a quotation.
    """

    def __init__(self, code: Code, said: str = "", **facts: object) -> None:
        said = storable(said)
        super().__init__(f"{code}: {said}" if said else str(code))
        self.code = code
        self.said = said[:1000]
        self.facts = {name: storable(one) if isinstance(one, str) else one for name, one in facts.items()}


class Refused(ConnectorError):
    """The platform read the request and said no. The same request again gets the same no."""


class Disconnected(ConnectorError):
    """The grant is expired, revoked or lacks a right. Only a person can mend it."""


class Expired(Disconnected):
    """Nothing was sent, the access token is old. `Refreshes.refresh` mends it without a person."""


class Throttled(ConnectorError):
    """Nothing was sent. `wait` is what the platform asked for, or our default."""

    def __init__(self, wait: timedelta, said: str = "") -> None:
        super().__init__(Code.THROTTLED, said, seconds=int(wait.total_seconds()))
        self.wait = wait


class Unreachable(ConnectorError):
    """The request never reached the platform, or it was only a reading one."""


class OutcomeUnknown(ConnectorError):
    """The request left and no usable answer came back: the post may be live."""


class Code(StrEnum):
    """Why a call did not work. A closed list: the pages hold one sentence for each."""

    THROTTLED = "throttled"
    WORKER_DIED = "worker_died"
    GATE_CLOSED = "gate_closed"  # of this product: it never let the post out
    NO_CONNECTION = "no_connection"
    TIMED_OUT = "timed_out"
    ANSWER_DROPPED = "answer_dropped"
    SERVER_ERROR = "server_error"
    UNREADABLE_ANSWER = "unreadable_answer"
    ADDRESS_BLOCKED = "address_blocked"
    WRONG_CREDENTIALS = "wrong_credentials"
    GRANT_EXPIRED = "grant_expired"
    GRANT_REVOKED = "grant_revoked"
    RIGHT_MISSING = "right_missing"
    ACCOUNT_SUSPENDED = "account_suspended"
    TARGET_GONE = "target_gone"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_EMPTY = "text_empty"
    MEDIA_REJECTED = "media_rejected"
    MEDIA_TOO_LARGE = "media_too_large"
    MEDIA_NOT_READY = "media_not_ready"
    REJECTED = "rejected"


# ── What crosses the line ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Grant:
    """The right to act on one account, decrypted for the length of one call. Never logged."""

    account: str  # the platform's own id of the account
    host: str  # origin of the account's server, "https://bsky.social"
    secrets: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class MediaFile:
    """One picture or film, already made to the platform's limits."""

    key: str
    mime: str
    size: int  # bytes
    width: int
    height: int
    alt: str
    read: Callable[[], bytes] = field(repr=False)

    @property
    def is_video(self) -> bool:
        return self.mime.startswith("video/")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One post for one channel, frozen when it was scheduled.

    `key` is the delivery's id and idempotency key. `prepared` is what `Prepares.prepare` returned, as stored
    before the first publishing byte left; the same on every attempt.
    """

    key: str
    text: str
    send_at: datetime
    language: str = "ar"
    media: tuple[MediaFile, ...] = ()
    link: str = ""  # the link whose card is shown; "" leaves it to the platform, which takes the first in the text
    options: Json = field(default_factory=dict)
    prepared: Json | None = None

    def with_prepared(self, prepared: Json) -> Outgoing:
        return replace(self, prepared=prepared)


@dataclass(frozen=True, slots=True)
class Sent:
    """It is live."""

    remote_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Handed:
    """It is in a person's hands: nothing was sent, somebody posts it by hand and says so."""


Outcome = Sent | Handed


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the account is and what the grant may do; `rights` maps a right's code to granted or not."""

    account: str
    name: str
    handle: str
    url: str
    host: str
    rights: Mapping[str, bool]  # e.g. {"publish": True, "upload": True}
    limits: Json = field(default_factory=dict)  # this account's own limits, fed to `rules`
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Connected:
    """The result of connecting: who it is, and the secrets to seal away."""

    profile: Profile
    secrets: Mapping[str, str] = field(repr=False)


# ── What a platform accepts, as data ─────────────────────────────────────────────────────────────

Measure = Literal["graphemes", "utf16", "mastodon"]  # core.text.MEASURES and assets/js/text-count.js hold the same


@dataclass(frozen=True, slots=True)
class Rules:
    """A platform's limits, read by composer, domain and API alike."""

    text_limit: int
    measure: Measure = "graphemes"
    byte_limit: int | None = None  # UTF-8
    caption_limit: int | None = None  # text limit once media is attached, where it differs
    link_length: int | None = None  # every link counts as this many
    media_limit: int = 4
    media_required: bool = False
    image_types: tuple[str, ...] = ("image/jpeg", "image/png")
    image_bytes: int = 5_000_000
    image_side: int = 4096  # longest side, px
    video_types: tuple[str, ...] = ()
    video_bytes: int = 0
    mixes_video: bool = False  # films and pictures in one post
    alt_limit: int | None = None
    direction: Literal["first_strong", "count"] = "first_strong"  # how the platform picks a text's direction


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that would make the platform refuse the post. `code` is Code's; facts fill the sentence."""

    code: Code
    facts: Mapping[str, object] = field(default_factory=dict)


# ── How one signs in, as data ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to ask a person while connecting; `name` picks its label and help on the page."""

    name: str  # "handle", "app_password", "host", "bot_token", "chat", "name"
    secret: bool = False
    required: bool = True
    default: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Signs in with things a person types; the connector has `connect(answers)`."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class OAuth:
    """Signs in at the platform. `fields` are asked first (the instance); the connector is `SignsIn`."""

    fields: tuple[Field, ...] = ()


class Connector(Protocol):
    """Every platform."""

    kind: ClassVar[str]  # folder name, "bluesky"
    title: ClassVar[str]  # the platform's own name, "Bluesky"
    connects: ClassVar[Fields | OAuth]

    def __init__(self, http: httpx.AsyncClient) -> None: ...

    @staticmethod
    def rules(limits: Json) -> Rules:
        """The account's limits, from what `profile` reported (empty: the platform's defaults)."""
        ...

    async def profile(self, grant: Grant) -> Profile:
        """The live check: reads only. Raises Disconnected when the grant no longer works."""
        ...

    async def publish(self, grant: Grant, post: Outgoing) -> Outcome:
        """Make the post live. Raises a ConnectorError; OutcomeUnknown whenever it may be live."""
        ...


# ── Abilities: a platform has the method or it does not ──────────────────────────────────────────


@runtime_checkable
class TakesAnswers(Protocol):
    async def connect(self, answers: Mapping[str, str]) -> Connected: ...


@runtime_checkable
class SignsIn(Protocol):
    """OAuth with an app registered at the account's own server."""

    async def register(self, answers: Mapping[str, str], redirect_uri: str) -> Json:
        """The app at that server, as JSON to keep sealed: holds at least "host"."""
        ...

    def sign_in_url(self, app: Json, *, state: str, verifier: str, redirect_uri: str) -> str: ...

    async def exchange(self, app: Json, *, code: str, verifier: str, redirect_uri: str) -> Connected: ...


@runtime_checkable
class Refreshes(Protocol):
    async def refresh(self, grant: Grant) -> Mapping[str, str]:
        """New secrets; the old refresh token may be dead afterwards, so they are stored at once."""
        ...


@runtime_checkable
class Prepares(Protocol):
    """Uploads and look-ups that may be repeated freely, done before the post goes out."""

    async def prepare(self, grant: Grant, post: Outgoing) -> Json:
        """What `publish` needs beside the post, as JSON; stored before `publish` is called. Publishes nothing."""
        ...


@runtime_checkable
class Repeats(Protocol):
    """`publish` with the same key and the same `prepared` makes no second post, however often."""

    repeats_safely: ClassVar[Literal[True]]


@runtime_checkable
class Finds(Protocol):
    """Can look whether the post is live. When a look finds nothing after `quiet`, it is not live."""

    quiet: ClassVar[timedelta]

    async def find(self, grant: Grant, post: Outgoing, since: datetime) -> Sent | None: ...


@runtime_checkable
class Checks(Protocol):
    """Has rules that numbers in `Rules` cannot say."""

    @staticmethod
    def problems(text: str, media: tuple[MediaFile, ...], limits: Json) -> list[Problem]: ...
