from __future__ import annotations

from django.db import models

from minassa.core.clock import now
from minassa.people.models import Company, User


class Event(models.Model):
    """Who did what to which record, and when. Written once; the table itself refuses UPDATE and DELETE."""

    id = models.BigAutoField(primary_key=True)
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # None: the product itself
    verb = models.CharField(max_length=60)  # "post.approved": the record's noun, then a past participle
    subject_id = models.UUIDField()
    facts = models.JSONField(default=dict)  # what a reader of the trail needs, never a secret
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [
            models.Index(fields=["company", "-id"], name="event_trail"),
            models.Index(fields=["subject_id", "-id"], name="event_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_id}"
