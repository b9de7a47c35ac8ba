"""What is missing, in sentences. An empty list is ready."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minassa.planning.models import Activity, Cycle, Decision, Mechanism, Objective
from minassa.planning.models.decision import Decision as _Decision
from minassa.planning.models.metric import Metric
from minassa.planning.models.signature import Act


def of_objective(objective: Objective, *, better: str | None = None) -> list[str]:
    """Told plainly: whether it can be measured, and when."""
    missing = []
    said = {"objective": objective.statement}
    if objective.metric_id is None:
        missing.append(_("“%(objective)s” cannot be measured: choose its indicator.") % said)
    if objective.target is None:
        missing.append(_("“%(objective)s” cannot be measured: set its target.") % said)
    if objective.baseline is None:
        missing.append(_("“%(objective)s” cannot be measured: write where it stands today, its baseline.") % said)
    if objective.baseline is not None and objective.target is not None and objective.metric_id is not None:
        way = better or (objective.metric.better if objective.metric else Metric.Better.UP)
        up = way == Metric.Better.UP
        if objective.target == objective.baseline or (objective.target > objective.baseline) != up:
            missing.append(_("The target of “%(objective)s” is no better than its baseline.") % said)
    if objective.due_on is None:
        missing.append(_("“%(objective)s” is not dated: say when it is due.") % said)
    return missing


def of_mechanism(mechanism: Mechanism, *, shares: Sequence[int], serves: int) -> list[str]:
    missing = []
    said = {"platform": mechanism.platform_title}
    if not serves:
        missing.append(_("%(platform)s serves no objective: choose one.") % said)
    if not shares:
        missing.append(_("%(platform)s has no content pillars: name them with their shares.") % said)
    elif sum(shares) != 100:
        missing.append(
            _("The content pillars of %(platform)s add to %(sum)s %%, not to 100 %%.") % (said | {"sum": sum(shares)})
        )
    if not mechanism.posts_per_week:
        missing.append(_("%(platform)s has no posting frequency: say how many posts a week.") % said)
    rules = (mechanism.tone, mechanism.respond_within, mechanism.answers_from, mechanism.answers_to)
    if not all(rules) or not mechanism.answer_days or mechanism.escalate_to_id is None:
        missing.append(
            _(
                "%(platform)s lacks rules of interaction: tone, response time, days and hours of answering, and"
                " to whom a matter is escalated."
            )
            % said
        )
    return missing


def missing_of(mechanism: Mechanism) -> list[str]:
    """Of a mechanism as it is in the database."""
    shares = list(mechanism.pillars.values_list("share", flat=True))
    return of_mechanism(mechanism, shares=shares, serves=mechanism.services.count())


def of_activity(activity: Activity, cycle: Cycle, *, resources: int) -> list[str]:
    missing = []
    said = {"number": activity.number, "activity": activity.name}
    if activity.responsible_id is None:
        missing.append(_("Activity %(number)s, “%(activity)s”, has nobody responsible.") % said)
    if not resources:
        missing.append(_("Activity %(number)s, “%(activity)s”, has no people and no money yet.") % said)
    if activity.deadline is None:
        missing.append(_("Activity %(number)s, “%(activity)s”, has no deadline.") % said)
    elif not cycle.starts_on <= activity.deadline <= cycle.ends_on:
        missing.append(_("The deadline of activity %(number)s, “%(activity)s”, is outside the plan period.") % said)
    return missing


def to_sign(act: Act, cycle: Cycle, of: Cycle | Mechanism | Decision) -> list[str]:
    if isinstance(of, Mechanism):
        return missing_of(of)
    if isinstance(of, Decision):
        return [] if of.state != _Decision.State.OPEN else [_("Choose an option and write the reason first.")]
    match act:
        case Act.OBJECTIVES:
            objectives = [of_objective(one) for one in cycle.objectives.select_related("metric")]
            missing = _all(objectives) if objectives else [_("Write the first objective: there is none to sign.")]
        case Act.REVIEW:
            missing = of_review(cycle)
        case Act.PLAN:
            missing = of_plan(cycle.activities.only("cycle", "state", "approval"))
        case _:
            missing = [_("This cannot be signed.")]
    return missing


def of_review(cycle: Cycle) -> list[str]:
    """A cycle may end without objectives, but not without a word about why."""
    objectives = list(cycle.objectives.all())
    if not objectives and not cycle.closing_words.strip():
        return [_("There is no objective to review. Write what was learned before you sign.")]
    return _all(to_review(one) for one in objectives)


def to_review(objective: Objective) -> list[str]:
    said = {"objective": objective.statement}
    missing = []
    if objective.measured is None:
        missing.append(_("“%(objective)s” was not measured yet.") % said)
    if objective.reached is None:
        missing.append(_("Say whether “%(objective)s” was reached.") % said)
    if not objective.why.strip():
        missing.append(_("Say why “%(objective)s” was reached or not.") % said)
    return missing


def of_plan(every: Iterable[Activity]) -> list[str]:
    activities = [one for one in every if one.state != Activity.State.DROPPED]
    if not activities:
        return [_("Write the first activity of the plan.")]
    undecided = sum(not one.is_decided for one in activities)
    if not undecided:
        return []
    told = ngettext("%(count)s activity is not decided yet.", "%(count)s activities are not decided yet.", undecided)
    return [told % {"count": undecided}]


def _all(found: Iterable[list[str]]) -> list[str]:
    return [sentence for some in found for sentence in some]
