from __future__ import annotations

from datetime import timedelta
from typing import Any

from babel.numbers import get_currency_name, list_currencies
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from minassa.people.models import Company
from minassa.people.models.company import WEEKDAYS
from minassa.web.forms.setup import zones
from minassa.web.logos import LogoField

NEAR = [
    "SAR",
    "AED",
    "KWD",
    "QAR",
    "BHD",
    "OMR",
    "JOD",
    "EGP",
    "IQD",
    "LBP",
    "SYP",
    "YER",
    "SDG",
    "LYD",
    "TND",
    "DZD",
    "MAD",
]
NEAR += ["USD", "EUR", "GBP", "TRY"]


def currencies() -> list[tuple[str, str]]:
    language = get_language() or "ar"
    others = sorted(code for code in list_currencies(language) if code not in NEAR)
    return [(code, f"{get_currency_name(code, locale=language)} ({code})") for code in [*NEAR, *others]]


class CompanyForm(forms.Form):
    name = forms.CharField(label=_("Company name"), max_length=120)
    logo = LogoField(label=_("Logo"), required=False, help_text=_("A PNG, JPEG or WebP picture, up to 2 MB."))
    remove_logo = forms.BooleanField(label=_("Remove the logo"), required=False)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("ar", "العربية"), ("en", "English")],
        widget=forms.RadioSelect,
        help_text=_("Of the company’s mails and of new people. Everybody chooses their own for reading."),
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies)
    weekend = forms.TypedMultipleChoiceField(
        label=_("Weekend"), choices=WEEKDAYS, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    first_weekday = forms.TypedChoiceField(label=_("First day of the week"), choices=WEEKDAYS, coerce=int)
    digits = forms.ChoiceField(label=_("Digits"), choices=Company.Digits.choices, widget=forms.RadioSelect)
    hijri = forms.BooleanField(label=_("Show the Hijri date beside the Gregorian"), required=False)
    late_after = forms.IntegerField(
        label=_("A post is late after"),
        min_value=1,
        max_value=24 * 60,
        help_text=_("Minutes after its time. From then on it is shown as late, and whoever must know is told."),
    )

    @classmethod
    def of(cls, company: Company) -> CompanyForm:
        same = ("name", "language", "zone", "currency", "weekend", "first_weekday", "digits", "hijri")
        minutes = int(company.late_after.total_seconds() // 60)
        return cls(initial={field: getattr(company, field) for field in same} | {"late_after": minutes})

    def settings(self) -> dict[str, Any]:
        """As the company keeps them."""
        given = dict(self.cleaned_data)
        logo, remove = given.pop("logo"), given.pop("remove_logo")
        if logo or remove:
            given["logo"] = logo or ""
        return given | {"late_after": timedelta(minutes=given["late_after"])}
