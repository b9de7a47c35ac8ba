from __future__ import annotations

from django.db import models
from django.db.models import Q

from minassa.core.clock import now
from minassa.people.models import User
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import Kept


class Override(Kept):
    """The officer lets the work go on before a gating step is done, with a written reason."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="overrides")
    step = models.PositiveSmallIntegerField()  # of SM-P1
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "step"], condition=Q(withdrawn_at__isnull=True), name="one_standing_override_per_step"
            ),
            models.CheckConstraint(condition=Q(step__gte=1, step__lte=5), name="override_of_a_gating_step"),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.reason[:60]}"
