"""Choosing among the people of the company, by name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minassa.people.models import Membership
from minassa.people.models.membership import Memberships


class _ByName:
    """Those who are here now, and whoever is chosen already."""

    queryset: Any

    def of(self, people: Memberships, *kept: Membership | None) -> None:
        every = list(people)
        here = [one.pk for one in every if not one.is_over or one in kept]
        self.queryset = people.filter(pk__in=here).order_by("user__name")

    def label_from_instance(self, one: Membership) -> str:
        return f"{one.user.name} ({one.get_role_display()})"


class ColleagueChoice(_ByName, forms.ModelChoiceField):  # type: ignore[type-arg]  # of Membership
    def __init__(self, **given: Any) -> None:
        super().__init__(None, **({"empty_label": _("Nobody yet")} | given))


class ColleaguesChoice(_ByName, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # of Membership
    def __init__(self, **given: Any) -> None:
        super().__init__(None, widget=forms.CheckboxSelectMultiple, **given)
