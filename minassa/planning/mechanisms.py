"""Step 2: how each platform serves the objectives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.planning import readiness
from minassa.planning.holding import again, hold, keep, tell
from minassa.planning.models import Cycle, Mechanism, Objective, Pillar, Service, Signature
from minassa.planning.models.signature import Act
from minassa.planning.platforms import known
from minassa.planning.signing import settle


class Given(TypedDict, total=False):
    audience: str
    posts_per_week: int | None
    hours: list[time]
    languages: list[str]
    tone: str
    respond_within: timedelta | None
    answers_from: time | None
    answers_to: time | None
    answer_days: list[int]
    escalate_to: Membership | None
    escalate_what: str
    objectives: Sequence[Objective]
    pillars: Sequence[tuple[str, int]]  # name and share, in order


@transaction.atomic
def add(cycle: Cycle, platform: str, *, by: Membership, **given: Unpack[Given]) -> Mechanism:
    """Kept also while it is not whole; `lacks` says what is missing, and it cannot be signed before."""
    demand(by, Ability.WRITE_PLAN)
    cycle = hold(cycle, by)
    title = known(platform)
    if cycle.mechanisms.filter(platform=platform).exists():
        raise NotValid(_("%(platform)s already has its mechanism in this cycle.") % {"platform": title})
    mechanism = Mechanism(company_id=cycle.company_id, cycle=cycle, platform=platform)
    _keep(mechanism, given)
    tell("mechanism.added", mechanism, by, platform=title)
    settle(cycle, by, Act.MECHANISM)
    return mechanism


@transaction.atomic
def change(mechanism: Mechanism, *, by: Membership, **given: Unpack[Given]) -> Mechanism:
    demand(by, Ability.WRITE_PLAN)
    cycle, mechanism = hold(mechanism.cycle_id, by), again(mechanism)
    changed = _keep(mechanism, given)
    if changed:
        tell("mechanism.changed", mechanism, by, platform=mechanism.platform_title, changed=changed)
        settle(cycle, by, Act.MECHANISM)
    return mechanism


@transaction.atomic
def remove(mechanism: Mechanism, *, by: Membership) -> None:
    demand(by, Ability.WRITE_PLAN)
    cycle, mechanism = hold(mechanism.cycle_id, by), again(mechanism)
    tell("mechanism.removed", mechanism, by, platform=mechanism.platform_title)
    mechanism.delete()
    settle(cycle, by, Act.MECHANISM)


@dataclass(frozen=True)
class Board:
    """Step 2 of a cycle as it stands, in five queries whatever its size."""

    mechanisms: list[Mechanism]  # with their pillars and objectives
    signatures: dict[UUID, list[Signature]]  # of each mechanism, those that fell too
    unserved: list[Objective]  # by no mechanism at all

    def lacks(self, mechanism: Mechanism) -> list[str]:
        shares = [one.share for one in mechanism.pillars.all()]
        return readiness.of_mechanism(mechanism, shares=shares, serves=len(mechanism.objectives.all()))


def board(cycle: Cycle) -> Board:
    found = cycle.mechanisms.select_related("escalate_to__user").prefetch_related("objectives", "pillars")
    mechanisms = list(found)
    signatures: dict[UUID, list[Signature]] = defaultdict(list)
    for one in cycle.signatures.filter(act=Act.MECHANISM).select_related("by", "fallen_by"):
        signatures[one.subject_id].append(one)
    served = {one.pk for mechanism in mechanisms for one in mechanism.objectives.all()}
    return Board(mechanisms, signatures, [one for one in cycle.objectives.all() if one.pk not in served])


def lacks(mechanism: Mechanism) -> list[str]:
    """What keeps it from being ready, in sentences."""
    return readiness.missing_of(mechanism)


def _keep(mechanism: Mechanism, given: Given) -> list[str]:
    fields: dict[str, Any] = {name: value for name, value in given.items() if name not in ("objectives", "pillars")}
    starts, ends = fields.get("answers_from", mechanism.answers_from), fields.get("answers_to", mechanism.answers_to)
    if starts is not None and ends is not None and ends <= starts:
        raise NotValid(_("The hours of answering end before they begin."))
    changed = keep(mechanism, fields)
    if "objectives" in given and _serve(mechanism, given["objectives"]):
        changed.append("objectives")
    if "pillars" in given and _divide(mechanism, given["pillars"]):
        changed.append("pillars")
    return changed


def _serve(mechanism: Mechanism, objectives: Sequence[Objective]) -> bool:
    if any(one.cycle_id != mechanism.cycle_id for one in objectives):
        raise NotValid(_("A mechanism serves objectives of its own cycle."))
    wanted, has = {one.pk for one in objectives}, set(mechanism.services.values_list("objective", flat=True))
    if wanted == has:
        return False
    mechanism.services.exclude(objective__in=wanted).delete()
    Service.objects.bulk_create(
        Service(company_id=mechanism.company_id, cycle_id=mechanism.cycle_id, mechanism=mechanism, objective_id=pk)
        for pk in sorted(wanted - has)
    )
    return True


def _divide(mechanism: Mechanism, given: Sequence[tuple[str, int]]) -> bool:
    """Pillars keep their identity by name: posts point at them."""
    pillars = [(one_line(name), share) for name, share in given]
    names = [name for name, _share in pillars]
    if not all(names) or len(set(names)) < len(names):
        raise NotValid(_("Each content pillar has a name of its own."))
    if any(not 1 <= share <= 100 for _name, share in pillars):
        raise NotValid(_("The share of a content pillar is 1 to 100 percent."))
    has = {one.name: one for one in mechanism.pillars.all()}
    if [(one.name, one.share) for one in has.values()] == pillars:
        return False
    mechanism.pillars.exclude(name__in=names).delete()
    for position, (name, share) in enumerate(pillars):
        of = {"company_id": mechanism.company_id, "cycle_id": mechanism.cycle_id, "mechanism": mechanism}
        pillar = has.get(name) or Pillar(name=name, **of)
        pillar.position, pillar.share = position, share
        pillar.save()
    return True
