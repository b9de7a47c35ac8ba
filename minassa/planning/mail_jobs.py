"""Mails of this room that verbs ask for; each job is its verb and nothing more."""

from __future__ import annotations

from minassa.jobs.face import job
from minassa.people.models import Membership
from minassa.planning import calendar_mail, report_mail, team_mail
from minassa.planning.calendar import Asked
from minassa.planning.models import Attendee, Meeting, ProgressReport, TeamAssignment


@job
def mail_request(attendee_id: str, sequence: int) -> None:
    found = Attendee.objects.select_related("meeting__company", "meeting__called_by", "meeting__cycle", "member__user")
    attendee = found.select_related("company").filter(pk=attendee_id).first()
    if attendee is not None:  # who is no longer asked has a mail of their own
        calendar_mail.mail(attendee, sequence)


@job
def mail_withdrawal(meeting_id: str, name: str, email: str, language: str) -> None:
    meeting = Meeting.objects.select_related("company", "called_by").get(pk=meeting_id)
    calendar_mail.mail_withdrawal(meeting, Asked(name, email, is_inside=False), language)


@job
def warn_of_end(assignment_id: str, email: str, language: str, mark: int = 0) -> None:
    found = TeamAssignment.objects.select_related("company", "cycle", "member__user", "invitation")
    assignment = found.filter(pk=assignment_id).first()
    if assignment is not None:
        team_mail.warn(assignment, email, language, mark)


@job
def remind_of_report(report_id: str, member_id: str, is_escalated: bool) -> None:
    report = ProgressReport.objects.select_related("cycle__company").get(pk=report_id)
    to = Membership.objects.select_related("user", "company").get(pk=member_id)
    report_mail.remind(report, to, is_escalated=is_escalated)
