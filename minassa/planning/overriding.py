"""The officer lets the work go on before a gating step is done: with a reason, and on record."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.planning import gates
from minassa.planning.errors import NotNow
from minassa.planning.holding import again, hold, tell
from minassa.planning.models import Cycle, Override
from minassa.planning.standing import GATING
from minassa.planning.steps import title


@transaction.atomic
def override(cycle: Cycle, step: int, *, reason: str, by: Membership) -> Override:
    """Steps 1 to 5. Of step 2 it opens every platform, also those without a mechanism."""
    demand(by, Ability.OVERRIDE_GATE)
    cycle = hold(cycle, by)
    if step not in GATING:
        raise NotValid(_("Only steps 1 to 5 gate publishing."))
    if not reason.strip():
        raise NotValid(_("Write why the work goes on before this step is done. The reason stays on record."))
    if cycle.overrides.filter(step=step, withdrawn_at__isnull=True).exists():
        raise NotNow(_("This step is already overridden."))
    made = Override.objects.create(
        company_id=cycle.company_id, cycle=cycle, step=step, reason=reason.strip(), by=by.user
    )
    tell("override.made", made, by, step=step, title=title(step), reason=made.reason)
    gates.refresh(cycle.company_id, by)
    return made


@transaction.atomic
def withdraw(override: Override, *, by: Membership) -> None:
    """The step gates again."""
    demand(by, Ability.OVERRIDE_GATE)
    cycle, override = hold(override.cycle_id, by), again(override)
    if override.withdrawn_at is not None:
        return
    override.withdrawn_at, override.withdrawn_by = now(), by.user
    override.save(update_fields=["withdrawn_at", "withdrawn_by"])
    tell("override.withdrawn", override, by, step=override.step, title=title(override.step))
    gates.refresh(cycle.company_id, by)
