"""The proof with which somebody answers for a line of the launch checklist."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TickForm(forms.Form):
    proof_url = forms.URLField(label=_("Link to the profile"), required=False, max_length=1000, assume_scheme="https")
    picture = forms.FileField(
        label=_("Picture of the profile"), required=False, widget=forms.FileInput({"accept": "image/*"})
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("proof_url") and not given.get("picture"):
            self.add_error("proof_url", _("Add a proof: the link of the finished profile, or a picture of it."))
        return given
