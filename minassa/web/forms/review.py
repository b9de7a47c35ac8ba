"""What an objective brought, whether it was reached and why; and what the whole cycle taught."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minassa.planning.models import Cycle, Objective
from minassa.web.forms.moments import day_field
from minassa.web.forms.numbers import FigureField
from minassa.web.forms.unbroken import unbroken

LONGEST = 4000
VERDICTS = {"yes": True, "no": False}


class VerdictForm(forms.Form):
    measured = FigureField(label=_("Measured"), required=False, negative=True)
    measured_on = day_field(required=False)
    measured_from = forms.ChoiceField(label=_("Source"), choices=Objective.Source.choices)
    reached = forms.ChoiceField(
        label=_("Reached?"),
        required=False,
        choices=[("yes", _("Reached")), ("no", _("Not reached"))],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Why it was reached or not"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 2})
    )
    carry_on = forms.BooleanField(label=_("Carry it into the next cycle"), required=False)

    def __init__(self, objective: Objective, data: Any = None) -> None:
        initial = {
            "measured": objective.measured,
            "measured_on": objective.measured_on or objective.cycle.company.local_now().date(),
            "measured_from": objective.measured_from or Objective.Source.BY_HAND,
            "reached": "" if objective.reached is None else "yes" if objective.reached else "no",
            "why": objective.why,
            "carry_on": objective.is_carried_on,
        }
        super().__init__(data, initial=initial, auto_id=f"id_{objective.pk}_%s")
        self.fields["measured_on"].label = _("Measured on")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        if given.get("measured") is None and not given.get("reached"):
            self.add_error("measured", _("Write what the indicator shows."))
        if given.get("measured") is not None and not given.get("measured_on"):
            self.add_error("measured_on", _("Say on which day it was measured."))
        if given.get("reached") and not given.get("why", "").strip():
            self.add_error("why", _("Write why it was reached or not."))
        if given.get("why", "").strip() and not given.get("reached"):
            self.add_error("reached", _("Say whether it was reached."))
        return given

    @property
    def verdict(self) -> bool | None:
        return VERDICTS.get(self.cleaned_data["reached"])


class ConclusionForm(forms.Form):
    closing_words = forms.CharField(
        label=_("What was learned"),
        required=False,
        max_length=LONGEST * 2,
        validators=[unbroken],
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What went well, what did not, and what the next cycle does differently."),
    )

    def __init__(self, cycle: Cycle, data: Any = None) -> None:
        super().__init__(data, initial={"closing_words": cycle.closing_words})
