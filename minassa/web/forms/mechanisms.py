"""How one platform serves the objectives."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minassa.people.access import colleagues_of
from minassa.people.models import Company, Membership
from minassa.people.models.company import WEEKDAYS
from minassa.planning.models import Cycle, Mechanism, Objective
from minassa.planning.platforms import offered
from minassa.web.forms.colleagues import ColleagueChoice
from minassa.web.forms.moments import clock_field
from minassa.web.forms.numbers import WholeField
from minassa.web.forms.rows import Rows

LANGUAGES = [
    ("ar", _("Arabic")),
    ("en", _("English")),
    ("ur", _("Urdu")),
    ("hi", _("Hindi")),
    ("bn", _("Bengali")),
    ("tl", _("Filipino")),
    ("tr", _("Turkish")),
    ("fr", _("French")),
]
UNITS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1), "days": timedelta(days=1)}


class HoursField(forms.CharField):
    """Times of day in one line: 9:00, 13:30، ٢١:٠٠"""

    default_error_messages = {"hour": _("“%(said)s” is not a time of day. Write it as 9:00 or 21:30.")}

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value) or ""
        found = {self._hour(one) for one in re.split(r"[\s,،;؛]+", said) if one}
        return sorted(found)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(f"{one:%H:%M}" for one in value) if isinstance(value, list) else value

    def _hour(self, said: str) -> time:
        match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", said)
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (24, 0)
        if hour > 23 or minute > 59:
            raise forms.ValidationError(self.error_messages["hour"], "hour", {"said": said[:20]})
        return time(hour, minute)

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def run_validators(self, value: Any) -> None:
        """Those of a text have nothing to say to times."""


class PillarForm(forms.Form):
    name = forms.CharField(label=_("Content pillar"), max_length=120, required=True)
    share = WholeField(label=pgettext_lazy("of a content pillar", "Share"), least=1, most=100)


class MechanismForm(forms.Form):
    platform = forms.ChoiceField(label=_("Platform"))
    objectives: forms.ModelMultipleChoiceField[Objective] = forms.ModelMultipleChoiceField(
        None,
        label=_("Objectives served"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Which of the expected objectives this platform works for."),
    )
    audience = forms.CharField(
        label=_("Audience"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Who is reached here: the public, and potential customers."),
    )
    posts_per_week = WholeField(label=_("Posts a week"), least=1, most=100, required=False)
    hours = HoursField(
        label=_("Best hours"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"dir": "ltr"}),
        help_text=_("When the audience is there, such as 9:00, 13:30, 21:00."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    tone = forms.CharField(
        label=_("Tone"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("How the company speaks when it answers."),
    )
    amount = WholeField(label=_("Answered within"), least=1, most=999, required=False)
    unit = forms.ChoiceField(
        label=_("Unit of time"), choices=[("minutes", _("minutes")), ("hours", _("hours")), ("days", _("days"))]
    )
    answer_days = forms.TypedMultipleChoiceField(
        label=_("Days of answering"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    answers_from = clock_field(required=False)
    answers_to = clock_field(required=False)
    escalate_to = ColleagueChoice(
        label=_("Escalated to"), required=False, help_text=_("Who gets a matter that the work team cannot answer.")
    )
    escalate_what = forms.CharField(
        label=_("What is escalated"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, member: Membership, cycle: Cycle, data: QueryDict | None = None, **given: Any) -> None:
        mechanism: Mechanism | None = given.pop("mechanism", None)
        is_new = mechanism is None
        initial = given.pop("initial", None) or (_new(member.company) if mechanism is None else _initial(mechanism))
        super().__init__(data, initial=initial)
        pillars = initial.get("pillars", ())
        self.pillars = Rows(PillarForm, "pillar", data, initial=pillars, spare=4 if is_new else 2)
        fields: dict[str, Any] = self.fields
        fields["objectives"].queryset = cycle.objectives.all()
        fields["answer_days"].choices = week_of(member.company)
        fields["escalate_to"].of(colleagues_of(member))
        fields["answers_from"].label, fields["answers_to"].label = _("Answers from"), _("Answers until")
        if is_new:
            taken = set(cycle.mechanisms.values_list("platform", flat=True))
            fields["platform"].choices = [(code, title) for code, title in offered() if code not in taken]
        else:
            del self.fields["platform"]

    def is_valid(self) -> bool:
        rows, own = self.pillars.is_valid(), super().is_valid()
        return rows and own

    @property
    def divided(self) -> list[tuple[str, int]]:
        """The shares as far as they can be read, for the bar."""
        typed = [(row["name"].value() or "", str(row["share"].value() or "")) for row in self.pillars]
        return [(name, min(int(share), 100)) for name, share in typed if share.isdecimal() and len(share) < 4]

    def given(self) -> dict[str, Any]:
        """What the verbs take."""
        kept = {name: value for name, value in self.cleaned_data.items() if name not in ("amount", "unit", "platform")}
        amount = self.cleaned_data["amount"]
        kept["respond_within"] = UNITS[self.cleaned_data["unit"]] * amount if amount else None
        kept["objectives"] = list(kept["objectives"])
        kept["pillars"] = [(row["name"], row["share"]) for row in self.pillars.cleaned]
        return kept


def week_of(company: Company) -> list[tuple[int, Any]]:
    """The days in the company's own order."""
    names = dict(WEEKDAYS)
    return [(day % 7, names[day % 7]) for day in range(company.first_weekday, company.first_weekday + 7)]


def _new(company: Company) -> dict[str, Any]:
    days = [day for day, _name in week_of(company) if day not in company.weekend]
    return {"languages": ["ar"], "answer_days": days, "unit": "hours"}


def _initial(mechanism: Mechanism) -> dict[str, Any]:
    names = ("audience", "posts_per_week", "hours", "languages", "tone", "answer_days", "answers_from", "answers_to")
    given = {name: getattr(mechanism, name) for name in (*names, "escalate_to", "escalate_what")}
    within = mechanism.respond_within
    whole = [name for name in ("days", "hours", "minutes") if within and not within % UNITS[name]]
    unit = whole[0] if whole else "hours"
    given |= {"unit": unit, "amount": within // UNITS[unit] if within else None}
    given["objectives"] = list(mechanism.objectives.all())
    return given | {"pillars": [{"name": one.name, "share": one.share} for one in mechanism.pillars.all()]}
