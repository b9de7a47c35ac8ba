"""One meeting: who was asked, what a mail server took, what was decided, who took on what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from minassa.core.clock import now
from minassa.planning.models import ActionItem, Attendee, Meeting


@dataclass(frozen=True)
class Asked:
    """`state` of the invitation as it is now: taken | refused | waiting | no_address."""

    attendee: Attendee
    state: str


@dataclass(frozen=True)
class MeetingPage:
    people: list[Asked]
    decisions: list[str]
    actions: list[ActionItem]
    ends_at: datetime
    today: date

    @property
    def is_over(self) -> bool:
        return self.ends_at < now()

    @property
    def not_taken(self) -> bool:
        return any(one.state in ("refused", "waiting") for one in self.people)


def page_of(meeting: Meeting) -> MeetingPage:
    return MeetingPage(
        people=[Asked(one, _state(one, meeting)) for one in meeting.attendees.select_related("member__user")],
        decisions=[one.said for one in meeting.decisions.all()],
        actions=list(meeting.actions.select_related("person__user", "done_by")),
        ends_at=meeting.starts_at + meeting.lasts,
        today=meeting.company.local_now().date(),
    )


def _state(one: Attendee, meeting: Meeting) -> str:
    if not one.email:
        return "no_address"
    if one.mailed_sequence == meeting.sequence:
        return "taken"
    return "refused" if one.mail_error else "waiting"
