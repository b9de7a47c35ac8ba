from __future__ import annotations

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minassa.people.models import User
from minassa.planning.models.kept import MONEY, NOTHING, Kept

OPENED_LATE = timedelta(days=14)


def fourteen_and_three() -> list[int]:
    return [14, 3]


class Cycle(Kept):
    """One run of SM-P1 over a plan period. Open periods of a company never overlap; a closed one never changes."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("of a cycle", "Open")
        CLOSED = "closed", _("Closed")

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("Every week")
        FORTNIGHTLY = "fortnightly", _("Every two weeks")
        MONTHLY = "monthly", _("Every month")

    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_into")
    runway_days = models.PositiveSmallIntegerField(_("days of content ahead"), default=14)
    report_rhythm = models.CharField(
        _("progress reports"), max_length=11, choices=Rhythm.choices, default=Rhythm.FORTNIGHTLY
    )
    report_grace_days = models.PositiveSmallIntegerField(_("days to write a report"), default=3)
    contract_warnings = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("days of warning before a contract ends"),
        default=fourteen_and_three,
        blank=True,
    )
    # The most that may be approved in all, or None; `approved` is the sum of its cost lines, kept by the verbs.
    budget = models.DecimalField(_("budget"), null=True, blank=True, **MONEY)
    approved = models.DecimalField(default=NOTHING, editable=False, **MONEY)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, editable=False)  # when the whole plan was first decided
    closing_words = models.TextField(_("what was learned"), blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-starts_on"]
        indexes = [models.Index(fields=["company", "state", "-starts_on"], name="cycle_list")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cycle_period_in_order"),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(approved__lte=F("budget")), name="cycle_approved_within_budget"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | Q(state="closed", closed_at__isnull=False),
                name="cycle_closed_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def opened_on(self) -> date:
        return self.opened_at.astimezone(self.company.zoneinfo).date()

    @property
    def plan_due_on(self) -> date:
        """By when steps 1 to 5 stand: the period's first day. A cycle opened later has a while from its opening."""
        if self.opened_on <= self.starts_on:
            return self.starts_on
        return min(self.opened_on + OPENED_LATE, self.ends_on)
