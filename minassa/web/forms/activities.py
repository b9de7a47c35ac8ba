"""A row of F-01 on its own page: the activity, people × hours, lines of cost, and what it waits for."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from minassa.documents import cells
from minassa.documents.f01 import words
from minassa.people.models import Party
from minassa.planning.models import Activity, CostLine, Cycle
from minassa.planning.models.activity import Kind
from minassa.planning.models.kept import NOTHING
from minassa.planning.resourcing import CostOf, EffortOf
from minassa.planning.sheets import Row
from minassa.web.f01_names import Names
from minassa.web.forms.moments import day_field
from minassa.web.forms.numbers import FigureField, MoneyField, WholeField
from minassa.web.forms.unbroken import unbroken
from minassa.web.plan_sheet_columns import LONGEST_TEXT, platform_codes


class NewActivityForm(forms.Form):
    """What begins a row; the rest is written in it."""

    name = forms.CharField(label=_("Activity"), max_length=300, validators=[unbroken])
    initiative = forms.UUIDField(widget=forms.HiddenInput)


class MoveForm(forms.Form):
    """Before that row of this initiative; without one, to its end."""

    initiative = forms.UUIDField()
    before = forms.UUIDField(required=False)


class DropForm(forms.Form):
    reason = forms.CharField(
        label=_("Why will it not be done?"),
        max_length=2000,
        validators=[unbroken],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProgressForm(forms.Form):
    state = forms.ChoiceField(label=_("State"), choices=[one for one in Activity.State.choices if one[0] != "dropped"])
    progress = WholeField(label=_("How far, in percent"), least=0, most=100, required=False)
    note = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=LONGEST_TEXT,
        validators=[unbroken],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ActivityForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    name = forms.CharField(label=_("Activity"), max_length=300)
    initiative = forms.ChoiceField(label=_("Initiative"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    platforms = forms.MultipleChoiceField(
        label=_("Platforms"), required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"})
    )
    responsible = forms.ChoiceField(label=_("Responsible"), required=False)
    starts_on = day_field(required=False)
    deadline = day_field(required=False)
    expected = forms.CharField(
        label=_("Expected result"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )
    after = forms.CharField(
        label=_("Waits for activities"),
        required=False,
        max_length=500,
        help_text=_("Their numbers, as 3, 7. It begins only when these are done."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )

    def __init__(self, data: Any, *, cycle: Cycle, row: Row, names: Names) -> None:
        super().__init__(data, initial=_initial(row))
        self.cycle, self.row, self.names = cycle, row, names
        fields: dict[str, Any] = self.fields
        fields["starts_on"].label, fields["deadline"].label = _("Start"), _("Expected deadline")
        self.initiatives = {str(one.pk): one for one in cycle.initiatives.all()}
        fields["initiative"].choices = [(pk, one.name) for pk, one in self.initiatives.items()]
        kept = row.activity.responsible
        self.people = {str(one.pk): one for one in names.people if not one.is_over or one == kept}
        fields["responsible"].choices = [
            ("", _("Nobody yet")),
            *((pk, names.written(one)) for pk, one in self.people.items()),
        ]
        fields["platforms"].choices = [(code, words.platform(code)) for code in platform_codes()]

    def clean_expected(self) -> str:
        return cells.text(self.cleaned_data["expected"])

    def clean_responsible(self) -> Any:
        return self.people.get(self.cleaned_data["responsible"])

    def clean_initiative(self) -> Any:
        return self.initiatives[self.cleaned_data["initiative"]]

    def clean_after(self) -> list[Activity]:
        parts = [part for part in re.split(r"[\s,،;؛]+", self.cleaned_data["after"]) if part]
        try:
            numbers = [cells.whole(part, least=1) for part in parts]
        except cells.Bad as bad:
            raise forms.ValidationError(str(bad)) from None
        found = {one.number: one for one in self.cycle.activities.filter(number__in=numbers)}
        for number in numbers:
            if number not in found or number == self.row.activity.number:
                raise forms.ValidationError(
                    gettext("There is no other activity with the number %(number)s.") % {"number": number}
                )
        return [found[number] for number in dict.fromkeys(numbers)]

    @property
    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class EffortForm(forms.Form):
    who = forms.CharField(label=_("Who"), max_length=200, required=False, widget=forms.TextInput({"list": "people"}))
    people = WholeField(label=pgettext_lazy("how many", "People"), least=1, most=1000, required=False)
    hours = FigureField(label=_("Hours each"), required=False)

    def __init__(self, *args: Any, names: Names, **given: Any) -> None:
        super().__init__(*args, **given)
        self.names = names

    def clean_who(self) -> str:
        who = str(self.cleaned_data["who"])
        try:
            self.colleague = self.names.perhaps(who) if who else None
        except cells.Bad as bad:
            raise forms.ValidationError(str(bad)) from None
        return who

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("who") and found.get("hours") is None and "hours" not in self.errors:
            self.add_error("hours", _("Say how many hours."))
        if not found.get("who") and found.get("hours"):
            self.add_error("who", _("Say whose hours these are."))
        return found

    @property
    def meant(self) -> EffortOf | None:
        """None for a line that was left or made empty."""
        who = self.cleaned_data.get("who", "")
        if not who:
            return None
        colleague = self.colleague
        people = self.cleaned_data.get("people") or 1
        return EffortOf(self.cleaned_data["hours"], colleague, "" if colleague else who, people)


class CostForm(forms.Form):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    what = forms.CharField(label=_("What for"), max_length=200, required=False)
    asked = MoneyField(label=_("Asked"), required=False)
    platform = forms.ChoiceField(label=_("Platform"), required=False)
    party = forms.ChoiceField(label=_("Party"), required=False)

    def __init__(self, *args: Any, names: Names, parties: list[Party], **given: Any) -> None:
        super().__init__(*args, **given)
        fields: dict[str, Any] = self.fields
        self.parties = {str(one.pk): one for one in parties}
        fields["asked"].currency = names.member.company.currency
        fields["platform"].choices = [("", _("All")), *((code, words.platform(code)) for code in platform_codes())]
        fields["party"].choices = [("", _("None")), *((pk, one.name) for pk, one in self.parties.items())]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("asked") and not found.get("what"):
            self.add_error("what", _("Say what the money is for."))
        return found

    @property
    def meant(self) -> CostOf | None:
        found = self.cleaned_data
        if not found.get("what"):
            return None
        party = self.parties.get(found.get("party", ""))
        asked = found.get("asked")
        return CostOf(
            found["what"], NOTHING if asked is None else asked, found.get("platform", ""), party, found.get("id")
        )


def _initial(row: Row) -> dict[str, Any]:
    one = row.activity
    plain = {name: getattr(one, name) for name in ("version", "name", "kind", "platforms", "starts_on", "deadline")}
    return plain | {
        "expected": one.expected,
        "initiative": str(one.initiative_id),
        "responsible": str(one.responsible_id or ""),
        "after": ", ".join(map(str, row.after)),
    }


class RowForms:
    """All three parts of the page as one."""

    def __init__(
        self, data: Any, *, cycle: Cycle, row: Row, names: Names, parties: list[Party], with_money: bool
    ) -> None:
        self.activity = ActivityForm(data, cycle=cycle, row=row, names=names)
        efforts: Any = forms.formset_factory(EffortForm, extra=2, absolute_max=60, max_num=50)
        costs: Any = forms.formset_factory(CostForm, extra=2, absolute_max=60, max_num=50)
        self.efforts = efforts(
            data,
            prefix="effort",
            initial=[{"who": _who(one, names), "people": one.people, "hours": one.hours} for one in row.efforts],
            form_kwargs={"names": names},
        )
        self.costs = costs(
            data,
            prefix="cost",
            initial=[_cost(one) for one in row.costs],
            form_kwargs={"names": names, "parties": parties},
        ) if with_money else None  # fmt: skip

    def is_valid(self) -> bool:
        parts = [self.activity, self.efforts, *([self.costs] if self.costs is not None else [])]
        valid = [part.is_valid() for part in parts]  # every part says what is wrong with it
        return all(valid)

    @property
    def version(self) -> int:
        return int(self.activity.cleaned_data["version"])

    @property
    def given(self) -> dict[str, Any]:
        found = self.activity.given | {"efforts": _meant(self.efforts)}
        return found | ({"costs": _meant(self.costs)} if self.costs is not None else {})


def _who(one: Any, names: Names) -> str:
    return names.written(one.member) if one.member is not None else one.who


def _cost(one: CostLine) -> dict[str, Any]:
    kept = {name: getattr(one, name) for name in ("id", "what", "asked", "platform")}
    return kept | {"party": str(one.party_id or "")}


def _meant(formset: Any) -> list[Any]:
    return [meant for form in formset if (meant := form.meant) is not None]
