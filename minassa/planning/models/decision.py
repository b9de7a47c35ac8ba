from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minassa.core.clock import now
from minassa.people.models import Membership, User
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import MONEY, Kept
from minassa.planning.models.objective import Objective


class Decision(Kept):
    """A choice between options by the objectives and requirements. Settled when manager and officer have signed it."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("of a decision", "Open")
        CHOSEN = "chosen", _("Chosen, waiting for signatures")
        SETTLED = "settled", _("Settled")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="decisions")
    question = models.CharField(_("question"), max_length=300)
    requirements = models.TextField(_("requirements"), blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    chosen = models.ForeignKey("planning.Option", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | (Q(chosen__isnull=False) & ~Q(reason="")), name="a_choice_has_its_reason"
            )
        ]

    def __str__(self) -> str:
        return self.question


class Option(Kept):
    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("option"), max_length=200)
    details = models.TextField(_("details"), blank=True)
    cost = models.DecimalField(_("cost"), null=True, blank=True, **MONEY)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["decision", "name"], name="one_option_per_name")]

    def __str__(self) -> str:
        return self.name


class Criterion(Kept):
    """What options are judged by; its weight comes from the objective it stands for, or is given."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("criterion"), max_length=200)
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="+")
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "name"], name="one_criterion_per_name"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="criterion_weight_in_bounds"),
        ]

    def __str__(self) -> str:
        return self.name


class Score(Kept):
    """What one voter gives one option on one criterion: 1, does not meet it, to 5, meets it fully."""

    LOWEST, HIGHEST = 1, 5

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="scores")
    voter = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    option = models.ForeignKey(Option, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="scores")
    value = models.PositiveSmallIntegerField(_("score"), validators=[MinValueValidator(1), MaxValueValidator(5)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voter", "option", "criterion"], name="one_score_per_voter"),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="score_in_bounds"),
        ]

    def __str__(self) -> str:
        return f"{self.voter}: {self.option} {self.value}"
