from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minassa.core.clock import now
from minassa.core.ids import new_id
from minassa.people.abilities import MAY, Ability, Role
from minassa.people.models.company import Company
from minassa.people.models.party import Party
from minassa.people.models.user import User


class Memberships(models.QuerySet["Membership"]):
    def of(self, user: User) -> Memberships:
        return self.filter(user=user).select_related("company", "user", "party")


class Membership(models.Model):
    """A person in a company, in a role, for a term. The last day counts whole, by the company's own midnight."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("responsible party")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = Memberships.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "user"], name="one_membership_per_company"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_term_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(role="outside") | Q(party__isnull=False), name="outside_members_have_a_party"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    def may(self, ability: Ability) -> bool:
        return ability in MAY[self.role]

    def is_current(self, at: datetime | None = None) -> bool:
        """Whether the term holds at this moment (default: now), seen from the company's zone."""
        if self.ended_at is not None or not self.user.is_active:
            return False
        today: date = (at or now()).astimezone(self.company.zoneinfo).date()
        return (self.starts_on is None or self.starts_on <= today) and (self.ends_on is None or today <= self.ends_on)

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None or (
            self.ends_on is not None and self.ends_on < self.company.local_now().date()
        )

    @property
    def has_begun(self) -> bool:
        return self.starts_on is None or self.starts_on <= self.company.local_now().date()
