from __future__ import annotations

from datetime import timedelta

from django.db import models

from minassa.core.clock import now

QUIET = timedelta(seconds=20)


class Worker(models.Model):
    """One worker process. Alive while its own database session holds the advisory lock of its number."""

    id = models.BigAutoField(primary_key=True)
    host = models.CharField(max_length=255)
    process = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=now)
    beat_at = models.DateTimeField(default=now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-beat_at"], name="worker_beats")]

    def __str__(self) -> str:
        return f"worker {self.id} on {self.host}"

    @property
    def is_beating(self) -> bool:
        return self.stopped_at is None and now() - self.beat_at < QUIET
