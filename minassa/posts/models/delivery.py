from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.core.ids import new_id
from minassa.people.models import Company, User
from minassa.posts.models.approval import PostApproval
from minassa.posts.models.post import Post


class State(models.TextChoices):
    """
    planned ─► sending ─► sent
       ▲          ├─────► handed ─► sent        a person posts it by hand
       │          ├─────► queued ─► sending     nothing was sent: its turn comes again
       │          ├─────► unsure ─► sent | queued
       │          └─────► failed ─► queued      by a person's button
    cancelled ◄── planned | queued | failed | handed
    """

    PLANNED = "planned", _("Scheduled")
    QUEUED = "queued", _("Waiting its turn")
    SENDING = "sending", _("Being published")
    SENT = "sent", _("Published")
    HANDED = "handed", _("To be posted by hand")
    UNSURE = "unsure", _("Unsure")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


WAITING = (State.PLANNED, State.QUEUED)
OPEN = (State.PLANNED, State.QUEUED, State.SENDING, State.UNSURE, State.HANDED, State.FAILED)


class Delivery(models.Model):
    """One post on one channel, once. `id` is the idempotency key wherever the platform takes one."""

    State = State

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="deliveries")
    post = models.ForeignKey(Post, models.PROTECT, related_name="deliveries")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="deliveries")
    approval = models.ForeignKey(PostApproval, models.PROTECT, related_name="deliveries")
    digest = models.CharField(max_length=64)  # of the content frozen here; equals the approval's or it never leaves
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    send_at = models.DateTimeField(_("time to publish"))
    frozen = models.JSONField()  # text, language, link, options and media exactly as approved, see posts.freezing
    prepared = models.JSONField(null=True)  # what the connector fixed before the first publishing byte left
    worker = models.BigIntegerField(null=True)  # who holds it while sending
    tries = models.PositiveSmallIntegerField(default=0)
    first_try_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    is_doubtful = models.BooleanField(default=False)  # some try's outcome is unknown: it may be live
    doubted_at = models.DateTimeField(null=True)
    settle_at = models.DateTimeField(null=True)  # unsure: when to look next; None: a person decides
    trouble = models.JSONField(default=dict, blank=True)  # {"code", "said", "facts"} of the last try
    sent_at = models.DateTimeField(null=True)
    remote_id = models.CharField(max_length=255, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    proof = models.ForeignKey("media.Asset", models.PROTECT, null=True, related_name="+")  # hand-off's screenshot
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)  # when a mail server took the reminder
    late_at = models.DateTimeField(null=True)  # when it went on record as late
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            # The database itself holds both promises: one in flight a channel, one open delivery a post and channel.
            models.UniqueConstraint(fields=["channel"], condition=Q(state="sending"), name="one_sending_per_channel"),
            models.UniqueConstraint(
                fields=["post", "channel"], condition=~Q(state="cancelled"), name="one_delivery_per_post_and_channel"
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(worker__isnull=False), name="sending_names_its_worker"
            ),
        ]
        indexes = [
            models.Index(fields=["channel", "send_at", "id"], condition=Q(state__in=WAITING), name="delivery_waiting"),
            models.Index(fields=["settle_at"], condition=Q(state="unsure"), name="delivery_unsure"),
            models.Index(fields=["worker"], condition=Q(state="sending"), name="delivery_sending"),
            models.Index(fields=["company", "send_at"], name="delivery_calendar"),
            models.Index(fields=["send_at"], condition=Q(state="handed"), name="delivery_handed"),
        ]

    def __str__(self) -> str:
        return f"{self.post} on {self.channel}"

    def is_late(self, at: datetime | None = None) -> bool:
        """Due for longer than its company bears, and not out."""
        overdue = self.state in (*WAITING, State.SENDING, State.HANDED, State.UNSURE)
        return overdue and (at or now()) > self.send_at + self.company.late_after
