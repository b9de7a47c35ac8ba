from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from minassa.core.clock import now
from minassa.core.ids import new_id
from minassa.people.abilities import Role
from minassa.people.models.company import Company
from minassa.people.models.party import Party
from minassa.people.models.user import User

OPEN_FOR = timedelta(days=7)


class Invitation(models.Model):
    """A place kept for a person. Only the digest of its link's token is stored; a new link ends the old one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, verbose_name=_("responsible party"))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=now)
    mailed_at = models.DateTimeField(null=True, blank=True)  # when a mail server took it, never before
    mail_error = models.CharField(max_length=300, blank=True)  # the server's own words when it did not
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "email"],
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_per_email",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and now() < self.invited_at + OPEN_FOR
