"""How an activity goes, in its own person's words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minassa.planning.models import Activity
from minassa.web.forms.moments import day_field
from minassa.web.forms.numbers import WholeField

STATES = [(one.value, one.label) for one in Activity.State if one != Activity.State.DROPPED]


class HowItGoesForm(forms.Form):
    state = forms.ChoiceField(label=_("Where it stands"), choices=STATES, widget=forms.RadioSelect)
    progress = WholeField(label=_("How far, in percent"), least=0, most=100, required=False)
    on = day_field(required=False)
    note = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It comes into the next progress report by itself."),
    )

    def __init__(self, data: Any = None, *, activity: Activity, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.activity = activity
        self.fields["on"].label = _("Done on")

    @classmethod
    def of(cls, activity: Activity) -> HowItGoesForm:
        given = {"state": activity.state, "progress": activity.progress, "note": activity.progress_note}
        return cls(activity=activity, initial=given | {"on": activity.done_on})

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on is not None and on > self.activity.cycle.company.local_now().date():
            raise forms.ValidationError(_("That day has not come yet."))
        return on

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("state", "progress", "note", "on")}
