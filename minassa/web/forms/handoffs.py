from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ProofForm(forms.Form):
    url = forms.URLField(
        label=_("Link of the post"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )
    proof = forms.FileField(
        label=_("Or a screenshot of it"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"})
    )
