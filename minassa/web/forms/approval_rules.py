"""Who approves what, in which order; and who stands in while somebody is away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minassa.people.abilities import Ability, Role
from minassa.people.access import colleagues_of
from minassa.people.models import Membership
from minassa.planning.models import ApprovalRule
from minassa.planning.models.activity import Kind
from minassa.planning.rules import LAST_RESORT, RuleOf
from minassa.web.forms.moments import day_field
from minassa.web.forms.numbers import MoneyField, WholeField

MOST_RULES = 30


class RuleForm(forms.Form):
    kind = forms.ChoiceField(label=_("For"), choices=[("", _("Every kind")), *Kind.choices], required=False)
    up_to = MoneyField(label=_("Up to"), required=False)
    who = forms.ChoiceField(label=_("Approved by"), choices=[], required=False)
    order = WholeField(label=_("Order"), least=1, most=1000, required=False)

    def __init__(self, *args: Any, who: Sequence[Any], currency: str, people: dict[str, Membership], **given: Any):
        super().__init__(*args, **given)
        self.people = people
        field: Any = self.fields["who"]
        field.choices = who
        self.fields["up_to"].currency = currency  # type: ignore[attr-defined]
        for one in self.fields.values():  # its column says what it is
            one.widget.attrs["aria-label"] = str(one.label)

    @property
    def is_empty(self) -> bool:
        """A row without anybody is a row taken away."""
        return not self.cleaned_data.get("who")

    @property
    def rule(self) -> RuleOf:
        said = self.cleaned_data
        person = self.people.get(said["who"])
        role = "" if person else said["who"].removeprefix("role:")
        return RuleOf(said["up_to"], role, person, said["kind"])


class RulesForm:
    """All rules at once, as the page holds them."""

    def __init__(self, member: Membership, rules: Sequence[ApprovalRule] = (), data: Any = None) -> None:
        people = [one for one in colleagues_of(member) if one.is_current()]
        named = {str(one.pk): one for one in people}
        roles = [(f"role:{role}", Role(role).label) for role in LAST_RESORT]
        who = [("", _("Nobody (no rule)")), (_("By role"), roles)]
        who.append((_("One person"), [(pk, one.user.name) for pk, one in named.items()]))
        given: dict[str, Any] = {"who": who, "currency": member.company.currency, "people": named}
        count = len(rules) + 2
        if data is not None:
            count = _whole(data.get("rows"))
        starts = [_start(one, place) for place, one in enumerate(rules, start=1)]
        starts += [{"order": place} for place in range(len(starts) + 1, count + 1)]
        self.forms = [
            RuleForm(data, prefix=f"rule{place}", initial=starts[place] if place < len(starts) else None, **given)
            for place in range(count)
        ]
        # Without its rows a form would take every rule away.
        self.errors = [] if count else [str(_("The page did not arrive whole. Load it again, then save."))]

    def is_valid(self) -> bool:
        wrong = [one for one in self.forms if not one.is_valid()]  # every row says what is wrong with it
        return not wrong and not self.errors

    @property
    def rules(self) -> list[RuleOf]:
        kept = [one for one in self.forms if not one.is_empty]
        return [one.rule for one in sorted(kept, key=lambda one: one.cleaned_data.get("order") or 1000)]


def _whole(said: object) -> int:
    text = str(said or "")
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return count if count <= MOST_RULES else 0


def _start(rule: ApprovalRule, place: int) -> dict[str, Any]:
    who = str(rule.approver_id) if rule.approver_id else f"role:{rule.role}"
    return {"kind": rule.kind, "up_to": rule.up_to, "who": who, "order": place}


class StandInForm(forms.Form):
    stands_for: forms.ModelChoiceField[Membership] = forms.ModelChoiceField(
        None, label=_("Who is away"), empty_label=_("Choose a person")
    )
    who: forms.ModelChoiceField[Membership] = forms.ModelChoiceField(
        None, label=_("Who decides meanwhile"), empty_label=_("Choose a person")
    )
    starts_on = day_field()
    ends_on = day_field()

    def __init__(self, member: Membership, *args: Any, **given: Any) -> None:
        super().__init__(*args, **{"initial": {"stands_for": member.pk}, **given})
        here: Any = colleagues_of(member).filter(ended_at__isnull=True)
        away: Any = self.fields["stands_for"]
        meanwhile: Any = self.fields["who"]
        away.queryset = here if member.may(Ability.NAME_STAND_INS) else here.filter(pk=member.pk)
        if not member.may(Ability.SIGN_AS_MANAGER):  # a manager says who decides for them
            away.queryset = away.queryset.exclude(role=Role.MANAGER)
        meanwhile.queryset = here.exclude(role__in=[Role.OUTSIDE, Role.EXPERT])
        for field in (away, meanwhile):
            field.label_from_instance = lambda one: one.user.name
        self.fields["starts_on"].label, self.fields["ends_on"].label = _("From"), _("To")
