"""The platforms as pages show them: what each is called, and what connecting it takes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minassa.channels.models import Channel
from minassa.channels.words import sentence
from minassa.connectors.registry import KINDS, connector_class

TITLES: dict[str, Promise] = {"handoff": _("Posting by hand"), "rehearsal": _("Rehearsal stage")}
NEEDS: dict[str, Promise] = {
    "bluesky": _("Needs the account name and an app password."),
    "mastodon": _("Needs the server's name; you sign in there. Works with compatible servers too."),
    "telegram": _("Needs a bot of yours that is an administrator of the channel or group."),
    "handoff": _(
        "For Instagram, X, Snapchat, LinkedIn and every other platform. A person posts at the time and brings the link."
    ),
    "rehearsal": _("For training and trying out: posts appear on a page inside Minassa, seen by your team only."),
}
WITHOUT_KEYS = ("handoff", "rehearsal")


@dataclass(frozen=True)
class Offer:
    kind: str
    title: str
    needs: str


def offers() -> tuple[list[Offer], list[Offer]]:
    """What publishes by itself, and what works without any key."""
    made = [Offer(kind, title(kind), str(NEEDS[kind])) for kind in KINDS]
    return [one for one in made if one.kind not in WITHOUT_KEYS], [one for one in made if one.kind in WITHOUT_KEYS]


def title(kind: str) -> str:
    return str(TITLES.get(kind) or connector_class(kind).title)


def trouble(channel: Channel) -> str:
    """Why the last check did not go well, in words; empty when it did."""
    if not channel.trouble:
        return ""
    facts, said = channel.trouble.get("facts", {}), channel.trouble.get("said", "")
    return sentence(channel.trouble["code"], facts, said, title(channel.kind))
