"""Small forms of a post's page: a time, the version that was read, words for the writer, a link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minassa.people.models import Company
from minassa.posts import scheduling
from minassa.posts.models import Post
from minassa.web.forms.moments import clock_field, day_field


class ScheduleForm(forms.Form):
    day = day_field()
    clock = clock_field()

    def __init__(self, data: Any = None, *, company: Company, post: Post | None = None) -> None:
        self.company = company
        local = post.wanted_at.astimezone(company.zoneinfo) if post and post.wanted_at else None
        initial = {"day": local.date(), "clock": local.time()} if local else {}
        super().__init__(data, initial=initial)

    @property
    def moment(self) -> tuple[datetime, str]:
        return scheduling.moment(self.company, self.cleaned_data["day"], self.cleaned_data["clock"])


class ApprovalForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=_("What should change?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SightingForm(forms.Form):
    url = forms.URLField(label=_("Link of the post"), max_length=1000, assume_scheme="https")


class EmptyForm(forms.Form):
    """A press of a button."""
