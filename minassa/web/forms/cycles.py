"""A plan period to begin, and the settings of one."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from minassa.documents.cells import DIGITS
from minassa.people.abilities import Ability
from minassa.people.models import Membership
from minassa.planning.access import cycles_of
from minassa.planning.models import Cycle
from minassa.web.forms.moments import day_field
from minassa.web.forms.numbers import MoneyField, WholeField
from minassa.web.plan_periods import FOLLOWING, Period, periods
from minassa.web.ui import moments
from minassa.web.ui.reading import reading_for

OTHER = "other"
SETTINGS = ("name", "starts_on", "ends_on", "runway_days", "report_rhythm", "report_grace_days", "contract_warnings")


class NewCycleForm(forms.Form):
    period = forms.ChoiceField(label=_("Plan period"), widget=forms.RadioSelect)
    starts_on = day_field(required=False)
    ends_on = day_field(required=False)
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Empty: it is named after its period.")
    )

    def __init__(self, member: Membership, data: Any = None) -> None:
        known = list(cycles_of(member))
        reading = reading_for(member.company)
        self.offered = {one.key: one for one in periods(member.company.local_now().date(), known)}
        carry = str(known[0].pk) if known else ""
        super().__init__(data, initial={"period": next(iter(self.offered), OTHER), "carry": carry})
        own: Any = self.fields["period"]
        own.choices = [(one.key, _with_days(one, reading)) for one in self.offered.values()]
        own.choices = [*own.choices, (OTHER, _("Other dates"))]
        for name, label in (("starts_on", _("From")), ("ends_on", _("To"))):
            # Asked for only with dates of one's own; where they are shown, they are not optional.
            self.fields[name].label = label
            self.fields[name].required = data is None or data.get("period") == OTHER
        if known:
            self.fields["carry"] = forms.ModelChoiceField(
                cycles_of(member),
                label=_("Begin with"),
                required=False,
                empty_label=_("An empty plan"),
                help_text=_(
                    "From an earlier cycle come the objectives that go on, the mechanisms and the team. "
                    "Nothing of it is signed or approved."
                ),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        chosen = self.offered.get(given.get("period", ""))
        if chosen is not None:
            given |= {"starts_on": chosen.starts_on, "ends_on": chosen.ends_on}
        if not given.get("name", "").strip() and given.get("starts_on") and given.get("ends_on"):
            known = chosen if chosen is not None and chosen.key != FOLLOWING else None
            given["name"] = known.name if known else _days_of(given["starts_on"], given["ends_on"])
        return given

    def given(self) -> dict[str, Any]:
        """As the verb takes it."""
        wanted = {name: self.cleaned_data[name] for name in ("name", "starts_on", "ends_on")}
        return wanted | {"carry": self.cleaned_data.get("carry")}


def _with_days(one: Period, reading: Any) -> str:
    days = f"{moments.say(one.starts_on, reading, 'date')} – {moments.say(one.ends_on, reading, 'date')}"
    return f"{reading.figures(one.name)} · {days}"


def _days_of(first: date, last: date) -> str:
    return f"{date_format(first, 'DATE_FORMAT')} – {date_format(last, 'DATE_FORMAT')}"


class DaysField(forms.CharField):
    """Several counts of days, as in "14, 3"."""

    def clean(self, value: Any) -> list[int]:
        said = str(super().clean(value)).translate(DIGITS).replace("،", ",")
        parts = [one for one in re.split(r"[\s,;]+", said) if one]
        if len(parts) > 6 or not all(re.fullmatch(r"[0-9]{1,4}", one) for one in parts):
            raise forms.ValidationError(_now("Write the days as numbers with commas between them, such as 14, 3."))
        return sorted({int(one) for one in parts}, reverse=True)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class CycleForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    starts_on = day_field()
    ends_on = day_field()
    runway_days = WholeField(
        label=_("Days of content ahead"),
        least=1,
        most=180,
        help_text=_("Step 6 is done when every platform is covered for so many days."),
    )
    report_rhythm = forms.ChoiceField(label=_("Progress reports"), choices=Cycle.Rhythm.choices)
    report_grace_days = WholeField(
        label=_("Days to write a report"),
        most=60,
        help_text=_("After the end of what it reports. Then it is overdue, and people are reminded."),
    )
    contract_warnings = DaysField(
        label=_("Warn before a contract ends"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
        help_text=_("Days before the end, with commas between them: 14, 3."),
    )

    def __init__(self, member: Membership, cycle: Cycle, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(cycle, name) for name in (*SETTINGS, "budget")})
        self.fields["starts_on"].label, self.fields["ends_on"].label = _("From"), _("To")
        if member.may(Ability.SIGN_AS_MANAGER):
            self.fields["budget"] = MoneyField(
                label=_("Budget of the whole plan"),
                currency=member.company.currency,
                required=False,
                help_text=_("The most that may be approved in all. Empty: no limit."),
            )

    def settings(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SETTINGS}
