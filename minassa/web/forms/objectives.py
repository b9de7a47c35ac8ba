from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minassa.people.models import Membership
from minassa.planning.access import catalogue_of
from minassa.planning.models import Cycle, Metric, Objective
from minassa.web.forms.moments import day_field
from minassa.web.forms.numbers import FigureField, WholeField

FIELDS = ("statement", "metric", "baseline", "target", "due_on", "weight")


class MetricChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # of Metric
    def label_from_instance(self, metric: Metric) -> str:
        return f"{metric.name} ({metric.get_unit_display()})"


class ObjectiveForm(forms.Form):
    """Only its sentence is asked for at once; without the rest it is kept, and cannot be signed."""

    statement = forms.CharField(
        label=_("Objective"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One sentence: what the platforms are expected to bring. “More grocers order through Instagram.”"),
        error_messages={"required": _("Write the objective in a sentence.")},
    )
    metric = MetricChoice(
        None,  # the company's own, known when the form is made
        label=_("Indicator"),
        required=False,
        empty_label=_("Not chosen yet"),
        help_text=_("By what it is measured."),
    )
    baseline = FigureField(label=_("Baseline"), required=False, help_text=_("Where it stands today."))
    target = FigureField(label=_("Target"), required=False, help_text=_("Where it should stand when it is due."))
    due_on = day_field(required=False)
    weight = WholeField(
        label=_("Weight"),
        least=1,
        most=100,
        initial=1,
        help_text=_("How much it counts beside the others, from 1 to 100."),
    )

    def __init__(self, member: Membership, cycle: Cycle, data: Any = None, *, objective: Objective | None = None):
        initial = {name: getattr(objective, name) for name in FIELDS} if objective else {"due_on": cycle.ends_on}
        super().__init__(data, initial=initial)
        kept = Q(retired_at__isnull=True) | Q(pk=objective.metric_id if objective else None)
        metric: Any = self.fields["metric"]
        metric.queryset = catalogue_of(member).filter(kept)
        self.fields["due_on"].label = _("Due")

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class MetricForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    unit = forms.ChoiceField(
        label=_("Unit"), choices=Metric.Unit.choices, widget=forms.RadioSelect, initial=Metric.Unit.COUNT.value
    )
    better = forms.ChoiceField(
        label=_("Direction"), choices=Metric.Better.choices, widget=forms.RadioSelect, initial=Metric.Better.UP.value
    )
    note = forms.CharField(
        label=_("How it is measured"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("From where the figure comes, and who reads it, so that it is measured the same way each time."),
    )

    @classmethod
    def of(cls, metric: Metric) -> MetricForm:
        return cls(initial={name: getattr(metric, name) for name in ("name", "unit", "better", "note")})
