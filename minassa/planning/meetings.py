"""Meetings of a cycle: called, held, kept in minutes, and the actions that follow their people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.planning import calendar, calendar_mail, gates, mail_jobs
from minassa.planning.errors import NotNow
from minassa.planning.holding import again, hold, keep, tell
from minassa.planning.models import ActionItem, Attendee, Cycle, Meeting, MeetingDecision


class Given(TypedDict, total=False):
    title: str
    purpose: str
    starts_at: datetime
    lasts: timedelta
    place: str
    link: str
    agenda: str
    members: Sequence[Membership]
    guests: Sequence[tuple[str, str]]  # name and e-mail


@dataclass(frozen=True)
class Taken:
    """What a person took on."""

    person: Membership
    what: str
    due_on: date | None = None
    id: UUID | None = None  # of the action item that this changes


@transaction.atomic
def call(cycle: Cycle, *, by: Membership, **given: Unpack[Given]) -> Meeting:
    """Its calendar request goes by mail to every attendee who has an e-mail, unless it is over already."""
    demand(by, Ability.WRITE_PLAN)
    cycle = hold(cycle, by)
    meeting = Meeting(company_id=cycle.company_id, cycle=cycle, called_by=by.user)
    _keep(meeting, given)
    tell("meeting.called", meeting, by, title=meeting.title, starts_at=meeting.starts_at)
    _mail_later(meeting)
    gates.refresh(cycle.company_id, by)
    return meeting


@transaction.atomic
def change(meeting: Meeting, *, by: Membership, **given: Unpack[Given]) -> Meeting:
    """A change that attendees must know counts `sequence` up, so that their calendars take it."""
    demand(by, Ability.WRITE_PLAN)
    cycle, meeting = hold(meeting.cycle_id, by), again(meeting)
    if meeting.cancelled_at is not None:
        raise NotNow(_("This meeting was cancelled. Call a new one."))
    if _keep(meeting, given):
        meeting.sequence += 1
        meeting.save(update_fields=["sequence"])
        tell("meeting.changed", meeting, by, title=meeting.title, starts_at=meeting.starts_at)
        _mail_later(meeting)
        gates.refresh(cycle.company_id, by)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, by: Membership) -> Meeting:
    demand(by, Ability.WRITE_PLAN)
    cycle, meeting = hold(meeting.cycle_id, by), again(meeting)
    if meeting.has_minutes:
        raise NotNow(_("This meeting was held: it has minutes."))
    if meeting.cancelled_at is None:
        meeting.cancelled_at, meeting.sequence = now(), meeting.sequence + 1
        meeting.save(update_fields=["cancelled_at", "sequence"])
        tell("meeting.cancelled", meeting, by, title=meeting.title)
        _mail_later(meeting)
        gates.refresh(cycle.company_id, by)
    return meeting


@transaction.atomic
def mail_again(meeting: Meeting, *, by: Membership) -> int:
    """To those whose calendar request no mail server has taken yet. To how many."""
    demand(by, Ability.WRITE_PLAN)
    _cycle, meeting = hold(meeting.cycle_id, by), again(meeting)
    return _mail_later(meeting)


@transaction.atomic
def keep_minutes(
    meeting: Meeting,
    *,
    by: Membership,
    minutes: str,
    attended: Mapping[UUID, bool] | None = None,
    decisions: Sequence[str] = (),
    actions: Sequence[Taken] = (),
) -> Meeting:
    """What was said and decided, who was there, who took on what. Each of the lists as a whole."""
    demand(by, Ability.WRITE_PLAN)
    cycle, meeting = hold(meeting.cycle_id, by), again(meeting)
    if meeting.cancelled_at is not None:
        raise NotNow(_("This meeting was cancelled. Call a new one."))
    if not minutes.strip():
        raise NotValid(_("Write the minutes: what was said and decided."))
    meeting.minutes, meeting.minutes_by, meeting.minutes_at = minutes.strip(), by.user, now()
    meeting.save()
    for one in meeting.attendees.filter(pk__in=list(attended or {})):
        one.attended = (attended or {})[one.pk]
        one.save(update_fields=["attended"])
    meeting.decisions.all().delete()
    said = [one.strip() for one in decisions if one.strip()]
    of = {"company_id": cycle.company_id, "meeting": meeting}
    MeetingDecision.objects.bulk_create(
        MeetingDecision(cycle=cycle, position=place, said=one, **of) for place, one in enumerate(said)
    )
    _take(meeting, actions)
    tell("meeting.minuted", meeting, by, title=meeting.title)
    gates.refresh(cycle.company_id, by)
    return meeting


@transaction.atomic
def finish(action: ActionItem, *, by: Membership) -> ActionItem:
    """By the person, or who writes the plan; also after the cycle is closed."""
    return _mark(action, by, done=True)


@transaction.atomic
def reopen(action: ActionItem, *, by: Membership) -> ActionItem:
    return _mark(action, by, done=False)


def _mark(action: ActionItem, by: Membership, *, done: bool) -> ActionItem:
    action = ActionItem.objects.select_for_update().get(pk=action.pk, company=by.company_id)
    demand(by, Ability.DO_WORK)
    if action.person_id != by.pk:
        demand(by, Ability.WRITE_PLAN)
    if (action.done_at is not None) != done:
        action.done_at, action.done_by = (now(), by.user) if done else (None, None)
        action.save(update_fields=["done_at", "done_by"])
        tell("action.done" if done else "action.reopened", action, by, what=action.what)
    return action


def _keep(meeting: Meeting, given: Given) -> bool:
    fields = {name: value for name, value in given.items() if name not in ("members", "guests")}
    for name in ("title", "place"):
        if name in fields:
            fields[name] = one_line(str(fields[name]))
    if not fields.get("title", meeting.title):
        raise NotValid(_("Give the meeting a title."))
    if fields.get("starts_at", meeting.starts_at) is None:
        raise NotValid(_("Say when the meeting begins."))
    changed = bool(keep(meeting, fields))
    if "members" in given or "guests" in given:
        changed |= _invite(meeting, given.get("members"), given.get("guests"))
    return changed


def _invite(meeting: Meeting, members: Sequence[Membership] | None, guests: Sequence[tuple[str, str]] | None) -> bool:
    has = list(meeting.attendees.select_related("member__user", "company"))
    keys = {(one.member_id, one.guest_name, one.guest_email): one for one in has}
    wanted: dict[tuple[UUID | None, str, str], None] = {}
    if members is None:
        wanted |= {key: None for key in keys if key[0] is not None}
    for member in members or ():
        if member.company_id != meeting.company_id:
            raise NotValid(_("That belongs to another company."))
        wanted[(member.pk, "", "")] = None
    if guests is None:
        wanted |= {key: None for key in keys if key[0] is None}
    for name, email in guests or ():
        if one_line(name):
            wanted[(None, one_line(name), one_line(email).lower())] = None
    gone, new = [one for key, one in keys.items() if key not in wanted], [key for key in wanted if key not in keys]
    _tell_withdrawn(meeting, gone)
    Attendee.objects.filter(pk__in=[one.pk for one in gone]).delete()
    of = {"company_id": meeting.company_id, "cycle_id": meeting.cycle_id, "meeting": meeting}
    Attendee.objects.bulk_create(
        Attendee(member_id=member, guest_name=name, guest_email=email, **of) for member, name, email in new
    )
    return bool(gone or new)


def _mail_later(meeting: Meeting) -> int:
    """With the transaction of the change: a job for each attendee who does not have this state of it."""
    if not calendar_mail.is_possible() or meeting.is_over:
        return 0
    waiting = meeting.attendees.exclude(mailed_sequence=meeting.sequence).select_related("member__user")
    if meeting.cancelled_at is not None:  # who never heard of it need not hear that it is off
        waiting = waiting.filter(mailed_sequence__isnull=False)
    to = [one for one in waiting if one.email]
    for one in to:
        mail_jobs.mail_request.later(str(one.pk), meeting.sequence)
    return len(to)


def _tell_withdrawn(meeting: Meeting, gone: Sequence[Attendee]) -> None:
    if calendar_mail.is_possible() and not meeting.is_over:
        for one in gone:
            if one.email and one.mailed_sequence is not None:
                who = calendar.who(one)
                language = calendar_mail.language_of(one)
                mail_jobs.mail_withdrawal.later(str(meeting.pk), who.name, who.email, language)


def _take(meeting: Meeting, actions: Sequence[Taken]) -> None:
    has = {one.pk: one for one in meeting.actions.all()}
    kept = {one.id for one in actions}
    ActionItem.objects.filter(pk__in=[pk for pk, one in has.items() if pk not in kept and not one.done_at]).delete()
    for one in actions:
        what = one_line(one.what)
        if not what:
            continue
        item = has.get(one.id) if one.id else None
        item = item or ActionItem(company_id=meeting.company_id, meeting=meeting)
        keep(item, {"person": one.person, "what": what[:500], "due_on": one.due_on})
