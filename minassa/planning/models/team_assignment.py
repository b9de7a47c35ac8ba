from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minassa.people.models import Invitation, Membership, Party
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import MONEY, Kept


class TeamAssignment(Kept):
    """A person's place in the work team of a cycle: somebody of the company, or somebody invited to it."""

    class Specialty(models.TextChoices):
        DESIGN = "design", _("Design")
        SOCIAL_MEDIA = "social_media", _("Social media")
        CONTENT = "content", _("Content writing")
        PHOTOGRAPHY = "photography", _("Photography")
        FILM = "film", _("Film")
        COMMUNITY = "community", _("Answering the audience")
        ADVERTISING = "advertising", _("Advertising")
        ANALYSIS = "analysis", _("Analysis")
        OTHER = "other", _("Other")

    class Arrangement(models.TextChoices):
        INSIDE = "inside", _("From inside the company")
        OUTSOURCED = "outsourced", _("Outsourced for a fixed term")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="assignments")
    member = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="assignments")
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, blank=True, related_name="assignments")
    specialty = models.CharField(_("specialty"), max_length=12, choices=Specialty.choices)
    arrangement = models.CharField(
        _("arrangement"), max_length=10, choices=Arrangement.choices, default=Arrangement.INSIDE
    )
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("party"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    fee = models.DecimalField(_("fee for the term"), null=True, blank=True, **MONEY)
    weekly_hours = models.DecimalField(
        _("hours a week"), max_digits=5, decimal_places=1, default=0, validators=[MinValueValidator(0)]
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    warned = ArrayField(models.PositiveSmallIntegerField(), default=list, editable=False)  # marks already warned of

    class Meta:
        ordering = ["specialty", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) | Q(invitation__isnull=False), name="assignment_of_somebody"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="assignment_term_in_order"),
            models.CheckConstraint(condition=Q(fee__isnull=True) | Q(fee__gte=0), name="assignment_fee_not_negative"),
            models.CheckConstraint(
                condition=Q(weekly_hours__gte=0, weekly_hours__lte=168), name="assignment_hours_in_a_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_specialty_display()}"

    @property
    def name(self) -> str:
        if self.member is not None:
            return self.member.user.name
        return self.invitation.name if self.invitation is not None else ""
