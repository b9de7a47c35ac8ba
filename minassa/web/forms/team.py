"""A person's place in the work team of a cycle."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from minassa.people.abilities import Ability
from minassa.people.access import colleagues_of, invitations_of, parties_of
from minassa.people.models import Membership, Party
from minassa.planning.models import Cycle, TeamAssignment
from minassa.web.forms.moments import day_field
from minassa.web.forms.numbers import FigureField, MoneyField

MOST_HOURS = 168


class AssignmentForm(forms.Form):
    who = forms.ChoiceField(label=_("Who"))
    specialty = forms.ChoiceField(label=_("Specialty"), choices=TeamAssignment.Specialty.choices)
    arrangement = forms.ChoiceField(
        label=_("Arrangement"), choices=TeamAssignment.Arrangement.choices, widget=forms.RadioSelect
    )
    party: forms.ModelChoiceField[Party] = forms.ModelChoiceField(
        None, label=_("Through a party"), required=False, empty_label=_("None")
    )
    starts_on = day_field()
    ends_on = day_field()
    weekly_hours = FigureField(label=_("Hours a week"))
    fee = MoneyField(label=_("Fee for the term"), required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(
        self,
        member: Membership,
        cycle: Cycle,
        data: QueryDict | None = None,
        *,
        assignment: TeamAssignment | None = None,
        specialty: str = "",
    ) -> None:
        initial = _initial(assignment) if assignment else _new(cycle, specialty)
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        fields["starts_on"].label, fields["ends_on"].label = _("From"), _("To")
        fields["party"].queryset = parties_of(member)
        fields["fee"].currency = member.company.currency
        if not member.may(Ability.SEE_MONEY):
            del fields["fee"]
        if assignment is not None:
            del fields["who"]
            return
        self.people = {f"member:{one.pk}": one for one in colleagues_of(member) if not one.is_over}
        self.invited = {f"invitation:{one.pk}": one for one in invitations_of(member)}
        fields["who"].choices = [("", _("Choose a person")), *self._groups()]

    def _groups(self) -> list[tuple[Any, Any]]:
        here = [(key, one.user.name) for key, one in self.people.items()]
        groups: list[tuple[Any, Any]] = [(_("Colleagues"), sorted(here, key=lambda pair: pair[1]))]
        if self.invited:
            groups.append((_("Invited, not here yet"), [(key, one.name) for key, one in self.invited.items()]))
        return groups

    def clean_weekly_hours(self) -> Any:
        hours = self.cleaned_data["weekly_hours"]
        if hours > MOST_HOURS or hours != round(hours, 1):
            raise forms.ValidationError(_("Write 0 to 168 hours, with at most one digit after the point."))
        return round(hours, 1)

    def given(self) -> dict[str, Any]:
        """What the verbs take; the hidden fee stays as it is."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "who"}
        who = self.cleaned_data.get("who", "")
        if who in getattr(self, "people", {}):
            kept["member"] = self.people[who]
        elif who:
            kept["invitation"] = self.invited[who]
        return kept


def _new(cycle: Cycle, specialty: str) -> dict[str, Any]:
    given = {"starts_on": cycle.starts_on, "ends_on": cycle.ends_on, "specialty": specialty}
    return given | {"arrangement": TeamAssignment.Arrangement.INSIDE}


def _initial(assignment: TeamAssignment) -> dict[str, Any]:
    names = ("specialty", "arrangement", "party", "starts_on", "ends_on", "weekly_hours", "fee", "note")
    return {name: getattr(assignment, name) for name in names}
