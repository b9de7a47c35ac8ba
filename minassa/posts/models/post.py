from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minassa.channels.models import Channel
from minassa.core.ids import new_id
from minassa.people.abilities import Role
from minassa.people.models import Company, Membership, User


class Posts(models.QuerySet["Post"]):
    def seen_by(self, member: Membership) -> Posts:
        """All of the company's; an outside party sees its own and those for the channels it answers for."""
        mine = self.filter(company=member.company)
        if member.role != Role.OUTSIDE:
            return mine
        theirs = Channel.objects.filter(company=member.company, party=member.party_id)
        return mine.filter(models.Q(author=member.user) | models.Q(variants__channel__in=theirs)).distinct()


class Post(models.Model):
    """One thing to say. What each channel says of it is its variants."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for approval")
        APPROVED = "approved", pgettext_lazy("a state", "Approved")
        TRASHED = "trashed", _("In the bin")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="posts")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(_("text"), blank=True)  # shared by every variant until changed there; NFC
    link = models.URLField(_("link"), max_length=2000, blank=True)
    pillar = models.CharField(_("content pillar"), max_length=120, blank=True)  # by name, as the mechanisms call it
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)  # counts edits: an autosave over a newer one is refused
    wanted_at = models.DateTimeField(_("time to publish"), null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    returned_note = models.TextField(blank=True)  # what the approver wrote when sending it back
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(auto_now_add=True)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = Posts.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["company", "state", "-created_at"], name="post_list"),
            models.Index(fields=["company", "wanted_at"], name="post_calendar"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_editable(self) -> bool:
        return self.state != self.State.TRASHED
