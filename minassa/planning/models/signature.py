from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minassa.core.clock import now
from minassa.people.models import User
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import Kept


class Act(models.TextChoices):
    OBJECTIVES = "objectives", _("The objectives")  # subject: the cycle
    MECHANISM = "mechanism", _("The mechanism of a platform")  # subject: the mechanism
    PLAN = "plan", _("The plan of action F-01")  # subject: the cycle
    DECISION = "decision", _("The choice between options")  # subject: the decision
    REVIEW = "review", _("The review of the cycle")  # subject: the cycle


class Capacity(models.TextChoices):
    MANAGER = "manager", _("General manager")
    OFFICER = "officer", _("Marketing officer")


class Signature(Kept):
    """Somebody put their name to exactly this content. It falls when the content changes, and stays on record."""

    Act = Act
    Capacity = Capacity

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="signatures")
    act = models.CharField(max_length=10, choices=Act.choices)
    subject_id = models.UUIDField()
    capacity = models.CharField(max_length=7, choices=Capacity.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    digest = models.CharField(max_length=64)
    fallen_at = models.DateTimeField(null=True)
    fallen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # whose change it was

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "subject_id", "capacity"],
                condition=models.Q(fallen_at__isnull=True),
                name="one_standing_signature",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.by}"

    @property
    def stands(self) -> bool:
        return self.fallen_at is None
