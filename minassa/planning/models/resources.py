"""What an activity needs: people × hours, and money."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minassa.people.models import Membership, Party
from minassa.planning.models.activity import Activity
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import MONEY, NOTHING, Kept


class Effort(Kept):
    """Hours of a colleague, or of people who are only named ("photographer", 2 people)."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="efforts")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="efforts")
    position = models.PositiveSmallIntegerField(default=0)
    member = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(_("who"), max_length=120, blank=True)  # when no colleague is meant
    people = models.PositiveSmallIntegerField(_("people"), default=1, validators=[MinValueValidator(1)])
    hours = models.DecimalField(_("hours each"), max_digits=7, decimal_places=1, validators=[MinValueValidator(0)])

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(member__isnull=False) | ~Q(who=""), name="effort_of_somebody"),
            models.CheckConstraint(condition=Q(hours__gte=0, people__gte=1), name="effort_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.people} × {self.hours}"

    @property
    def name(self) -> str:
        return self.member.user.name if self.member is not None else self.who

    @property
    def total(self) -> Decimal:
        return Decimal(self.people * self.hours)


class CostLine(Kept):
    """What an activity costs. The database itself keeps what is promised and spent within what was approved."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="cost_lines")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="cost_lines")
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(_("what for"), max_length=200)
    platform = models.CharField(_("platform"), max_length=20, blank=True)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("party"))
    asked = models.DecimalField(_("asked"), default=NOTHING, **MONEY)
    approved = models.DecimalField(_("approved"), default=NOTHING, **MONEY)
    committed = models.DecimalField(_("committed"), default=NOTHING, **MONEY)  # promised to a party and not yet paid
    spent = models.DecimalField(_("spent"), default=NOTHING, **MONEY)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked__gte=0, approved__gte=0, committed__gte=0, spent__gte=0),
                name="cost_line_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(approved__gte=F("committed") + F("spent")), name="cost_line_within_approved"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def left(self) -> Decimal:
        return Decimal(self.approved - self.committed - self.spent)
