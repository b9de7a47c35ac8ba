from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minassa.core.ids import new_id
from minassa.people.models.company import Company


class Party(models.Model):
    """Whoever answers for a platform, inside the company or outside it, and how that party is notified."""

    class Kind(models.TextChoices):
        INSIDE = "inside", _("Inside the company")
        OUTSIDE = "outside", _("Outside party")

    class NotifyBy(models.TextChoices):
        EMAIL = "email", _("E-mail")
        TICKET = "ticket", _("Ticket system")
        CALL = "call", _("Phone call")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="parties")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.INSIDE)
    contact = models.CharField(_("contact person"), max_length=120, blank=True)
    notify_by = models.CharField(_("notified by"), max_length=8, choices=NotifyBy.choices, default=NotifyBy.EMAIL)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(fields=["company", "name"], name="one_party_per_name"),
            models.CheckConstraint(
                condition=~Q(notify_by="email") | ~Q(email=""), name="party_by_email_has_an_address"
            ),
            models.CheckConstraint(condition=~Q(notify_by="call") | ~Q(phone=""), name="party_by_call_has_a_phone"),
        ]

    def __str__(self) -> str:
        return self.name
