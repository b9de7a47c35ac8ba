"""Calling a meeting, and its minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minassa.people.access import colleagues_of
from minassa.people.models import Membership
from minassa.planning.meetings import Taken
from minassa.planning.models import Attendee, Cycle, Meeting
from minassa.web.forms.colleagues import ColleaguesChoice
from minassa.web.forms.moments import clock_field, day_field
from minassa.web.forms.rows import Rows

LENGTHS = [
    (15, _("A quarter of an hour")),
    (30, _("Half an hour")),
    (45, _("45 minutes")),
    (60, _("One hour")),
    (90, _("An hour and a half")),
    (120, _("Two hours")),
    (180, _("Three hours")),
    (240, _("Four hours")),
    (480, _("A whole day")),
]


class GuestForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), max_length=254)


class MeetingForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Meeting.Purpose.choices)
    day = day_field()
    clock = clock_field()
    lasts = forms.TypedChoiceField(label=_("Duration"), choices=LENGTHS, coerce=int)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    agenda = forms.CharField(label=_("Agenda"), max_length=10_000, required=False, widget=forms.Textarea({"rows": 5}))
    members = ColleaguesChoice(label=_("Colleagues"), required=False)

    def __init__(
        self,
        member: Membership,
        cycle: Cycle,
        data: QueryDict | None = None,
        *,
        meeting: Meeting | None = None,
        purpose: str = "",
    ) -> None:
        self.company = member.company
        attendees = list(meeting.attendees.select_related("member__user")) if meeting else []
        initial = _initial(meeting, attendees) if meeting else {"purpose": purpose, "lasts": 60}
        super().__init__(data, initial=initial)
        guests = [{"name": one.guest_name, "email": one.guest_email} for one in attendees if one.member_id is None]
        self.guests = Rows(GuestForm, "guest", data, initial=guests, spare=3)
        fields: dict[str, Any] = self.fields
        kept = [one.member for one in attendees]
        fields["members"].of(colleagues_of(member), *kept)
        own = meeting.lasts // timedelta(minutes=1) if meeting else 60
        if own not in dict(LENGTHS):
            fields["lasts"].choices = [*LENGTHS, (own, str(own))]

    def is_valid(self) -> bool:
        rows, own = self.guests.is_valid(), super().is_valid()
        return rows and own

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        emails = [row.cleaned_data.get("email") for row in self.guests if row.is_valid()]
        if len(set(emails)) < len(emails):
            self.add_error(None, _("Two guests have the same e-mail."))
        return found

    def given(self) -> dict[str, Any]:
        """What the verbs take."""
        names = ("title", "purpose", "place", "link", "agenda")
        kept: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        at = datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"], tzinfo=self.company.zoneinfo)
        kept |= {"starts_at": at, "lasts": timedelta(minutes=self.cleaned_data["lasts"])}
        kept["members"] = list(self.cleaned_data["members"])
        kept["guests"] = [(row["name"], row["email"]) for row in self.guests.cleaned]
        return kept


def _initial(meeting: Meeting, attendees: list[Attendee]) -> dict[str, Any]:
    local = meeting.starts_at.astimezone(meeting.company.zoneinfo)
    given = {name: getattr(meeting, name) for name in ("title", "purpose", "place", "link", "agenda")}
    given |= {"day": local.date(), "clock": local.time(), "lasts": meeting.lasts // timedelta(minutes=1)}
    return given | {"members": [one.member_id for one in attendees if one.member_id]}


class DecisionForm(forms.Form):
    said = forms.CharField(label=_("Decision"), max_length=2000)


class ActionForm(forms.Form):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    what = forms.CharField(label=_("What"), max_length=500)
    person = forms.ChoiceField(label=_("Who"))
    due_on = day_field(required=False)

    def __init__(self, *args: Any, people: dict[str, Membership], **given: Any) -> None:
        super().__init__(*args, **given)
        self.people = people
        fields: dict[str, Any] = self.fields
        names = [(pk, one.user.name) for pk, one in people.items()]
        fields["person"].choices = [("", _("Choose a person")), *names]
        fields["due_on"].label = _("Due")

    def clean_person(self) -> Membership:
        return self.people[self.cleaned_data["person"]]


class MinutesForm(forms.Form):
    attended = forms.MultipleChoiceField(label=_("Who attended"), required=False, widget=forms.CheckboxSelectMultiple)
    minutes = forms.CharField(
        label=pgettext_lazy("of a meeting", "Minutes"),
        max_length=50_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("What was said."),
    )

    def __init__(self, member: Membership, meeting: Meeting, data: QueryDict | None = None) -> None:
        self.attendees = list(meeting.attendees.select_related("member__user"))
        was_there = [str(one.pk) for one in self.attendees if one.attended or not meeting.has_minutes]
        super().__init__(data, initial={"minutes": meeting.minutes, "attended": was_there})
        fields: dict[str, Any] = self.fields
        fields["attended"].choices = [(str(one.pk), one.name) for one in self.attendees]
        said = [{"said": one.said} for one in meeting.decisions.all()]
        self.decisions = Rows(DecisionForm, "decision", data, initial=said)
        self.actions = Rows(_for_people(member, meeting), "action", data, initial=_taken(meeting))

    def is_valid(self) -> bool:
        checks = [self.decisions.is_valid(), self.actions.is_valid(), super().is_valid()]
        return all(checks)

    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        there = set(self.cleaned_data["attended"])
        return {
            "minutes": self.cleaned_data["minutes"],
            "attended": {one.pk: str(one.pk) in there for one in self.attendees},
            "decisions": [row["said"] for row in self.decisions.cleaned],
            "actions": [Taken(row["person"], row["what"], row["due_on"], row["id"]) for row in self.actions.cleaned],
        }


def _taken(meeting: Meeting) -> list[dict[str, Any]]:
    found = meeting.actions.all()
    return [{"id": one.pk, "what": one.what, "person": one.person_id, "due_on": one.due_on} for one in found]


def _for_people(member: Membership, meeting: Meeting) -> Any:
    """The form of one action, its people read once for all lines."""
    kept: set[UUID] = set(meeting.actions.values_list("person", flat=True))
    every = colleagues_of(member).order_by("user__name")
    people = {str(one.pk): one for one in every if not one.is_over or one.pk in kept}

    def make(*args: Any, **given: Any) -> ActionForm:
        return ActionForm(*args, people=people, **given)

    return make
