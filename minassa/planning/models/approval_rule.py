from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minassa.people.abilities import Role
from minassa.people.models import Membership, User
from minassa.planning.models.activity import Kind
from minassa.planning.models.kept import MONEY, Kept


class ApprovalRule(Kept):
    """الإجراءات المعتمدة: who approves, in order. A request passes each rule of its kind until one whose limit it
    does not exceed; a company without rules asks its general manager."""

    position = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, blank=True)  # blank: every kind
    up_to = models.DecimalField(_("up to"), null=True, blank=True, **MONEY)  # None: any amount
    role = models.CharField(_("approved by"), max_length=10, choices=Role.choices, blank=True)
    approver = models.ForeignKey(
        Membership, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__gt="", approver__isnull=True) | Q(role="", approver__isnull=False),
                name="rule_names_a_role_or_a_person",
            ),
            models.CheckConstraint(condition=Q(up_to__isnull=True) | Q(up_to__gte=0), name="rule_limit_not_negative"),
        ]

    def __str__(self) -> str:
        return self.approver.user.name if self.approver else str(self.get_role_display())


class StandIn(Kept):
    """`who` decides for `stands_for` while that person is away; both days count whole."""

    stands_for = models.ForeignKey(Membership, models.CASCADE, related_name="stood_in_by")
    who = models.ForeignKey(Membership, models.CASCADE, related_name="stands_in_for")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="stand_in_term_in_order"),
            models.CheckConstraint(condition=~Q(who=F("stands_for")), name="nobody_stands_in_for_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.who} → {self.stands_for}"
