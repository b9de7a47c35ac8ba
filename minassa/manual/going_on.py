"""Steps 6 to 10 on the map: the work that goes on until the cycle closes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minassa.channels.models import Channel
from minassa.connectors.registry import title_of
from minassa.manual.cycle_records import day
from minassa.manual.stages import Stage, State, state_of
from minassa.manual.steps import PLAN
from minassa.manual.ways import way
from minassa.people.abilities import Ability, Role
from minassa.people.models import Membership
from minassa.planning import reporting
from minassa.planning.gates import REHEARSAL
from minassa.planning.models import Decision, ProgressReport
from minassa.planning.models.signature import Act, Capacity
from minassa.planning.standing import signed_of
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State as Sent
from minassa.posts.runway import Runway, Wanted, runways

LAUNCHED_WITHIN = timedelta(days=14)
MOST = 4


def going_on(cycle: Any, member: Membership) -> list[Stage]:
    today = member.company.local_now().date()
    makers: list[Callable[[Any, Membership, date], Stage]] = [_content, _reports, _decisions, _launch, _review]
    stages = [make(cycle, member, today) for make in makers]
    if cycle.is_open:
        return stages
    url, label = way("review:show", member, cycle.pk), _("Look")
    return [
        Stage(one.step, State.DONE, facts=one.facts, signed=one.signed, url=one.url or url, label=label)
        for one in stages
    ]


def _content(cycle: Any, member: Membership, today: date) -> Stage:
    wanted = [
        Wanted(
            one["platform"],
            one["per_week"],
            [(each["name"], each["share"]) for each in cycle.has_pillars if each["of"] == one["id"]],
        )
        for one in cycle.has_frequencies
        if one["per_week"]
    ]
    found = runways(member.company, wanted, cycle.runway_days) if cycle.is_open else []
    met = bool(found) and all(one.is_met for one in found) and len(found) == len(cycle.has_frequencies)
    missing = [_thin(one) for one in found if not one.is_met][:MOST]
    if not found:
        missing = [_("Step 2 says where and how often content goes out. It is not written yet.")]
    facts = [
        ngettext("%(platform)s is covered for %(days)s day.", "%(platform)s is covered for %(days)s days.", one.days)
        % {"platform": one.title, "days": one.days}
        for one in found
        if one.is_met
    ]
    begun = any(one.planned for one in found)
    has_run_out = cycle.plan_due_on < today and any(not one.planned and not one.is_met for one in found)
    return Stage(
        step=PLAN.steps[5],
        state=State.OVERDUE if has_run_out else state_of(done=met, begun=begun, waits=False, by_when=None, today=today),
        missing=missing,
        facts=facts,
        waits_for=[] if met else [Role.MEMBER],
        by_when=None if met or has_run_out or not found else _short_on(cycle, found, today),
        url=way("runway:show", member, cycle.pk) or way("posts:index", member),
        label=_("Fill the holes") if not met and member.may(Ability.WRITE_POSTS) else _("Look"),
    )


def _short_on(cycle: Any, found: list[Runway], today: date) -> date:
    """The first day for which a platform has less than its frequency wants, once the plan stands."""
    days = min((one.days for one in found if one.days < one.threshold), default=0)
    stands_on: date = cycle.plan_due_on
    last: date = cycle.ends_on
    return min(max(stands_on, today + timedelta(days=days)), last)


def _thin(one: Runway) -> str:
    if one.days < one.threshold:
        told = ngettext(
            "%(platform)s is covered for %(days)s day of %(threshold)s.",
            "%(platform)s is covered for %(days)s days of %(threshold)s.",
            one.days,
        )
        return told % {"platform": one.title, "days": one.days, "threshold": one.threshold}
    thin = next(mix for mix in one.mix if mix.is_thin)
    return _("%(platform)s has too little of “%(pillar)s”.") % {"platform": one.title, "pillar": thin.pillar}


def _reports(cycle: Any, member: Membership, today: date) -> Stage:
    state = ProgressReport.State
    has = {day(one["first"]): one for one in cycle.has_reports}
    reported = [(day(one["first"]), day(one["last"])) for one in cycle.has_reports]
    periods = reporting.periods(cycle, [(first, last) for first, last in reported if first and last])
    due = [
        (first, last, day(has[first]["due"]) if first in has else reporting.due_of(cycle, last))
        for first, last in periods
        if first not in has or has[first]["state"] in reporting.WRITABLE
    ]
    overdue = [one for one in due if one[2] is not None and one[2] < today]
    submitted = sum(one["state"] == state.SUBMITTED for one in cycle.has_reports)
    missing = [_overdue(*one) for one in overdue[:MOST]]
    facts = []
    if submitted:
        told = ngettext("%(count)s report waits to be received.", "%(count)s reports wait to be received.", submitted)
        facts = [told % {"count": submitted}]
    by_when = next((one[2] for one in due), None)
    receives = submitted and member.may(Ability.RECEIVE_REPORTS)
    writes = bool(due) and member.may(Ability.WRITE_REPORTS)
    begun = bool(cycle.has_reports) or cycle.starts_on <= today
    return Stage(
        step=PLAN.steps[6],
        state=_of_reports(bool(overdue), bool(submitted), begun, is_written=bool(cycle.has_reports)),
        missing=missing,
        facts=facts,
        waits_for=[Role.MEMBER] if overdue else [Role.OFFICER] if submitted else [],
        by_when=by_when,
        url=way("reports:index", member, cycle.pk),
        label=_("Receive the report") if receives else _("Write the report") if writes else _("Look"),
    )


def _of_reports(overdue: bool, submitted: bool, begun: bool, *, is_written: bool) -> State:
    """Done as the manual means it: no report is overdue."""
    if overdue:
        return State.OVERDUE
    if submitted:
        return State.WAITING
    return State.DONE if is_written else State.IN_HAND if begun else State.NOT_STARTED


def _overdue(first: date, last: date, due: date | None) -> str:
    said = {"first": date_format(first, "DATE_FORMAT"), "last": date_format(last, "DATE_FORMAT")}
    return _("The report of %(first)s to %(last)s is overdue.") % said


def _decisions(cycle: Any, member: Membership, today: date) -> Stage:
    open_ones = cycle.has_open_decisions
    missing = []
    waits: list[Role] = []
    for one in open_ones[:MOST]:
        if one["state"] == Decision.State.OPEN:
            missing.append(_("“%(question)s” is not decided.") % {"question": one["question"]})
            waits += [Role.MANAGER, Role.OFFICER]
        else:
            signed = {each["capacity"] for each in cycle.has_signatures if each["subject"] == one["id"]}
            waits += [Role(str(each)) for each in (Capacity.MANAGER, Capacity.OFFICER) if each not in signed]
            missing.append(_("“%(question)s” waits for signatures.") % {"question": one["question"]})
    due = sorted(on for one in open_ones if (on := day(one["due"])))
    by_when = due[0] if due else None
    done = not open_ones
    mine = Role(member.role) in waits and member.may(Ability.VOTE)
    return Stage(
        step=PLAN.steps[7],
        state=State.DONE
        if done and cycle.has_decisions
        else State.NOT_STARTED
        if done
        else state_of(done=False, begun=True, waits=bool(waits), by_when=by_when, today=today),
        missing=missing,
        facts=[] if open_ones else [_("No decision is open.")],
        waits_for=list(dict.fromkeys(waits)),
        by_when=by_when,
        url=way("decisions:index", member, cycle.pk),
        label=_("Decide") if mine else _("Look"),
    )


def _launch(cycle: Any, member: Membership, today: date) -> Stage:
    platforms = [one["platform"] for one in cycle.has_frequencies]
    sent = Delivery.objects.filter(channel=OuterRef("pk"), state=Sent.SENT)
    channels = Channel.objects.filter(company=member.company).exclude(kind=REHEARSAL).annotate(is_live=Exists(sent))
    live, connected = set(), set()
    for one in channels:
        if getattr(one, "is_live", False):
            live.add(one.platform)
        if one.is_connected:
            connected.add(one.platform)
    missing = []
    for platform in platforms:
        said = {"platform": title_of(platform)}
        if platform not in connected and platform not in live:
            missing.append(_("No channel of %(platform)s is connected.") % said)
        elif platform not in live:
            missing.append(_("Nothing is published on %(platform)s yet.") % said)
    if not platforms:
        missing = [_("The plan names no platform yet.")]
    by_when = min(cycle.plan_due_on + LAUNCHED_WITHIN, cycle.ends_on)
    done = not missing
    return Stage(
        step=PLAN.steps[8],
        state=state_of(done=done, begun=bool(connected & set(platforms)), waits=False, by_when=by_when, today=today),
        missing=missing[:MOST],
        facts=[_("Published on %(platform)s.") % {"platform": title_of(one)} for one in platforms if one in live],
        waits_for=[] if done else [Role.MEMBER],
        by_when=None if done else by_when,
        url=way("launch:show", member, cycle.pk) or way("channels:index", member),
        label=_("Go through the launch list") if not done and member.may(Ability.LAUNCH) else _("Look"),
    )


def _review(cycle: Any, member: Membership, today: date) -> Stage:
    signed = [one for one in signed_of(cycle) if one.act == Act.REVIEW]
    missing = []
    if cycle.has_unmeasured:
        count = len(cycle.has_unmeasured)
        told = ngettext("%(count)s objective is not measured.", "%(count)s objectives are not measured.", count)
        missing.append(told % {"count": count})
    if cycle.has_unreviewed:
        count = len(cycle.has_unreviewed)
        told = ngettext("%(count)s objective is not reviewed.", "%(count)s objectives are not reviewed.", count)
        missing.append(told % {"count": count})
    is_written = cycle.has_objectives or bool(cycle.closing_words.strip())
    if not is_written and cycle.ends_on <= today:
        missing.append(_("There is no objective to review. Write what was learned before you sign."))
    unsigned = [one for one in (Capacity.MANAGER, Capacity.OFFICER) if one not in {each.capacity for each in signed}]
    waits = [Role(str(one)) for one in unsigned] if not missing and is_written else []
    if waits:
        missing.append(_("The review is not signed by both."))
    elif not missing and is_written:
        missing.append(_("The cycle is reviewed and signed: close it."))
    begun, reviews = cycle.starts_on <= today, member.may(Ability.SET_OBJECTIVES)
    return Stage(
        step=PLAN.steps[9],
        state=state_of(done=not cycle.is_open, begun=begun, waits=bool(waits), by_when=cycle.ends_on, today=today),
        missing=missing if cycle.is_open else [],
        waits_for=waits or ([Role.OFFICER] if cycle.is_open else []),
        by_when=cycle.ends_on if cycle.is_open else None,
        url=way("review:show", member, cycle.pk),
        label=_("Sign") if Role(member.role) in waits else _("Review") if reviews else _("Look"),
        signed=signed,
    )
