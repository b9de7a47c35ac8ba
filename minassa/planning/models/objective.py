from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minassa.people.models import User
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import FIGURE, Kept
from minassa.planning.models.metric import Metric


class Objective(Kept):
    """What the platforms are expected to bring, and at the end what they brought."""

    class Source(models.TextChoices):
        BY_HAND = "by_hand", _("Entered by hand")
        PLATFORM = "platform", _("Measured on the platform")
        FILE = "file", _("From the platform’s own file")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="objectives")
    position = models.PositiveSmallIntegerField(default=0)
    statement = models.CharField(_("objective"), max_length=500)
    metric = models.ForeignKey(
        Metric, models.PROTECT, null=True, blank=True, related_name="objectives", verbose_name=_("indicator")
    )
    baseline = models.DecimalField(_("baseline"), null=True, blank=True, **FIGURE)
    target = models.DecimalField(_("target"), null=True, blank=True, **FIGURE)
    due_on = models.DateField(_("due"), null=True, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_into")
    measured = models.DecimalField(_("measured"), null=True, blank=True, **FIGURE)
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    measured_from = models.CharField(_("source"), max_length=8, choices=Source.choices, blank=True)
    measured_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reached = models.BooleanField(_("reached"), null=True, blank=True)
    why = models.TextField(_("why"), blank=True)
    is_carried_on = models.BooleanField(_("carried into the next cycle"), default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="objective_weight_in_bounds"),
            models.CheckConstraint(
                condition=Q(measured__isnull=True) | (Q(measured_on__isnull=False) & ~Q(measured_from="")),
                name="objective_measured_on_a_day_from_a_source",
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def is_measurable(self) -> bool:
        return self.metric_id is not None and self.baseline is not None and self.target is not None

    @property
    def share_reached(self) -> Decimal | None:
        """How much of the way from baseline to target the measured value has gone; 1 is all of it."""
        if self.baseline is None or self.target is None or self.measured is None or self.target == self.baseline:
            return None
        return Decimal((self.measured - self.baseline) / (self.target - self.baseline))
