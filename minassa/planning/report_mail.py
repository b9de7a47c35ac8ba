"""Telling by mail that a progress report is overdue: first whoever writes it, later the officer. Each is told once."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from minassa.events.models import Event
from minassa.people.abilities import Ability, Role
from minassa.people.mailing import hand_over
from minassa.people.models import Membership
from minassa.people.signing_in import public
from minassa.planning.holding import tell
from minassa.planning.models import Activity, ProgressReport
from minassa.planning.report_figures import of_period

MAILED, REFUSED = "report.reminder_mailed", "report.reminder_refused"
OVER = (ProgressReport.State.SUBMITTED, ProgressReport.State.RECEIVED)


def writers(report: ProgressReport) -> list[Membership]:
    """Whoever began it; else those whose activities it is about; else the work team; else the officers."""
    people = list(
        Membership.objects.filter(company=report.company_id, ended_at__isnull=True).select_related("user", "company")
    )
    able = [one for one in people if one.may(Ability.WRITE_REPORTS) and one.is_current()]
    over = Activity.State.DONE
    working = {one.responsible_id for one in of_period(report.cycle, report) if one.state != over}
    groups: list[Iterable[Membership]] = [
        (one for one in able if one.pk == report.writer_id),
        (one for one in able if one.pk in working),
        (one for one in able if one.role == Role.MEMBER),
        able,
    ]
    return next((found for group in groups if (found := list(group))), [])


def officers(report: ProgressReport) -> list[Membership]:
    found = Membership.objects.filter(company=report.company_id, role=Role.OFFICER).select_related("user", "company")
    return [one for one in found if one.is_current()]


def remind(report: ProgressReport, to: Membership, *, is_escalated: bool) -> None:
    """A job may start twice: who was told is not told again. Raises what may pass by itself, so that it comes again."""
    stage = "escalated" if is_escalated else "overdue"
    if report.state in OVER or not to.is_current():
        return
    told = Event.objects.filter(company=report.company_id, subject_id=report.pk, verb=MAILED)
    if not told.filter(facts__to=str(to.pk), facts__stage=stage).exists():
        hand_over(_message(report, to, stage), lambda refused: _note(report, to, stage, refused))


@transaction.atomic
def _note(report: ProgressReport, to: Membership, stage: str, refused: str) -> None:
    facts = {"period": str(report), "to": to.pk, "name": to.user.name, "stage": stage}
    tell(REFUSED if refused else MAILED, report, None, **facts, **({"said": refused} if refused else {}))


def _message(report: ProgressReport, to: Membership, stage: str) -> EmailMessage:
    with translation.override(to.user.language):
        said = {
            "name": to.user.name,
            "company": to.company.name,
            "first": date_format(report.starts_on, "DATE_FORMAT"),
            "last": date_format(report.ends_on, "DATE_FORMAT"),
            "due": date_format(report.due_on, "DATE_FORMAT"),
        }
        subject = _("The progress report of %(first)s to %(last)s is overdue") % said
        hello = _("Hello %(name)s,") % said
        if stage == "overdue":
            body = _("The progress report of %(company)s for %(first)s to %(last)s was due on %(due)s. Write it here:")
        else:
            body = _(
                "The progress report of %(company)s for %(first)s to %(last)s was due on %(due)s and is still not in,"
                " although its writer was reminded. See where it stands:"
            )
        page = public("reports:show", to.company.slug, str(report.pk))
    return EmailMessage(subject, f"{hello}\n\n{body % said}\n{page}\n", to=[to.user.email])
