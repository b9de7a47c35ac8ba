from __future__ import annotations

from datetime import timedelta

from django.db import models

from minassa.channels.models.channel import Channel
from minassa.core.clock import now
from minassa.core.ids import new_id
from minassa.people.models import Company, Party, User

OPEN_FOR = timedelta(minutes=20)


class PendingSignIn(models.Model):
    """Somebody is away signing in at a platform. Used once, by that person, for that company."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    state_digest = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()  # the app at the account's server, and the PKCE verifier
    party = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="+")
    channel = models.ForeignKey(Channel, models.CASCADE, null=True, related_name="+")  # the one being reconnected
    begun_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"sign-in of {self.user} at {self.kind}"

    @property
    def is_open(self) -> bool:
        return now() < self.begun_at + OPEN_FOR
