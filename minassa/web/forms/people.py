"""A person's place in the company, an invitation to one, and a responsible party."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minassa.people.abilities import Role
from minassa.people.access import parties_of
from minassa.people.models import Membership, Party


class Day(forms.DateField):
    def __init__(self, **given: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], required=False, **given)


class PlaceForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    party: forms.ModelChoiceField[Party] = forms.ModelChoiceField(
        None,  # the company's own, known when the form is made
        label=_("Responsible party"),
        required=False,
        empty_label=_("None"),
        help_text=_("The team or agency this person works for. An outside party sees only its own platforms."),
    )
    starts_on = Day(label=_("Term from"), help_text=_("Empty: from today."))
    ends_on = Day(label=_("Term to"), help_text=_("Access ends by itself after this day. Empty: no end."))

    def __init__(self, member: Membership, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        field: Any = self.fields["party"]
        field.queryset = parties_of(member)

    @classmethod
    def of(cls, colleague: Membership) -> PlaceForm:
        given = {name: getattr(colleague, name) for name in ("role", "party", "starts_on", "ends_on")}
        return cls(colleague, initial=given)


class InviteForm(PlaceForm):
    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.MEMBER.value)

    field_order = ("name", "email", "role", "party", "starts_on", "ends_on")


class PartyForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Party.Kind.choices, widget=forms.RadioSelect, initial="inside")
    contact = forms.CharField(label=_("Contact person"), max_length=120, required=False)
    notify_by = forms.ChoiceField(
        label=_("Notified by"),
        choices=Party.NotifyBy.choices,
        widget=forms.RadioSelect,
        initial="email",
        help_text=_("How this party learns of a problem, a change or new content."),
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=30, required=False, widget=forms.TextInput({"type": "tel", "dir": "ltr"})
    )
