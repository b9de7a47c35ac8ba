from __future__ import annotations

from django.db import models

from minassa.core.clock import now
from minassa.core.ids import new_id
from minassa.people.models import User
from minassa.posts.models.post import Post


class PostApproval(models.Model):
    """Somebody entitled approved exactly this content. It falls when the content changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="approvals")
    digest = models.CharField(max_length=64)  # of the content as it was read, see posts.content
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(withdrawn_at__isnull=True), name="one_standing_approval_per_post"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post} approved by {self.by}"
