from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minassa.planning.models.kept import Kept


class Metric(Kept):
    """A performance indicator of the company's catalogue: one every company has, or its own."""

    class Code(models.TextChoices):
        FOLLOWERS = "followers", _("Followers")
        REACH = "reach", _("Reach")
        VIEWS = "views", _("Views")
        ENGAGEMENT = "engagement", _("Engagement")
        ENGAGEMENT_RATE = "engagement_rate", _("Engagement rate")
        CLICKS = "clicks", _("Clicks")
        LEADS = "leads", _("Leads")
        RESPONSE_TIME = "response_time", _("Response time")
        ORDERS = "orders", _("Orders from social media")

    class Unit(models.TextChoices):
        COUNT = "count", _("Number")
        PERCENT = "percent", _("Percent")
        MINUTES = "minutes", _("Minutes")
        MONEY = "money", _("Money")

    class Better(models.TextChoices):
        UP = "up", _("More is better")
        DOWN = "down", _("Less is better")

    code = models.CharField(max_length=20, choices=Code.choices, blank=True)  # blank: the company's own
    own_name = models.CharField(_("name"), max_length=120, blank=True)
    unit = models.CharField(_("unit"), max_length=8, choices=Unit.choices, default=Unit.COUNT)
    better = models.CharField(_("direction"), max_length=4, choices=Better.choices, default=Better.UP)
    note = models.CharField(_("how it is measured"), max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "code"], condition=~models.Q(code=""), name="one_metric_per_code"
            ),
            models.UniqueConstraint(
                fields=["company", "own_name"], condition=models.Q(code=""), name="one_own_metric_per_name"
            ),
            models.CheckConstraint(
                condition=models.Q(code="", own_name__gt="") | (~models.Q(code="") & models.Q(own_name="")),
                name="metric_is_known_or_named",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.own_name or str(self.get_code_display())
