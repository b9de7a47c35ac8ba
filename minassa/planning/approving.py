"""Step 5: resources and money approved along the company's own rules. Nobody approves what they asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.planning import money, readiness, rounds, rules, turns
from minassa.planning.errors import EditedElsewhere, NotNow, NotReady, NotYours, OwnRequest
from minassa.planning.holding import again, hold, tell
from minassa.planning.models import Activity, ApprovalRequest, ApprovalStep, Cycle
from minassa.planning.models.approval import ApprovalStep as _Step
from minassa.planning.models.kept import NOTHING
from minassa.planning.models.signature import Act
from minassa.planning.signing import settle

Verdict = _Step.Verdict
_State, _Approval = ApprovalRequest.State, Activity.Approval


@transaction.atomic
def ask(activity: Activity, *, by: Membership, why: str = "") -> ApprovalRequest:
    """Submit the activity as it is, with all the money its lines ask for. A round of its own each time."""
    cycle, activity = hold(activity.cycle_id, by), again(activity)
    if activity.responsible_id != by.pk:
        demand(by, Ability.WRITE_PLAN)
    demand(by, Ability.DO_WORK)
    if activity.state == Activity.State.DROPPED or activity.approval in (_Approval.ASKED, _Approval.APPROVED):
        raise NotNow(_("This activity is already waiting, approved or dropped. Change what it needs, then submit it."))
    lines = list(activity.cost_lines.all())
    missing = readiness.of_activity(activity, cycle, resources=len(lines) + activity.efforts.count())
    if missing:
        raise NotReady(" ".join(missing))
    amount = sum((line.asked for line in lines), NOTHING)
    chain = rules.chain(by.company, kind=activity.kind, amount=amount, asker=by.user)
    request = ApprovalRequest.objects.create(
        company_id=cycle.company_id,
        cycle=cycle,
        activity=activity,
        round=activity.requests.count() + 1,
        amount=amount,
        already=sum((line.approved for line in lines), NOTHING),
        kind=activity.kind,
        lines={str(line.pk): str(line.asked) for line in lines},
        digest=rounds.digest(activity),
        why=why.strip(),
        asked_by=by.user,
    )
    ApprovalStep.objects.bulk_create(
        ApprovalStep(
            company_id=cycle.company_id,
            cycle=cycle,
            request=request,
            position=place,
            role=turn.role,
            approver=turn.approver,
        )
        for place, turn in enumerate(chain)
    )
    _set(activity, _Approval.ASKED)
    turns.begin(_first(request))
    tell("approval.asked", request, by, activity=activity.name, amount=amount, round=request.round)
    settle(cycle, by, Act.PLAN)
    return request


@transaction.atomic
def withdraw(request: ApprovalRequest, *, by: Membership) -> None:
    """By who asked, or who writes the plan."""
    cycle, request = hold(request.cycle_id, by), again(request)
    if request.asked_by_id != by.user_id:
        demand(by, Ability.WRITE_PLAN)
    if request.state != _State.WAITING:
        raise NotNow(_("This request was already decided."))
    rounds.withdraw(request, by)
    _set(request.activity, _Approval.DRAFT)
    settle(cycle, by, Act.PLAN)


@transaction.atomic
def decide(
    request: ApprovalRequest,
    *,
    verdict: Verdict | str,
    by: Membership,
    amount: Decimal | None = None,
    words: str = "",
    postponed_to: date | None = None,
    turn: UUID | None = None,
) -> ApprovalRequest:
    """The verdict of whoever's turn it is. Approved by the last turn, the money is the activity's, line by line.
    `turn` is the step that was read: another one is not decided in its place.

    Raises OwnRequest, NotYours, NotNow (decided meanwhile), EditedElsewhere (changed meanwhile), OverBudget.
    """
    cycle, request, verdict = hold(request.cycle_id, by), again(request), Verdict(verdict)
    steps = list(request.steps.select_related("approver__user", "by"))
    step = next((one for one in steps if not one.verdict), None)
    if request.state != _State.WAITING or step is None or turn not in (None, step.pk):
        raise NotNow(_already(request, steps))
    whose = _may(step, request, by)
    activity = request.activity
    if request.digest != rounds.digest(activity):
        raise EditedElsewhere(_("The activity changed after it was submitted. It has to be submitted again."))
    words = words.strip()
    if verdict in (Verdict.POSTPONE, Verdict.SEND_BACK, Verdict.REJECT) and not words:
        raise NotValid(_("Write why, so that whoever asked knows what to do."))
    step.verdict, step.words, step.by, step.at = verdict, words, by.user, now()
    step.stood_in_for = whose if whose.pk != by.pk else None
    step.amount = _amount(request, step, steps, amount)
    step.save()
    match verdict:
        case Verdict.APPROVE | Verdict.LESS:
            if step is steps[-1]:
                _grant(cycle, request, activity, step.amount or NOTHING)
            else:
                turns.begin(steps[steps.index(step) + 1])
        case Verdict.POSTPONE:
            _refuse(request, activity, _State.POSTPONED, _Approval.POSTPONED, postponed_to)
        case Verdict.REJECT:
            _refuse(request, activity, _State.REJECTED, _Approval.REJECTED)
        case Verdict.SEND_BACK:
            _end(request, _State.SENT_BACK)
            _set(activity, _Approval.DRAFT)
    tell(f"approval.{_SAID[verdict]}", request, by, activity=activity.name, amount=step.amount, words=words)
    settle(cycle, by, Act.PLAN)
    return request


def current_step(request: ApprovalRequest) -> ApprovalStep | None:
    """Whose turn it is; None when it is decided."""
    if request.state != _State.WAITING:
        return None
    return request.steps.filter(verdict="").select_related("approver__user").first()


def may_decide(step: ApprovalStep, member: Membership) -> bool:
    """Whether it is the member's turn: their own, or of somebody they stand in for, and never of their own asking."""
    current = current_step(step.request)
    return current is not None and current.pk == step.pk and may_take(step, step.request, member)


