"""What a platform asks for when an account is connected, as a form; and who answers for a channel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minassa.channels.models import Channel
from minassa.connectors import base
from minassa.connectors.handoff.table import PLATFORMS
from minassa.connectors.registry import connector_class
from minassa.connectors.rehearsal.connector import IMITATED
from minassa.people.access import parties_of
from minassa.people.models import Membership

LABELS: dict[str, Promise] = {
    "host": _("Server"),
    "handle": _("Account name"),
    "app_password": _("App password"),
    "bot_token": _("Bot token"),
    "chat": _("Channel or group"),
    "platform": _("Platform"),
    "url": _("Address of the account"),
    "name": _("Name"),
}
HELP: dict[tuple[str, str], Promise] = {
    ("bluesky", "host"): _("Leave it as it is, unless your account lives on a server of its own."),
    ("bluesky", "handle"): _("As it stands on your profile, for example company.bsky.social."),
    ("bluesky", "app_password"): _(
        "Not your own password. In Bluesky open Settings, Privacy and security, App passwords, add one called Minassa, "
        "and copy the four groups of letters."
    ),
    ("mastodon", "host"): _(
        "The part after the second @ of your account, for example mastodon.social. "
        "Pleroma, Akkoma, GoToSocial, Pixelfed and other servers that speak the same language work too."
    ),
    ("telegram", "bot_token"): _(
        "In Telegram write to @BotFather, send /newbot, give the bot a name, and copy the token it answers with."
    ),
    ("telegram", "chat"): _(
        "Its public name, for example @company. First add the bot there as an administrator who may post."
    ),
    ("telegram", "host"): _("Leave it as it is, unless you run a Bot API server of your own."),
    ("handoff", "platform"): _(
        "At the time a person gets the text and media, posts by hand, and brings back the link."
    ),
    ("handoff", "handle"): _("As it stands on the platform, without @."),
    ("handoff", "url"): _("Leave it empty, and Minassa makes it from the account name."),
    ("rehearsal", "name"): _("What you and your team will call it, for example Training."),
    ("rehearsal", "platform"): _("Posts look as on this platform and obey its limits. Nobody outside sees them."),
}
LONGEST = {"name": 120, "handle": 200, "chat": 200, "host": 200}
LEFT_TO_RIGHT = {"host", "handle", "chat", "url", "bot_token", "app_password"}


class PartyForm(forms.Form):
    def __init__(self, member: Membership, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["party"] = forms.ModelChoiceField(
            parties_of(member),
            label=_("Responsible party"),
            required=False,
            empty_label=_("Nobody yet"),
            help_text=_("Who is told when something goes wrong here. An outside party sees only its own channels."),
        )


class ConnectForm(PartyForm):
    """Made from the connector's own list of fields; the responsible party comes last."""

    def __init__(self, member: Membership, kind: str, *args: Any, again: Channel | None = None, **given: Any) -> None:
        super().__init__(member, *args, **given)
        self.asked = [field.name for field in connector_class(kind).connects.fields]
        for field in connector_class(kind).connects.fields:
            self.fields[field.name] = _form_field(kind, field)
            if again is not None:
                self.fields[field.name].initial = _known(again, field.name) or field.default
        self.order_fields(self.asked)
        if again is not None:
            del self.fields["party"]

    @property
    def answers(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.asked}


def _known(channel: Channel, name: str) -> str:
    """What need not be typed again. Never a secret."""
    known = {"host": channel.host, "handle": channel.handle, "chat": channel.account, "name": channel.name}
    return str(known.get(name) or channel.limits.get(name, "") if name != "url" else channel.url)


def _form_field(kind: str, asked: base.Field) -> forms.Field:
    given: dict[str, Any] = {
        "label": LABELS[asked.name],
        "help_text": HELP.get((kind, asked.name), ""),
        "required": asked.required,
        "initial": asked.default,
    }
    if asked.name == "platform":
        names = IMITATED if kind == "rehearsal" else tuple(PLATFORMS)
        return forms.ChoiceField(choices=[(name, title_of(name)) for name in names], **given)
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    if asked.name in LEFT_TO_RIGHT:
        attrs["dir"] = "ltr"
    if asked.secret:
        attrs["autocomplete"] = "new-password"
        return forms.CharField(max_length=500, widget=forms.PasswordInput(attrs), **given)
    return forms.CharField(max_length=LONGEST.get(asked.name, 500), widget=forms.TextInput(attrs), **given)


def title_of(platform: str) -> str:
    """A platform's own name; the one of a hand-off's "other" is a word of ours."""
    if platform in PLATFORMS:
        title = PLATFORMS[platform].title
        return str(_("Another platform")) if platform == "other" else title
    return connector_class(platform).title
