"""How much an activity matters, and where a person puts it instead."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minassa.planning.models import Activity, Cycle
from minassa.web.forms.numbers import WholeField

IMPACT = [
    ("1", pgettext_lazy("impact", "Very little")),
    ("2", pgettext_lazy("impact", "Little")),
    ("3", pgettext_lazy("impact", "Some")),
    ("4", pgettext_lazy("impact", "Much")),
    ("5", pgettext_lazy("impact", "Very much")),
]
URGENCY = [
    ("1", pgettext_lazy("urgency", "Can wait")),
    ("2", pgettext_lazy("urgency", "Not soon")),
    ("3", pgettext_lazy("urgency", "Soon")),
    ("4", pgettext_lazy("urgency", "Very soon")),
    ("5", pgettext_lazy("urgency", "At once")),
]
EFFORT = [
    ("1", pgettext_lazy("effort", "Very light")),
    ("2", pgettext_lazy("effort", "Light")),
    ("3", pgettext_lazy("effort", "Moderate")),
    ("4", pgettext_lazy("effort", "Heavy")),
    ("5", pgettext_lazy("effort", "Very heavy")),
]
NOT_YET = ("", "—")


class RatingForm(forms.Form):
    impact = forms.TypedChoiceField(choices=[NOT_YET, *IMPACT], coerce=int, empty_value=None, required=False)
    urgency = forms.TypedChoiceField(choices=[NOT_YET, *URGENCY], coerce=int, empty_value=None, required=False)
    effort = forms.TypedChoiceField(choices=[NOT_YET, *EFFORT], coerce=int, empty_value=None, required=False)


class RankForm(forms.Form):
    to = WholeField(label=_("Move to place"), least=1, most=100_000)
    reason = forms.CharField(
        label=_("Why this place"),
        help_text=_("It is kept, and shown beside the activity."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class AskForm(forms.Form):
    activity: forms.ModelMultipleChoiceField[Activity] = forms.ModelMultipleChoiceField(
        None, error_messages={"required": _("Choose the activities to submit first.")}
    )
    why = forms.CharField(
        label=_("Why they should be approved"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, cycle: Cycle, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        field: Any = self.fields["activity"]
        field.queryset = cycle.activities.order_by("rank", "number")
