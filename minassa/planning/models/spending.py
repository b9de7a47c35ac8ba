from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minassa.core.clock import now
from minassa.media.models import Asset
from minassa.people.models import Party, User
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import MONEY, NOTHING, Kept
from minassa.planning.models.resources import CostLine


class Commitment(Kept):
    """Money promised to a party and not yet paid: an order, a contract."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="commitments")
    cost_line = models.ForeignKey(CostLine, models.PROTECT, related_name="commitments")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("party"))
    what = models.CharField(_("what for"), max_length=200)
    amount = models.DecimalField(_("amount"), **MONEY)
    paid = models.DecimalField(default=NOTHING, editable=False, **MONEY)  # by expenses that name it
    on = models.DateField(_("on"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    released_at = models.DateTimeField(null=True)  # what was left of it is free again

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, paid__gte=0, paid__lte=F("amount")), name="commitment_paid_within_amount"
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def open(self) -> Decimal:
        return NOTHING if self.released_at is not None else Decimal(self.amount - self.paid)


class Expense(Kept):
    """Money spent, with its receipt."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="expenses")
    cost_line = models.ForeignKey(CostLine, models.PROTECT, related_name="expenses")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="expenses")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("party"))
    what = models.CharField(_("what for"), max_length=200)
    amount = models.DecimalField(_("amount"), **MONEY)
    on = models.DateField(_("on"))
    receipt = models.ForeignKey(Asset, models.PROTECT, null=True, blank=True, related_name="+")
    reference = models.CharField(_("receipt number"), max_length=80, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    voided_at = models.DateTimeField(null=True)  # entered by mistake; kept, and counts no more
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    voided_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="expense_of_something")]

    def __str__(self) -> str:
        return self.what
