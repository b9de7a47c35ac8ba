from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minassa.channels.models import Channel
from minassa.media.models import Asset
from minassa.people.models import User
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import Kept


class LaunchItem(Kept):
    """A line of a channel's launch checklist that a person answers for. What records prove is computed, not kept."""

    class Code(models.TextChoices):
        CONNECTED = "connected", _("The channel is connected")  # computed
        PROFILE = "profile", _("The profile is complete")
        REHEARSED = "rehearsed", _("The rehearsal passed")  # computed
        FORTNIGHT = "fortnight", _("The first fortnight is scheduled")  # computed
        STAFFED = "staffed", _("The rules of interaction are staffed")  # computed
        LAUNCHED = "launched", _("A published post exists on the platform")  # computed

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="launch_items")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="launch_items")
    code = models.CharField(max_length=10, choices=Code.choices)
    proof = models.ForeignKey(Asset, models.PROTECT, null=True, blank=True, related_name="+")
    proof_url = models.URLField(_("link to the proof"), max_length=1000, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    ticked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "channel", "code"], name="one_tick_per_launch_item")]

    def __str__(self) -> str:
        return f"{self.channel}: {self.get_code_display()}"
