from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minassa.core.clock import now
from minassa.people.abilities import Role
from minassa.people.models import Membership, User
from minassa.planning.models.activity import Activity
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.kept import MONEY, NOTHING, Kept


class ApprovalRequest(Kept):
    """An activity asks for its resources; each asking is a round of its own, passed from approver to approver."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for approval")
        APPROVED = "approved", pgettext_lazy("a state", "Approved")
        POSTPONED = "postponed", _("Postponed")
        SENT_BACK = "sent_back", _("Sent back")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", pgettext_lazy("of a request", "Withdrawn")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="approval_requests")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="requests")
    # `amount` is the whole of what the activity asks for, with what earlier rounds approved.
    round = models.PositiveSmallIntegerField(_("round"))
    amount = models.DecimalField(_("asked"), **MONEY)
    already = models.DecimalField(default=NOTHING, **MONEY)  # approved before this round
    lines = models.JSONField(default=dict)  # cost line → what it asks for, as asked
    kind = models.CharField(max_length=12, blank=True, editable=False)  # of the activity, whose rules were followed
    digest = models.CharField(max_length=64)  # of the activity as asked; a change withdraws the request
    why = models.TextField(_("reason"), blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    granted = models.DecimalField(_("approved"), null=True, blank=True, **MONEY)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["company", "state", "-asked_at"], name="approval_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["activity", "round"], name="one_request_per_round"),
            models.UniqueConstraint(
                fields=["activity"], condition=Q(state="waiting"), name="one_waiting_request_per_activity"
            ),
            models.CheckConstraint(
                condition=Q(state="approved", granted__isnull=False) | (~Q(state="approved") & Q(granted__isnull=True)),
                name="approved_request_grants_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True) | Q(granted__lte=models.F("amount")), name="granted_within_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} ({self.round})"


class ApprovalStep(Kept):
    """One approver's turn. The rule is kept as it was when the request was made."""

    class Verdict(models.TextChoices):
        APPROVE = "approve", pgettext_lazy("a verdict that was given", "Approved")
        LESS = "less", pgettext_lazy("a verdict that was given", "Approved for less")
        POSTPONE = "postpone", pgettext_lazy("a verdict that was given", "Postponed")
        SEND_BACK = "send_back", pgettext_lazy("a verdict that was given", "Sent back")
        REJECT = "reject", pgettext_lazy("a verdict that was given", "Rejected")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="+")
    request = models.ForeignKey(ApprovalRequest, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=Role.choices, blank=True)
    approver = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=9, choices=Verdict.choices, blank=True)  # blank: not yet decided
    amount = models.DecimalField(_("amount"), null=True, blank=True, **MONEY)
    words = models.TextField(_("words"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    stood_in_for = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="one_step_per_position"),
            models.CheckConstraint(
                condition=Q(verdict="", by__isnull=True, at__isnull=True)
                | (~Q(verdict="") & Q(by__isnull=False, at__isnull=False)),
                name="a_verdict_is_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} {self.position}"

    @property
    def approver_name(self) -> str:
        return self.approver.user.name if self.approver is not None else str(self.get_role_display())


class ApprovalLink(Kept):
    """A link by which one approver decides one step from a phone. Only the digest of its token is stored."""

    step = models.ForeignKey(ApprovalStep, models.CASCADE, related_name="links")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=now)
    mailed_at = models.DateTimeField(null=True)
    mail_error = models.CharField(max_length=300, blank=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.step}: {self.member}"

    @property
    def is_reminder(self) -> bool:
        return ApprovalLink.objects.filter(step=self.step_id, member=self.member_id, made_at__lt=self.made_at).exists()
