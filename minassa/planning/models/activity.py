from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minassa.people.models import Membership
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import Kept
from minassa.planning.models.objective import Objective


class Kind(models.TextChoices):
    """What an activity mostly is; the company's rules of approval may differ by it."""

    CONTENT = "content", _("Content")
    ADVERTISING = "advertising", _("Advertising")
    PRODUCTION = "production", _("Production")
    TOOLS = "tools", _("Tools")
    EVENT = "event", _("Event")
    OTHER = "other", _("Other")


class Initiative(Kept):
    """المبادرة: what several activities together are for."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="initiatives")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("initiative"), max_length=200)
    objective = models.ForeignKey(
        Objective, models.SET_NULL, null=True, blank=True, related_name="initiatives", verbose_name=_("objective")
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "name"], name="one_initiative_per_name")]

    def __str__(self) -> str:
        return self.name


class Activity(Kept):
    """A row of F-01."""

    Kind = Kind

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    class Approval(models.TextChoices):
        """draft ─► asked ─► approved | postponed | rejected; sent back and asking anew lead to draft and asked."""

        DRAFT = "draft", _("Not submitted")
        ASKED = "asked", _("Waiting for approval")
        APPROVED = "approved", pgettext_lazy("a state", "Approved")
        POSTPONED = "postponed", _("Postponed")
        REJECTED = "rejected", _("Rejected")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="activities")
    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="activities")
    number = models.PositiveIntegerField(_("no."))
    name = models.CharField(_("activity"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.CONTENT)
    platforms = ArrayField(models.CharField(max_length=20), verbose_name=_("platforms"), default=list, blank=True)
    responsible = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("responsible")
    )
    starts_on = models.DateField(_("start"), null=True, blank=True)
    deadline = models.DateField(_("expected deadline"), null=True, blank=True)
    expected = models.TextField(_("expected result"), blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PLANNED)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0, validators=[MaxValueValidator(100)])
    progress_note = models.TextField(_("progress in words"), blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    approval = models.CharField(_("approval"), max_length=9, choices=Approval.choices, default=Approval.DRAFT)
    postponed_to = models.DateField(_("postponed to"), null=True, blank=True)
    impact = models.PositiveSmallIntegerField(
        _("impact"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    urgency = models.PositiveSmallIntegerField(
        _("urgency"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    effort = models.PositiveSmallIntegerField(
        _("effort"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    rank = models.PositiveIntegerField(_("priority"), null=True, blank=True)  # 1 is first
    rank_reason = models.TextField(_("why this priority"), blank=True)  # when a person moved it from its score
    version = models.PositiveIntegerField(default=1)  # counts edits: an edit over a newer one is refused

    class Meta:
        verbose_name_plural = "activities"
        ordering = ["number"]
        indexes = [
            models.Index(
                fields=["responsible", "deadline"],
                condition=Q(state__in=["planned", "under_way"]),
                name="activity_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "number"], name="one_activity_per_number", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="activity_progress_in_bounds"),
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | Q(starts_on__isnull=True) | Q(deadline__gte=models.F("starts_on")),
                name="activity_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def score(self) -> int | None:
        """Impact × urgency, lighter work first: 1 to 125."""
        if self.impact is None or self.urgency is None or self.effort is None:
            return None
        return self.impact * self.urgency * (6 - self.effort)

    @property
    def is_decided(self) -> bool:
        return self.state == self.State.DROPPED or self.approval in (
            self.Approval.APPROVED,
            self.Approval.POSTPONED,
            self.Approval.REJECTED,
        )


class Dependency(Kept):
    """`activity` begins only after `before` is done."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="dependencies")
    before = models.ForeignKey(Activity, models.CASCADE, related_name="dependants")

    class Meta:
        verbose_name_plural = "dependencies"
        constraints = [
            models.UniqueConstraint(fields=["activity", "before"], name="one_dependency_per_pair"),
            models.CheckConstraint(condition=~Q(activity=models.F("before")), name="no_activity_waits_for_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.activity} ← {self.before}"
