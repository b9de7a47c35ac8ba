"""What happened to a post and its deliveries, in sentences."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from minassa.channels.models import Channel
from minassa.events.models import Event
from minassa.people.models import User


@dataclass(frozen=True)
class Saying:
    sentence: SafeString
    icon: str
    at: datetime
    by: User | None
    quote: str = ""
    url: str = ""
    moment: datetime | None = None  # the time it is about, where that is not the time it happened


_SENTENCES: dict[str, tuple[str | Promise, str]] = {
    "post.started": (pgettext_lazy("of a post", "Started"), "pen-line"),
    "post.edited": (_("Edited"), "pen-line"),
    "post.submitted": (_("Submitted for approval"), "send"),
    "post.approved": (pgettext_lazy("of a post", "Approved"), "check"),
    "post.sent_back": (_("Sent back to be changed"), "undo-2"),
    "post.approval_withdrawn": (_("The approval fell, because the post was changed or put away"), "undo-2"),
    "post.trashed": (pgettext_lazy("of a post", "Put in the bin"), "trash-2"),
    "post.restored": (_("Taken out of the bin"), "undo-2"),
    "delivery.planned": (_("Scheduled on %(channel)s"), "calendar-clock"),
    "delivery.queued": (_("Goes out again on %(channel)s"), "timer"),
    "delivery.cancelled": (_("Cancelled on %(channel)s"), "ban"),
    "delivery.sent": (_("Published on %(channel)s"), "check-check"),
    "delivery.handed": (_("Given to a person to post on %(channel)s"), "hand"),
    "delivery.posted_by_hand": (_("Posted by hand on %(channel)s"), "check-check"),
    "delivery.failed": (_("Not published on %(channel)s"), "octagon-x"),
    "delivery.unsure": (_("It is not known whether it was published on %(channel)s"), "circle-help"),
    "delivery.settled_as_live": (_("Seen on %(channel)s: it is published"), "check-check"),
    "delivery.settled_as_absent": (_("Not there on %(channel)s: it goes out again"), "refresh-cw"),
    "delivery.retried": (_("Tried again on %(channel)s"), "refresh-cw"),
    "delivery.late": (_("Late on %(channel)s"), "triangle-alert"),
}


def sayings(happened: Iterable[tuple[Event, Channel | None]]) -> list[Saying]:
    """One press that moved several channels is one sentence that names them all."""
    groups = groupby(happened, key=lambda one: _together(one[0]))
    return [_said([*group]) for _key, group in groups]


def _together(event: Event) -> Hashable:
    alone = _quote(event) or event.facts.get("url") or not event.verb.startswith("delivery.")
    return (
        event.pk
        if alone
        else (event.verb, event.by_id, event.at.replace(microsecond=0), str(event.facts.get("at", "")))
    )


def _said(group: Sequence[tuple[Event, Channel | None]]) -> Saying:
    event = group[0][0]
    sentence, icon = _SENTENCES.get(event.verb, (_("Changed"), "circle"))
    named = ((channel.name,) for _event, channel in group if channel)
    channels = format_html_join(pgettext("between names", ", "), "<bdi>{}</bdi>", named)
    words = SafeString(escape(str(sentence)) % {"channel": channels})
    about = parse_datetime(str(event.facts.get("at", "")))
    return Saying(words, icon, event.at, event.by, _quote(event), str(event.facts.get("url", "")), about)


def _quote(event: Event) -> str:
    return str(event.facts.get("note", "") or event.facts.get("said", ""))
