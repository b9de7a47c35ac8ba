from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minassa.core.clock import now
from minassa.core.ids import new_id

SATURDAY, SUNDAY, FRIDAY = 5, 6, 4  # as date.weekday()
WEEKDAYS = [
    (SATURDAY, _("Saturday")),
    (SUNDAY, _("Sunday")),
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (FRIDAY, _("Friday")),
]


def is_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Choose one such as Asia/Riyadh."), params={"name": name}
        )


def friday_and_saturday() -> list[int]:
    return [FRIDAY, SATURDAY]


class Company(models.Model):
    """One customer of this installation; nothing of one company is ever seen by another."""

    class Digits(models.TextChoices):
        LATIN = "latn", "123"
        ARABIC = "arab", "١٢٣"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(_("address"), max_length=40, unique=True)
    name = models.CharField(_("company name"), max_length=120)
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    zone = models.CharField(_("time zone"), max_length=50, default="Asia/Riyadh", validators=[is_zone])
    currency = models.CharField(_("currency"), max_length=3, default="SAR")
    weekend = ArrayField(
        models.SmallIntegerField(choices=WEEKDAYS), verbose_name=_("weekend"), default=friday_and_saturday, blank=True
    )
    first_weekday = models.SmallIntegerField(_("first day of the week"), choices=WEEKDAYS, default=SATURDAY)
    digits = models.CharField(_("digits"), max_length=4, choices=Digits.choices, default=Digits.LATIN)
    hijri = models.BooleanField(_("Hijri dates beside the Gregorian"), default=False)
    language = models.CharField(
        _("language"), max_length=2, choices=[("ar", "العربية"), ("en", "English")], default="ar"
    )
    late_after = models.DurationField(_("a post is late after"), default=timedelta(minutes=10))
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def zoneinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def logo_name(self) -> str:
        """Its last part is made of the picture's content: a new logo has a new address."""
        return str(self.logo.name or "").rpartition("/")[2]

    @property
    def logo_url(self) -> str:
        return reverse("company:logo", args=[self.slug, self.logo_name]) if self.logo else ""

    def local_now(self) -> datetime:
        return now().astimezone(self.zoneinfo)
