from __future__ import annotations

from collections.abc import Mapping
from json import dumps, loads

from django.db import models

from minassa.channels.models.channel import Channel
from minassa.core.crypto import seal, unseal


class Credential(models.Model):
    """A channel's secrets, sealed. Opened for the length of one call, never logged."""

    channel = models.OneToOneField(Channel, models.CASCADE, primary_key=True, related_name="credential")
    sealed = models.TextField()
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"credential of {self.channel}"

    def secrets(self) -> dict[str, str]:
        opened: dict[str, str] = loads(unseal(self.sealed))
        return opened

    def keep(self, secrets: Mapping[str, str]) -> None:
        self.sealed = seal(dumps(dict(secrets)))
        self.save()
