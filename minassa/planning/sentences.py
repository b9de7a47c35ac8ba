"""What the trail says of planning."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from minassa.connectors.registry import title_of
from minassa.events.people_sentences import day, fields_of
from minassa.events.sentences import say
from minassa.planning.models import Activity, Cycle, LaunchItem, Mechanism, Objective, TeamAssignment
from minassa.planning.models.signature import Act, Capacity


def _platforms(codes: list[str]) -> str:
    return str(pgettext("between the items of a list", ", ")).join(title_of(code) for code in codes)


def _act(code: str) -> object:
    return Act(code).label


def _capacity(code: str) -> object:
    return Capacity(code).label


def _state(code: str) -> object:
    return Activity.State(code).label


def _specialty(code: str) -> object:
    return TeamAssignment.Specialty(code).label


def _item(code: str) -> object:
    return LaunchItem.Code(code).label


say(
    "cycle.started",
    _("%(actor)s started the cycle %(name)s, from %(starts_on)s to %(ends_on)s."),
    starts_on=day,
    ends_on=day,
)
say("cycle.changed", _("%(actor)s changed the cycle %(name)s: %(changed)s."), changed=fields_of(Cycle))
say("cycle.budgeted", _("%(actor)s set the budget of the cycle %(name)s to %(budget)s."))
say("cycle.settled", _("The whole plan of the cycle %(name)s is decided."))
say("cycle.concluded", _("%(actor)s wrote what was learned in the cycle %(name)s."))
say("cycle.closed", _("%(actor)s closed the cycle %(name)s."))
say("metric.added", _("%(actor)s added the indicator %(name)s."))
say("metric.changed", _("%(actor)s changed the indicator %(name)s."))
say("metric.retired", _("%(actor)s retired the indicator %(name)s."))
say("objective.added", _("%(actor)s added the objective %(statement)s."))
say("objective.changed", _("%(actor)s changed the objective %(statement)s: %(changed)s."), changed=fields_of(Objective))
say("objective.removed", _("%(actor)s removed the objective %(statement)s."))
say("objective.measured", _("%(actor)s measured the objective %(statement)s: %(value)s on %(on)s."), on=day)
say("objective.judged", _("%(actor)s reviewed the objective %(statement)s: %(why)s"))
say("signature.given", _("%(actor)s signed as %(capacity)s: %(act)s."), act=_act, capacity=_capacity)
say(
    "signature.fell",
    _("The signature of %(signed_by)s fell, because %(actor)s changed what was signed: %(act)s."),
    act=_act,
)
say("override.made", _("%(actor)s overrode step %(step)s, %(title)s: %(reason)s"))
say("override.withdrawn", _("%(actor)s withdrew the override of step %(step)s, %(title)s."))
say("gate.opened", _("Publishing is open on: %(platforms)s."), platforms=_platforms)
say("gate.narrowed", _("Publishing is now open only on: %(platforms)s."), platforms=_platforms)
say("mechanism.added", _("%(actor)s added the mechanism of %(platform)s."))
say(
    "mechanism.changed",
    _("%(actor)s changed the mechanism of %(platform)s: %(changed)s."),
    changed=fields_of(Mechanism),
)
say("mechanism.removed", _("%(actor)s removed the mechanism of %(platform)s."))
say("assignment.made", _("%(actor)s assigned %(name)s to the work team: %(specialty)s."), specialty=_specialty)
say(
    "assignment.taken_up",
    _("%(actor)s accepted the invitation and is in the work team: %(specialty)s."),
    specialty=_specialty,
)
say(
    "assignment.changed",
    _("%(actor)s changed the assignment of %(name)s: %(changed)s."),
    changed=fields_of(TeamAssignment),
)
say("assignment.removed", _("%(actor)s took %(name)s off the work team: %(specialty)s."), specialty=_specialty)
say("assignment.mailed", _("%(email)s was mailed that the contract of %(name)s ends."))
say("assignment.mail_refused", _("The mail to %(email)s about the end of a contract was not taken: %(said)s"))
say("assignment.ending", _("The contract of %(name)s ends on %(ends_on)s."), ends_on=day)
say("meeting.called", _("%(actor)s called the meeting %(title)s."))
say("meeting.changed", _("%(actor)s changed the meeting %(title)s."))
say("meeting.cancelled", _("%(actor)s cancelled the meeting %(title)s."))
say("meeting.mail_refused", _("The mail server did not take an invitation to the meeting %(title)s: %(said)s"))
say("meeting.minuted", _("%(actor)s wrote the minutes of the meeting %(title)s."))
say("action.done", _("%(actor)s finished an action: %(what)s."))
say("action.reopened", _("%(actor)s opened an action again: %(what)s."))
say("initiative.added", _("%(actor)s added the initiative %(name)s."))
say("initiative.changed", _("%(actor)s changed the initiative %(name)s."))
say("initiative.removed", _("%(actor)s removed the initiative %(name)s."))
say("activity.added", _("%(actor)s added activity %(number)s, %(name)s."))
say("activity.changed", _("%(actor)s changed activity %(number)s, %(name)s: %(changed)s."), changed=fields_of(Activity))
say("activity.removed", _("%(actor)s removed activity %(number)s, %(name)s."))
say("activity.dropped", _("%(actor)s dropped activity %(number)s, %(name)s: %(reason)s"))
say(
    "activity.progressed",
    _("%(actor)s said how activity %(number)s, %(name)s, goes: %(state)s, %(progress)s%%."),
    state=_state,
)
say("activity.rated", _("%(actor)s rated the activity %(name)s."))
say("activity.moved", _("%(actor)s moved the activity %(name)s to priority %(to)s: %(reason)s"))
say("plan.renumbered", _("%(actor)s arranged the plan of action of %(name)s."))
say("plan.imported", _("%(actor)s imported %(count)s activities into the plan of action of %(name)s."))
say("approval.asked", _("%(actor)s submitted the activity %(activity)s for approval, asking for %(amount)s."))
say("approval.approved", _("%(actor)s approved the activity %(activity)s: %(amount)s."))
say("approval.approved_for_less", _("%(actor)s approved the activity %(activity)s for less: %(amount)s."))
say("approval.postponed", _("%(actor)s postponed the activity %(activity)s: %(words)s"))
say("approval.sent_back", _("%(actor)s sent the activity %(activity)s back: %(words)s"))
say("approval.rejected", _("%(actor)s rejected the activity %(activity)s: %(words)s"))
say("request.withdrawn", _("The request to approve the activity %(activity)s was withdrawn."))
say("approval.mailed", _("%(name)s was mailed that the activity %(activity)s waits for a decision."))
say(
    "approval.mail_refused",
    _("The mail to %(name)s about the activity %(activity)s was not taken: %(said)s"),
)
say("rules.set", _("%(actor)s set the rules of approval."))
say(
    "stand_in.named",
    _("%(actor)s named %(who)s to stand in for %(stands_for)s, from %(starts_on)s to %(ends_on)s."),
    starts_on=day,
    ends_on=day,
)
say("stand_in.ended", _("%(actor)s ended that %(who)s stands in for %(stands_for)s."))
say("commitment.made", _("%(actor)s committed %(amount)s: %(what)s."))
say("commitment.released", _("%(actor)s released %(amount)s of a commitment: %(what)s."))
say("expense.recorded", _("%(actor)s recorded an expense of %(amount)s: %(what)s."))
say("expense.voided", _("%(actor)s took back an expense of %(amount)s, %(what)s: %(why)s"))


def _period(said: str) -> str:
    """As `str(report)` said it: from day to day."""
    return " – ".join(day(one) for one in said.split(" – "))


say("report.drafted", _("%(actor)s drafted the progress report of %(period)s."), period=_period)
say("report.written", _("%(actor)s wrote the progress report of %(period)s."), period=_period)
say("report.submitted", _("%(actor)s submitted the progress report of %(period)s."), period=_period)
say("report.received", _("%(actor)s received the progress report of %(period)s."), period=_period)
say("report.returned", _("%(actor)s returned the progress report of %(period)s: %(note)s"), period=_period)
say("report.overdue", _("The progress report of %(period)s is overdue since %(due_on)s."), due_on=day, period=_period)
say("report.escalated", _("The progress report of %(period)s is still not in; the officer is told."), period=_period)
say("report.reminder_mailed", _("%(name)s was reminded by mail of the progress report of %(period)s."), period=_period)
say("report.reminder_refused", _("The reminder of a progress report to %(name)s was not taken: %(said)s"))
say("decision.opened", _("%(actor)s opened the decision %(question)s."))
say("decision.changed", _("%(actor)s changed the decision %(question)s."))
say("decision.removed", _("%(actor)s removed the decision %(question)s."))
say("decision.scored", _("%(actor)s scored the options of %(question)s."))
say("decision.chosen", _("%(actor)s chose %(option)s for %(question)s: %(reason)s"))
say("decision.settled", _("The decision %(question)s is settled."))
say("decision.reopened", _("%(actor)s opened the decision %(question)s again: %(reason)s"))
say("launch.ticked", _("%(actor)s confirmed for %(channel)s: %(item)s."), item=_item)
say("launch.unticked", _("%(actor)s took back for %(channel)s: %(item)s."), item=_item)
