from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minassa.core.clock import now
from minassa.people.models import Membership, User
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import Kept


class Meeting(Kept):
    """A meeting of the cycle. Its invitation is a calendar request: `id` is its UID, `sequence` counts its changes."""

    class Purpose(models.TextChoices):
        FORMING = "forming", _("Forming the team")
        FOLLOW_UP = "follow_up", _("Following the work")
        CHOOSING = "choosing", _("Choosing between options")
        OTHER = "other", _("Other")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="meetings")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices, default=Purpose.FORMING)
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("time"))
    lasts = models.DurationField(_("duration"), default=timedelta(hours=1))
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    minutes = models.TextField(pgettext_lazy("of a meeting", "minutes"), blank=True)
    minutes_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    minutes_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=now)
    sequence = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-starts_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def uid(self) -> str:
        return f"{self.pk}@minassa"

    @property
    def is_over(self) -> bool:
        return self.starts_at + self.lasts < now()

    @property
    def has_minutes(self) -> bool:
        return bool(self.minutes.strip())


class Attendee(Kept):
    """Somebody asked to a meeting: a colleague, or a guest by name and e-mail."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    member = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    guest_name = models.CharField(_("name"), max_length=120, blank=True)
    guest_email = models.EmailField(_("e-mail"), blank=True)
    mailed_sequence = models.PositiveIntegerField(null=True)  # of the calendar request a mail server last took
    mailed_at = models.DateTimeField(null=True)
    mail_error = models.CharField(max_length=300, blank=True)
    attended = models.BooleanField(_("attended"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="a_colleague_once_per_meeting"),
            models.CheckConstraint(
                condition=models.Q(member__isnull=False) | ~models.Q(guest_name=""), name="attendee_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.member.user.name if self.member is not None else self.guest_name

    @property
    def email(self) -> str:
        return self.member.user.email if self.member is not None else self.guest_email


class MeetingDecision(Kept):
    """What a meeting decided, in a sentence of its minutes."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField(default=0)
    said = models.TextField(_("decision"))

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.said


class ActionItem(Kept):
    """What a person took on in a meeting. It follows the person, past the end of the cycle, until it is done."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="actions")
    person = models.ForeignKey(Membership, models.PROTECT, related_name="action_items")
    what = models.CharField(_("what"), max_length=500)
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["person", "due_on"], condition=models.Q(done_at__isnull=True), name="action_open")
        ]

    def __str__(self) -> str:
        return self.what
