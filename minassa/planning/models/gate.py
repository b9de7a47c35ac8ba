from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from minassa.people.models import Company


class Gate(models.Model):
    """Where a company that follows the manual may publish now; a company that has begun no cycle has no gate.

    Kept by `gates.refresh` in the transaction of every change it depends on, so that the worker's claim asks one
    row instead of the whole manual.
    """

    company = models.OneToOneField(Company, models.CASCADE, primary_key=True, related_name="gate")
    platforms = ArrayField(models.CharField(max_length=20), default=list)
    is_wide = models.BooleanField(default=False)  # the officer opened it for every platform
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"gate of {self.company}"

    def lets(self, platform: str) -> bool:
        return self.is_wide or platform in self.platforms
