"""The jobs of this room; each is its verb and nothing more."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minassa.jobs.face import job
from minassa.planning import reporting, team
from minassa.planning.models import Cycle


@job(title=_("Watch for contracts that end and reports that are due"))
def watch_cycles() -> None:
    for cycle in Cycle.objects.filter(state=Cycle.State.OPEN):
        team.warn_of_ends(cycle)
        reporting.ensure_due(cycle)
        reporting.remind(cycle)
