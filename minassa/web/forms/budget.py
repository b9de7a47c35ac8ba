"""Money that is promised, spent, asked for, and bounded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from minassa.people.access import parties_of
from minassa.people.models import Company, Membership, Party
from minassa.planning.models import Commitment, CostLine
from minassa.web.forms.moments import day_field
from minassa.web.forms.numbers import MoneyField


class CommitmentForm(forms.Form):
    what = forms.CharField(label=_("What for"), max_length=200)
    amount = MoneyField(label=_("Amount"))
    on = day_field()
    party: forms.ModelChoiceField[Party] = forms.ModelChoiceField(
        None, label=_("To whom"), required=False, empty_label=_("No party of the list")
    )

    def __init__(self, member: Membership, line: CostLine, *args: Any, **given: Any) -> None:
        start = {"on": member.company.local_now().date(), "party": line.party_id, "what": line.what}
        super().__init__(*args, **{"initial": start, **given})
        party, amount = self.fields["party"], self.fields["amount"]
        party.queryset = parties_of(member)  # type: ignore[attr-defined]
        amount.currency = member.company.currency  # type: ignore[attr-defined]


class ExpenseForm(CommitmentForm):
    commitment: forms.ModelChoiceField[Commitment] = forms.ModelChoiceField(
        None,
        label=_("Pays a commitment"),
        required=False,
        empty_label=_("None: paid from what is left"),
        help_text=_("What was promised is used first."),
    )
    reference = forms.CharField(label=_("Receipt number"), max_length=80, required=False)
    receipt = forms.FileField(
        label=_("Receipt"),
        required=False,
        help_text=_("A picture or a PDF, up to 15 MB."),
        widget=forms.FileInput({"accept": "image/*,application/pdf"}),
    )

    field_order = ("amount", "what", "on", "commitment", "party", "reference", "receipt")

    def __init__(self, member: Membership, line: CostLine, *args: Any, pays: str = "", **given: Any) -> None:
        super().__init__(member, line, *args, **given)
        commitment: Any = self.fields["commitment"]
        waiting = [one for one in line.commitments.filter(released_at__isnull=True).order_by("on") if one.open]
        commitment.queryset = line.commitments.filter(pk__in=[one.pk for one in waiting])
        paid = next((one for one in waiting if str(one.pk) == pays), None)
        if paid is not None:
            self.initial = {
                **self.initial,
                "commitment": paid.pk,
                "amount": paid.open,
                "what": paid.what,
                "party": paid.party_id,
            }
        if not waiting:
            del self.fields["commitment"]


class ExtensionForm(forms.Form):
    asked = MoneyField(label=_("How much it needs in all"))
    why = forms.CharField(label=_("Why more is needed"), max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, company: Company, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["asked"].currency = company.currency  # type: ignore[attr-defined]


class CeilingForm(forms.Form):
    budget = MoneyField(
        label=_("The budget of this cycle"),
        required=False,
        help_text=_("The most that may be approved in all. Empty: no bound."),
    )

    def __init__(self, company: Company, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["budget"].currency = company.currency  # type: ignore[attr-defined]


class TakeBackForm(forms.Form):
    why = forms.CharField(
        label=_("Why it is taken back"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        validators=[RegexValidator(r"\w", _("Write why in words."))],
    )
