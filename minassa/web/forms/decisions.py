"""A question to decide with its options and criteria, a voter's scores, and the choice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from minassa.people.models import Membership
from minassa.planning.choosing import CriterionOf, OptionOf
from minassa.planning.models import Cycle, Decision, Objective, Option, Score
from minassa.web.forms.moments import day_field
from minassa.web.forms.numbers import MoneyField, WholeField
from minassa.web.forms.rows import Rows

LONGEST = 4000


class OptionForm(forms.Form):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Option"), max_length=200)
    details = forms.CharField(
        label=_("Details"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 1, "class": "input--low"}),
    )

    def __init__(self, *args: Any, currency: str, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["cost"] = MoneyField(label=_("Cost"), currency=currency, required=False)


class CriterionForm(forms.Form):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Criterion"), max_length=200)
    weight = WholeField(label=_("Weight"), least=1, most=100)
    objective = forms.ChoiceField(label=_("From the objective"), required=False)

    def __init__(self, *args: Any, objectives: Sequence[Objective], **given: Any) -> None:
        super().__init__(*args, **given)
        own: Any = self.fields["objective"]
        own.choices = [("", _("No objective")), *((str(one.pk), one.statement[:80]) for one in objectives)]


class DecisionForm(forms.Form):
    question = forms.CharField(
        label=_("Question"),
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("What is to be decided, in one sentence."),
    )
    requirements = forms.CharField(
        label=_("Requirements"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What every option has to meet, such as a limit of money or of time."),
    )
    due_on = day_field(required=False)

    def __init__(
        self, member: Membership, cycle: Cycle, data: QueryDict | None = None, *, decision: Decision | None = None
    ) -> None:
        self.objectives = list(cycle.objectives.all())
        initial = {} if decision is None else {name: getattr(decision, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        self.fields["due_on"].label = _("Due")
        option = partial(OptionForm, currency=member.company.currency)
        criterion = partial(CriterionForm, objectives=self.objectives)
        options, criteria = ([], self._offered()) if decision is None else (_options(decision), _criteria(decision))
        self.options = Rows(option, "option", data, initial=options, spare=2 if options else 3)
        self.criteria = Rows(criterion, "criterion", data, initial=criteria, spare=1 if criteria else 2)

    def is_valid(self) -> bool:
        options, criteria, own = self.options.is_valid(), self.criteria.is_valid(), super().is_valid()
        return options and criteria and own

    def given(self) -> dict[str, Any]:
        """As the verbs take it."""
        by_id = {str(one.pk): one for one in self.objectives}
        criteria = [
            CriterionOf(one["name"], one["weight"], by_id.get(one["objective"]), one["id"])
            for one in self.criteria.cleaned
        ]
        return {**self.cleaned_data, "options": [OptionOf(**one) for one in self.options.cleaned], "criteria": criteria}

    def _offered(self) -> list[dict[str, Any]]:
        """The objectives with their weights are the first criteria."""
        return [
            {"name": one.statement[:200], "weight": one.weight, "objective": str(one.pk)} for one in self.objectives
        ]


class ScoresForm(forms.Form):
    """A voter's own scores; a pair that is not given stays as it was."""

    def __init__(self, pairs: Sequence[tuple[UUID, UUID]], data: QueryDict) -> None:
        super().__init__(data)
        self.pairs = {name_of(*pair): pair for pair in pairs}
        for name in self.pairs:
            self.fields[name] = forms.TypedChoiceField(
                required=False,
                coerce=int,
                empty_value=None,
                choices=[(value, value) for value in range(Score.LOWEST, Score.HIGHEST + 1)],
            )

    def scores(self) -> dict[tuple[UUID, UUID], int]:
        found = {pair: self.cleaned_data[name] for name, pair in self.pairs.items()}
        return {pair: value for pair, value in found.items() if value is not None}


class ChoiceForm(forms.Form):
    reason = forms.CharField(
        label=_("Why this one"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("By the objectives and the requirements. Both read it before they sign."),
    )

    def __init__(self, options: Sequence[Option], *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.options = {str(one.pk): one for one in options}
        self.fields["option"] = forms.ChoiceField(
            label=_("The fittest option"),
            widget=forms.RadioSelect,
            choices=[(pk, one.name) for pk, one in self.options.items()],
            error_messages={"required": _("Choose an option.")},
        )

    @property
    def option(self) -> Option:
        return self.options[self.cleaned_data["option"]]


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is opened again"), max_length=LONGEST, widget=forms.Textarea({"rows": 3, "id": "id_why_again"})
    )


def name_of(option: UUID, criterion: UUID) -> str:
    return f"score-{option}-{criterion}"


def _options(decision: Decision) -> list[dict[str, Any]]:
    names = ("id", "name", "details", "cost")
    return [{name: getattr(one, name) for name in names} for one in decision.options.all()]


def _criteria(decision: Decision) -> list[dict[str, Any]]:
    return [
        {"id": one.pk, "name": one.name, "weight": one.weight, "objective": str(one.objective_id or "")}
        for one in decision.criteria.all()
    ]
