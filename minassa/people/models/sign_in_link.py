from __future__ import annotations

from datetime import timedelta

from django.db import models

from minassa.core.clock import now
from minassa.core.ids import new_id
from minassa.people.models.user import User

OPEN_FOR = timedelta(hours=24)


class SignInLink(models.Model):
    """A link that signs one person in, once. Only the digest of its token is stored."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="sign_in_links")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=now)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"sign-in link of {self.user}"

    @property
    def is_open(self) -> bool:
        return self.used_at is None and now() < self.made_at + OPEN_FOR
