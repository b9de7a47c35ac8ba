from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minassa.connectors.registry import title_of
from minassa.people.models import Membership
from minassa.people.models.company import WEEKDAYS
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import Kept
from minassa.planning.models.objective import Objective


class Mechanism(Kept):
    """How one platform serves the objectives: what is posted there, how often, and how the public is answered."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="mechanisms")
    platform = models.CharField(_("platform"), max_length=20)  # as `Channel.platform`
    objectives = models.ManyToManyField(
        Objective, through="planning.Service", related_name="mechanisms", verbose_name=_("objectives served")
    )
    audience = models.TextField(_("audience"), blank=True)
    posts_per_week = models.PositiveSmallIntegerField(
        _("posts a week"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    hours = ArrayField(models.TimeField(), verbose_name=_("best hours"), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages"), default=list, blank=True)
    tone = models.TextField(_("tone"), blank=True)
    respond_within = models.DurationField(_("answered within"), null=True, blank=True)
    answers_from = models.TimeField(_("answers from"), null=True, blank=True)
    answers_to = models.TimeField(_("answers until"), null=True, blank=True)
    answer_days = ArrayField(
        models.SmallIntegerField(choices=WEEKDAYS), verbose_name=_("days of answering"), default=list, blank=True
    )
    escalate_to = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("escalated to")
    )
    escalate_what = models.TextField(_("what is escalated"), blank=True)

    class Meta:
        ordering = ["platform"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "platform"], name="one_mechanism_per_platform"),
            models.CheckConstraint(
                condition=Q(posts_per_week__isnull=True) | Q(posts_per_week__gte=1, posts_per_week__lte=100),
                name="mechanism_frequency_in_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.platform_title

    @property
    def platform_title(self) -> str:
        return title_of(self.platform)


class Service(Kept):
    """This mechanism serves this objective."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="services")
    objective = models.ForeignKey(Objective, models.CASCADE, related_name="services")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mechanism", "objective"], name="an_objective_served_once")]

    def __str__(self) -> str:
        return f"{self.mechanism}: {self.objective}"


class Pillar(Kept):
    """A kind of content and its share of what is posted, in percent."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="pillars")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("content pillar"), max_length=120)
    share = models.PositiveSmallIntegerField(_("share"), validators=[MinValueValidator(1), MaxValueValidator(100)])

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["mechanism", "name"], name="one_pillar_per_name"),
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="pillar_share_in_bounds"),
        ]

    def __str__(self) -> str:
        return self.name