def may_take(step: ApprovalStep, request: ApprovalRequest, member: Membership) -> bool:
    """The same of a step that is known to be the current one."""
    return _whose(step, request, member) is not None


def waiting_for(member: Membership) -> list[ApprovalStep]:
    """The turns this member may take now, the oldest request first, in two queries however many there are."""
    mine = [member, *(one.stands_for for one in rules.standing_in(member))]
    own = [
        one
        for one in turns.waiting_steps(member.company).order_by("request__asked_at")
        if one.request.asked_by_id != member.user_id
        and any(rules.is_turn_of(one, each) and each.user_id != one.request.asked_by_id for each in mine)
    ]
    return own if member.is_current() else []


_SAID = {
    Verdict.APPROVE: "approved",
    Verdict.LESS: "approved_for_less",
    Verdict.POSTPONE: "postponed",
    Verdict.SEND_BACK: "sent_back",
    Verdict.REJECT: "rejected",
}


def _first(request: ApprovalRequest) -> ApprovalStep:
    return request.steps.select_related("request__cycle__company", "approver__user").earliest("position")


def _already(request: ApprovalRequest, steps: list[ApprovalStep]) -> str:
    if request.state == _State.WITHDRAWN:
        return _("This request was withdrawn, so there is nothing to decide.")
    last = next((one for one in reversed(steps) if one.verdict), None)
    if last is None or last.by is None:
        return _("This request was already decided.")
    words = {"who": last.by.name, "verdict": last.get_verdict_display()}
    return _("%(who)s decided this already: %(verdict)s.") % words


def _may(step: ApprovalStep, request: ApprovalRequest, by: Membership) -> Membership:
    if by.user_id == request.asked_by_id:
        raise OwnRequest(
            _("Nobody approves what they asked for. It is the turn of %(who)s.") % {"who": step.approver_name}
        )
    whose = _whose(step, request, by)
    if whose is None:
        raise NotYours(_("It is the turn of %(who)s to decide.") % {"who": step.approver_name})
    return whose


def _whose(step: ApprovalStep, request: ApprovalRequest, member: Membership) -> Membership | None:
    if member.user_id == request.asked_by_id:
        return None
    return rules.entitled(step, member, asker=request.asked_by_id)


def _amount(
    request: ApprovalRequest,
    step: ApprovalStep,
    steps: list[ApprovalStep],
    amount: Decimal | None,
) -> Decimal | None:
    """What this turn lets pass: what the turns before it let pass, or less."""
    before = [one.amount for one in steps if one.position < step.position and one.amount is not None]
    most = before[-1] if before else request.amount
    if step.verdict == Verdict.APPROVE:
        return most
    if step.verdict != Verdict.LESS:
        return None
    if amount is None or not 0 <= amount < most:
        raise NotValid(_("Approving less is for an amount below %(amount)s.") % {"amount": money.said(most)})
    return amount.quantize(money.CENT)


def _grant(cycle: Cycle, request: ApprovalRequest, activity: Activity, amount: Decimal) -> None:
    lines = list(activity.cost_lines.all())
    least = sum((money.used(line) for line in lines), NOTHING)
    if amount < least:
        raise NotValid(
            _("%(amount)s is already promised or spent. Approve at least that.") % {"amount": money.said(least)}
        )
    full = {line: Decimal(line.asked) for line in lines}
    money.set_approved(cycle, full if amount == request.amount else money.divide(amount, lines))
    request.granted = amount
    _end(request, _State.APPROVED)
    _set(activity, _Approval.APPROVED)


def _refuse(
    request: ApprovalRequest,
    activity: Activity,
    state: ApprovalRequest.State,
    approval: Activity.Approval,
    postponed_to: date | None = None,
) -> None:
    """More money refused leaves what was approved before; the rest of the activity goes on."""
    _end(request, state)
    if rounds.was_approved(activity):
        _set(activity, _Approval.APPROVED)
    else:
        activity.postponed_to = postponed_to
        _set(activity, approval)


def _end(request: ApprovalRequest, state: ApprovalRequest.State) -> None:
    request.state, request.decided_at = state, now()
    request.save(update_fields=["state", "decided_at", "granted"])


def _set(activity: Activity, approval: Activity.Approval) -> None:
    activity.approval = approval
    if approval != _Approval.POSTPONED:
        activity.postponed_to = None
    activity.save(update_fields=["approval", "postponed_to"])
