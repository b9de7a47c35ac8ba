from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from minassa.web.forms.unbroken import unbroken


class OverrideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does the work go on before this step is done?"),
        max_length=2000,
        validators=[unbroken],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stays on record with your name and the time."),
        error_messages={"required": _("Write the reason: without one a step is not let pass.")},
    )
