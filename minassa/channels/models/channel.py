from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from minassa.connectors.base import Connector, Rules
from minassa.connectors.registry import connector_class, title_of
from minassa.core.clock import now
from minassa.core.ids import new_id
from minassa.people.abilities import Role
from minassa.people.models import Company, Membership, Party

EXPIRES_SOON = timedelta(days=7)


class Channels(models.QuerySet["Channel"]):
    def seen_by(self, member: Membership) -> Channels:
        """All of the company's; for an outside party only those it answers for."""
        mine = self.filter(company=member.company)
        return mine.filter(party=member.party_id) if member.role == Role.OUTSIDE else mine

    def connected(self) -> Channels:
        return self.filter(state=Channel.State.CONNECTED)


class Channel(models.Model):
    """An account on a platform, through which a company publishes."""

    class State(models.TextChoices):
        CONNECTED = "connected", _("Connected")
        DISCONNECTED = "disconnected", _("Disconnected")  # the grant stopped working: a person reconnects
        REMOVED = "removed", _("Removed")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=20)  # a word of connectors.registry.KINDS
    name = models.CharField(_("name"), max_length=160)
    handle = models.CharField(max_length=255, blank=True)
    account = models.CharField(max_length=255)  # the platform's own id of the account
    host = models.CharField(max_length=255, blank=True)  # origin of the account's server
    url = models.URLField(max_length=500, blank=True)
    party = models.ForeignKey(
        Party, models.SET_NULL, null=True, blank=True, related_name="channels", verbose_name=_("responsible party")
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.CONNECTED)
    trouble = models.JSONField(default=dict, blank=True)  # {"code", "said"} of the last failed check
    rights = models.JSONField(default=dict)  # {"publish": true, …} as the last check found them
    limits = models.JSONField(default=dict)  # the account's own limits, for `rules`
    expires_at = models.DateTimeField(null=True, blank=True)  # of the grant, where the platform says
    checked_at = models.DateTimeField(null=True, blank=True)
    connected_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = Channels.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "kind", "host", "account"],
                condition=~models.Q(state="removed"),
                name="one_channel_per_account",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def connector(self) -> type[Connector]:
        return connector_class(self.kind)

    @property
    def platform(self) -> str:
        """The platform whose look and limits the post has: a hand-off or rehearsal stands for another one."""
        return str(self.limits.get("platform", self.kind))

    @property
    def platform_title(self) -> str:
        return title_of(self.platform)

    @property
    def rules(self) -> Rules:
        return self.connector.rules(self.limits)

    @property
    def is_connected(self) -> bool:
        return self.state == self.State.CONNECTED

    @property
    def condition(self) -> str:
        """The state a person should see: one that will soon need them counts before it is lost."""
        soon = self.expires_at is not None and self.expires_at < now() + EXPIRES_SOON
        return "expiring" if self.is_connected and soon else self.state

    @property
    def lacks(self) -> list[str]:
        """The codes of the rights that the last check found missing."""
        return [right for right, has in self.rights.items() if not has]
