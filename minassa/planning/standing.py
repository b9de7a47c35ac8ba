"""How the gating steps of SM-P1 stand, from the records alone: steps 1 to 5 of every open cycle, in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minassa.people.abilities import Role
from minassa.planning import readiness
from minassa.planning.models import (
    Activity,
    CostLine,
    Cycle,
    Effort,
    Mechanism,
    Meeting,
    Objective,
    Override,
    Pillar,
    Service,
    Signature,
    TeamAssignment,
)
from minassa.planning.models.signature import Act, Capacity

GATING = (1, 2, 3, 4, 5)
MOST = 5  # sentences about one kind of lack; the rest is counted


@dataclass(frozen=True)
class Signed:
    act: str
    subject: UUID
    capacity: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Overridden:
    id: UUID
    step: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Passing:
    """How one step stands. `waits_for`: the roles whose act is missing when everything else is there."""

    number: int
    done: bool
    begun: bool
    missing: list[str] = field(default_factory=list)
    waits_for: list[Role] = field(default_factory=list)
    signed: list[Signed] = field(default_factory=list)
    override: Overridden | None = None

    @property
    def lets_pass(self) -> bool:
        return self.done or self.override is not None


@dataclass(frozen=True)
class Standing:
    cycle: Cycle
    steps: dict[int, Passing]
    covered: frozenset[str]  # platforms with a mechanism that is ready and signed
    served: bool  # every objective is served by a mechanism that is ready

    def lets(self, platform: str) -> bool:
        return self.is_wide or (platform in self.covered and self.served and self._rest_passes)

    @property
    def is_wide(self) -> bool:
        """The officer let the work go on without a mechanism for each platform."""
        return self.steps[2].override is not None and self._rest_passes

    @property
    def _rest_passes(self) -> bool:
        # Once the whole plan was decided, an activity added to it is a matter of the plan, not of publishing.
        settled = self.cycle.settled_at is not None
        return all(self.steps[number].lets_pass or (settled and number in (4, 5)) for number in (1, 3, 4, 5))

    def first_shut(self, platform: str) -> Passing | None:
        """The step that keeps this platform from publishing."""
        if self.lets(platform):
            return None
        for number in GATING:
            step = self.steps[number]
            if number == 2 and not step.lets_pass and not (platform in self.covered and self.served):
                return step
            if number != 2 and not step.lets_pass and not (number in (4, 5) and self.cycle.settled_at):
                return step
        return self.steps[2]


def of_company(company: UUID) -> list[Standing]:
    """Every open cycle of the company, the earliest first."""
    return _standings(Cycle.objects.filter(company=company, state=Cycle.State.OPEN))


def of_cycle(cycle: Cycle) -> Standing:
    return _standings(Cycle.objects.filter(pk=cycle.pk))[0]


def with_records(cycles: QuerySet[Cycle]) -> QuerySet[Cycle]:
    mine: dict[str, Any] = {"cycle": OuterRef("pk")}
    names = {"who": F("by__name"), "when": F("at")}
    signatures = Signature.objects.filter(**mine, fallen_at__isnull=True).order_by("at")
    overrides = Override.objects.filter(**mine, withdrawn_at__isnull=True)
    activities = Activity.objects.filter(**mine).exclude(state=Activity.State.DROPPED)
    open_ones = activities.exclude(
        approval__in=[Activity.Approval.APPROVED, Activity.Approval.POSTPONED, Activity.Approval.REJECTED]
    )
    return cycles.annotate(
        has_objectives=ArraySubquery(
            Objective.objects.filter(**mine).values(json=_json(_OBJECTIVE, better=F("metric__better")))
        ),
        has_mechanisms=ArraySubquery(Mechanism.objects.filter(**mine).values(json=_json(_MECHANISM))),
        has_pillars=ArraySubquery(
            Pillar.objects.filter(**mine).values(
                json=JSONObject(of=F("mechanism_id"), share=F("share"), name=F("name"))
            )
        ),
        has_services=ArraySubquery(
            Service.objects.filter(**mine).values(json=JSONObject(of=F("mechanism_id"), objective=F("objective_id")))
        ),
        has_signatures=ArraySubquery(
            signatures.values(json=JSONObject(act="act", subject="subject_id", capacity="capacity", **names))
        ),
        has_overrides=ArraySubquery(overrides.values(json=JSONObject(id="id", step="step", reason="reason", **names))),
        has_team=ArraySubquery(TeamAssignment.objects.filter(**mine, **_IN_PERIOD).values("specialty")),
        has_called=Exists(_forming(mine)),
        has_formed=Exists(_forming(mine).filter(minutes_at__isnull=False).exclude(minutes="")),
        has_activities=_count(activities),
        has_lacking=_count(activities.filter(_lacking())),
        has_first_lacking=ArraySubquery(
            activities.filter(_lacking()).order_by("number").values(json=_json(_ACTIVITY, work=_work()))[:MOST]
        ),
        has_drafts=_count(open_ones.filter(approval=Activity.Approval.DRAFT)),
        has_asked=_count(open_ones.filter(approval=Activity.Approval.ASKED)),
    )


_OBJECTIVE = ("id", "statement", "metric_id", "baseline", "target", "due_on")
_MECHANISM = (
    "id", "platform", "posts_per_week", "tone", "respond_within", "answers_from", "answers_to", "answer_days",
    "escalate_to_id",
)  # fmt: skip
_ACTIVITY = ("id", "number", "name", "responsible_id", "deadline")
_IN_PERIOD: dict[str, Any] = {"starts_on__lte": OuterRef("ends_on"), "ends_on__gte": OuterRef("starts_on")}


def _standings(cycles: QuerySet[Cycle]) -> list[Standing]:
    return [read(cycle) for cycle in with_records(cycles).order_by("starts_on")]


def read(cycle: Any) -> Standing:
    """From a cycle that came `with_records`."""
    signatures = signed_of(cycle)
    overrides = {
        one["step"]: Overridden(UUID(one["id"]), one["step"], one["reason"], one["who"], _moment(one["when"]))
        for one in cycle.has_overrides
    }
    mechanisms = _mechanisms(cycle)
    ready = {one.pk for one, missing in mechanisms if not missing}
    signed = {one.subject for one in signatures if _is_officers(one)}
    served_ones = {UUID(one["objective"]) for one in cycle.has_services if UUID(one["of"]) in ready}
    served = bool(cycle.has_objectives) and all(UUID(one["id"]) in served_ones for one in cycle.has_objectives)
    steps = (
        _objectives(cycle, signatures, overrides.get(1)),
        _working(cycle, mechanisms, signatures, served_ones, overrides.get(2)),
        _team(cycle, overrides.get(3)),
        _plan(cycle, signatures, overrides.get(4)),
        _decided(cycle, overrides.get(5)),
    )
    return Standing(
        cycle=cycle,
        steps={one.number: one for one in steps},
        covered=frozenset(one.platform for one, _missing in mechanisms if one.pk in ready & signed),
        served=served,
    )


def signed_of(cycle: Any) -> list[Signed]:
    """Every standing signature of a cycle that came `with_records`."""
    return [
        Signed(one["act"], UUID(one["subject"]), one["capacity"], one["who"], _moment(one["when"]))
        for one in cycle.has_signatures
    ]


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


def _objectives(cycle: Any, signatures: list[Signed], override: Overridden | None) -> Passing:
    missing = []
    for one in cycle.has_objectives:
        missing += readiness.of_objective(_from(Objective, one, _OBJECTIVE), better=one["better"])
    if not cycle.has_objectives:
        missing = [_("Write the first objective, with an indicator, a target and a date.")]
    mine = [one for one in signatures if one.act == Act.OBJECTIVES]
    unsigned = [one for one in (Capacity.MANAGER, Capacity.OFFICER) if one not in {each.capacity for each in mine}]
    waits = [Role(str(one)) for one in unsigned] if not missing else []
    return Passing(
        1,
        done=not missing and not unsigned,
        begun=bool(cycle.has_objectives),
        missing=_short(missing) or [_not_signed(one) for one in waits],
        waits_for=waits,
        signed=mine,
        override=override,
    )


def _working(
    cycle: Any,
    mechanisms: list[tuple[Mechanism, list[str]]],
    signatures: list[Signed],
    served: set[UUID],
    override: Overridden | None,
) -> Passing:
    missing = [sentence for _one, lacks in mechanisms for sentence in lacks]
    if not mechanisms:
        missing = [_("Write the mechanism of the first platform.")]
    unserved = [one["statement"] for one in cycle.has_objectives if UUID(one["id"]) not in served]
    missing += [_("No ready mechanism serves “%(objective)s”.") % {"objective": one} for one in unserved]
    mine = [one for one in signatures if _is_officers(one)]
    signed = {one.subject for one in mine}
    unsigned = [one for one, _lacks in mechanisms if one.pk not in signed] if not missing else []
    waiting = [
        _("The marketing officer has not signed the mechanism of %(platform)s.") % {"platform": one.platform_title}
        for one in unsigned
    ]
    return Passing(
        2,
        done=not missing and not unsigned,
        begun=bool(mechanisms),
        missing=_short(missing or waiting),
        waits_for=[Role.OFFICER] if unsigned else [],
        signed=mine,
        override=override,
    )


def _is_officers(one: Signed) -> bool:
    """A mechanism is the officer's to sign; the manager's name beside it does not open anything."""
    return one.act == Act.MECHANISM and one.capacity == Capacity.OFFICER


def _team(cycle: Any, override: Overridden | None) -> Passing:
    has = set(cycle.has_team)
    specialty = TeamAssignment.Specialty
    missing = []
    if specialty.DESIGN not in has:
        missing.append(_("No designer is assigned for the period."))
    if specialty.SOCIAL_MEDIA not in has:
        missing.append(_("No social media specialist is assigned for the period."))
    if not cycle.has_called:
        missing.append(_("Call the meeting that forms the team."))
    elif not cycle.has_formed:
        missing.append(_("Write the minutes of the meeting that formed the team."))
    return Passing(3, done=not missing, begun=bool(has) or cycle.has_called, missing=missing, override=override)


def _plan(cycle: Any, signatures: list[Signed], override: Overridden | None) -> Passing:
    missing = []
    for one in cycle.has_first_lacking:
        missing += readiness.of_activity(_from(Activity, one, _ACTIVITY), cycle, resources=one["work"])
    if (rest := cycle.has_lacking - len(cycle.has_first_lacking)) > 0:
        told = ngettext("%(count)s more activity is incomplete.", "%(count)s more activities are incomplete.", rest)
        missing.append(told % {"count": rest})
    if not cycle.has_activities:
        missing = [_("Write the first activity of the plan of action F-01.")]
    return Passing(
        4,
        done=not missing,
        begun=cycle.has_activities > 0,
        missing=missing,
        signed=[one for one in signatures if one.act == Act.PLAN],
        override=override,
    )


def _decided(cycle: Any, override: Overridden | None) -> Passing:
    missing = []
    if cycle.has_drafts:
        told = ngettext(
            "%(count)s activity was not submitted for approval.",
            "%(count)s activities were not submitted for approval.",
            cycle.has_drafts,
        )
        missing.append(told % {"count": cycle.has_drafts})
    if cycle.has_asked:
        told = ngettext(
            "%(count)s activity waits for approval.", "%(count)s activities wait for approval.", cycle.has_asked
        )
        missing.append(told % {"count": cycle.has_asked})
    if not cycle.has_activities:
        missing = [_("There is no activity to decide on yet.")]
    open_ = cycle.has_drafts + cycle.has_asked
    return Passing(
        5,
        done=not missing,
        begun=cycle.has_activities > 0 and (cycle.has_asked > 0 or open_ < cycle.has_activities),
        missing=missing,
        waits_for=[Role.MANAGER, Role.OFFICER] if cycle.has_asked and not cycle.has_drafts else [],
        override=override,
    )


def _mechanisms(cycle: Any) -> list[tuple[Mechanism, list[str]]]:
    found = []
    for one in cycle.has_mechanisms:
        mechanism = _from(Mechanism, one, _MECHANISM)
        shares = [each["share"] for each in cycle.has_pillars if each["of"] == one["id"]]
        serves = sum(each["of"] == one["id"] for each in cycle.has_services)
        found.append((mechanism, readiness.of_mechanism(mechanism, shares=shares, serves=serves)))
    return found


def _not_signed(role: Role) -> str:
    if role == Role.MANAGER:
        return _("The general manager has not signed the objectives.")
    return _("The marketing officer has not signed the objectives.")


def _short(sentences: list[str]) -> list[str]:
    rest = len(sentences) - MOST
    if rest <= 0:
        return sentences
    told = ngettext("%(count)s more thing is missing.", "%(count)s more things are missing.", rest)
    return [*sentences[:MOST], told % {"count": rest}]


def _json(names: Iterable[str], **more: Any) -> JSONObject:
    return JSONObject(**{name: F(name) for name in names}, **more)


def _from(model: type[Any], row: dict[str, Any], names: Iterable[str]) -> Any:
    fields = {name: model._meta.get_field(name.removesuffix("_id")) for name in names}
    return model(**{name: field.to_python(row[name]) for name, field in fields.items()})


def _forming(mine: dict[str, Any]) -> QuerySet[Meeting]:
    return Meeting.objects.filter(**mine, purpose=Meeting.Purpose.FORMING, cancelled_at__isnull=True)


def _count(rows: QuerySet[Any]) -> Any:
    counted = rows.order_by().values("cycle").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _work() -> Any:
    """Whether it has people or money."""
    return Exists(Effort.objects.filter(activity=OuterRef("pk"))) | Exists(
        CostLine.objects.filter(activity=OuterRef("pk"))
    )


def _lacking() -> Q:
    has = Q(_work())
    dated = Q(deadline__gte=F("cycle__starts_on"), deadline__lte=F("cycle__ends_on"))
    return Q(responsible__isnull=True) | ~has | Q(deadline__isnull=True) | ~dated
