from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minassa.people.models import Membership, User
from minassa.planning.models.activity import Activity
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import Kept


class ProgressReport(Kept):
    """تقرير سير العمل: what became of the plan in one period, drafted from the records and edited by the team."""

    class State(models.TextChoices):
        DUE = "due", _("Not written yet")
        DRAFT = "draft", _("Being written")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        RECEIVED = "received", _("Received")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="reports")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    due_on = models.DateField(_("due"))
    state = models.CharField(max_length=9, choices=State.choices, default=State.DUE)
    writer = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("written by")
    )
    summary = models.TextField(_("summary"), blank=True)
    figures = models.JSONField(default=dict, blank=True)  # as they were when it was drafted
    drafted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    returned_note = models.TextField(blank=True)
    reminded_at = models.DateTimeField(null=True)  # the writer
    escalated_at = models.DateTimeField(null=True)  # the officer

    class Meta:
        ordering = ["-ends_on"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "starts_on"], name="one_report_per_period"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"), due_on__gte=F("ends_on")), name="report_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"

    @property
    def is_in(self) -> bool:
        return self.state in (self.State.SUBMITTED, self.State.RECEIVED)


class ReportLine(Kept):
    """What one activity did in the period."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="lines")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="report_lines")
    state = models.CharField(_("state"), max_length=9, choices=Activity.State.choices)
    progress = models.PositiveSmallIntegerField(_("progress"), validators=[MaxValueValidator(100)])
    is_late = models.BooleanField(_("late"), default=False)
    said = models.TextField(_("what was done"), blank=True)

    class Meta:
        ordering = ["activity__number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "activity"], name="one_line_per_activity"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="line_progress_in_bounds"),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.activity}"


class Challenge(Kept):
    """التحديات: what stood in the way."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="challenges")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="challenges")
    position = models.PositiveSmallIntegerField(default=0)
    said = models.TextField(_("challenge"))

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.said


class Solution(Kept):
    """الحلول المطروحة: what is proposed against it."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="solutions")
    position = models.PositiveSmallIntegerField(default=0)
    said = models.TextField(_("proposed solution"))

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.said
