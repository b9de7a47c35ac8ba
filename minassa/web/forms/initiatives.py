"""The name of an initiative, the objective it serves and its place in the plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from minassa.planning.models import Initiative
from minassa.web.forms.numbers import WholeField
from minassa.web.forms.unbroken import unbroken


class NewInitiativeForm(forms.Form):
    name = forms.CharField(label=_("Initiative"), max_length=200, validators=[unbroken])


class InitiativeForm(NewInitiativeForm):
    objective = forms.ChoiceField(label=_("Objective served"), required=False)
    place = WholeField(label=_("Place in the plan"), least=1, most=1000)

    def __init__(self, data: Any = None, *, initiative: Initiative) -> None:
        siblings = [one.pk for one in initiative.cycle.initiatives.all()]
        initial = {
            "name": initiative.name,
            "objective": str(initiative.objective_id or ""),
            "place": siblings.index(initiative.pk) + 1,
        }
        super().__init__(data, initial=initial)
        self.objectives = {str(one.pk): one for one in initiative.cycle.objectives.all()}
        field: Any = self.fields["objective"]
        field.choices = [("", _("None")), *((pk, one.statement) for pk, one in self.objectives.items())]

    def clean_objective(self) -> Any:
        return self.objectives.get(self.cleaned_data["objective"])


def arranged(initiative: Initiative, place: int) -> list[UUID] | None:
    """The initiatives of the plan with this one there; None when that is where it stands."""
    order = [one.pk for one in initiative.cycle.initiatives.all()]
    if order.index(initiative.pk) + 1 == place:
        return None
    order.remove(initiative.pk)
    order.insert(place - 1, initiative.pk)
    return order
