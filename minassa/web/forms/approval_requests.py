"""What an approver says to a request."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minassa.people.models import Company
from minassa.web.forms.moments import day_field
from minassa.web.forms.numbers import MoneyField

LESS, POSTPONE = "less", "postpone"
CHOICES = [
    ("approve", pgettext_lazy("a verdict to choose", "Approve")),
    (LESS, pgettext_lazy("a verdict to choose", "Approve less")),
    (POSTPONE, pgettext_lazy("a verdict to choose", "Postpone")),
    ("send_back", pgettext_lazy("a verdict to choose", "Send back")),
    ("reject", pgettext_lazy("a verdict to choose", "Reject")),
]


class VerdictForm(forms.Form):
    """`turn` is the step that was read, so that no other is decided in its place."""

    turn = forms.UUIDField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(label=_("Your decision"), choices=CHOICES, widget=forms.RadioSelect)
    amount = MoneyField(label=_("How much instead"), required=False)
    postponed_to = day_field(required=False)
    words = forms.CharField(
        label=_("In words, for whoever asked"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, company: Company, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        money: Any = self.fields["amount"]
        money.currency, self.today = company.currency, company.local_now().date()
        self.fields["postponed_to"].label = _("Until when")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        verdict, until = said.get("verdict"), said.get("postponed_to")
        if verdict == LESS and said.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Write how much you approve."))
        if verdict == POSTPONE and until is None and "postponed_to" not in self.errors:
            self.add_error("postponed_to", _("Choose the day on which it is to be looked at again."))
        if verdict == POSTPONE and until is not None and until <= self.today:
            self.add_error("postponed_to", _("Choose a day after today."))
        if verdict in {POSTPONE, "send_back", "reject"} and not said.get("words"):
            self.add_error("words", _("Write why, so that whoever asked knows what to do."))
        if verdict != LESS:
            said["amount"] = None
        if verdict != POSTPONE:
            said["postponed_to"] = None
        return said
