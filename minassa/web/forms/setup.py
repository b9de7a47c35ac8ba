"""The first company, and a new person's own account."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from minassa.people.abilities import Role
from minassa.people.models import Invitation, User

STEWARDS = [(Role.OFFICER.value, Role.OFFICER.label), (Role.MANAGER.value, Role.MANAGER.label)]


def zones() -> list[tuple[str, str]]:
    """The places a person would look for, the Arab world first."""
    near = ["Asia/Riyadh", "Asia/Dubai", "Asia/Kuwait", "Asia/Qatar", "Asia/Bahrain", "Asia/Muscat", "Asia/Amman"]
    near += ["Asia/Baghdad", "Asia/Beirut", "Asia/Damascus", "Asia/Gaza", "Asia/Hebron", "Asia/Aden", "Africa/Cairo"]
    near += ["Africa/Khartoum", "Africa/Tripoli", "Africa/Tunis", "Africa/Algiers", "Africa/Casablanca"]
    others = sorted(
        zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right"))
    )
    return [(zone, zone.replace("_", " ")) for zone in [*near, *(zone for zone in others if zone not in near)]]


class PasswordField(forms.CharField):
    def __init__(self, **given: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(label=_("Password"), strip=False, max_length=200, widget=widget, **given)


class SetupForm(forms.Form):
    name = forms.CharField(label=_("Company name"), max_length=120)
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones, initial="Asia/Riyadh")
    role = forms.ChoiceField(
        label=_("Your role"), choices=STEWARDS, widget=forms.RadioSelect, initial=Role.OFFICER.value
    )
    officer_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    officer_email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    password = PasswordField(help_text=_("At least 8 characters, and not one that many people use."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        _judge(self, User(name=given.get("officer_name", ""), email=given.get("officer_email", "")))
        return given


class WelcomeForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    password = PasswordField(help_text=_("At least 8 characters, and not one that many people use."))

    def __init__(self, invitation: Invitation, *args: Any, signed_in: bool = False, **given: Any) -> None:
        super().__init__(*args, **given)
        self.invitation = invitation
        if signed_in:  # the account is there already: taking the place is one button
            self.fields.clear()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.fields:
            _judge(self, User(name=given.get("name", ""), email=self.invitation.email))
        return given


def _judge(form: forms.Form, user: User) -> None:
    """By the same rules as every later change of the password."""
    password = form.cleaned_data.get("password")
    if not password:
        return
    try:
        validate_password(password, user)
    except forms.ValidationError as error:
        form.add_error("password", error)
