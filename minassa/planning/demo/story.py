"""What every chapter of the demo's cycle needs: its people, and its days counted from the first."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.formats import date_format

from minassa.core.clock import as_of
from minassa.people.models import Company, Membership, Party
from minassa.planning import cycles
from minassa.planning.demo.plan import GROUPS, LATER
from minassa.planning.models import Activity, CostLine, Cycle, Objective

OPENED_AHEAD = timedelta(days=17)  # the planning began before the period did
LENGTH = 91  # days: a quarter
TODAY = 46  # the day of the cycle on which the demo is made


@dataclass
class Story:
    company: Company
    cycle: Cycle
    people: dict[str, Membership]
    agency: Party
    objectives: dict[str, Objective] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)

    @property
    def salem(self) -> Membership:
        return self.people["salem"]

    @property
    def maha(self) -> Membership:
        return self.people["maha"]

    def day(self, number: int) -> date:
        return self.cycle.starts_on + timedelta(days=number)

    def at(self, number: int, hour: int) -> datetime:
        return datetime.combine(self.day(number), time(hour), tzinfo=self.company.zoneinfo)

    def on(self, number: int, hour: int = 10) -> AbstractContextManager[None]:
        """What is done inside is done on that day of the cycle."""
        return as_of(self.at(number, hour))

    def pk(self, key: str) -> UUID:
        return self.activities[key].pk

    def line(self, key: str, what: str) -> CostLine:
        return CostLine.objects.get(activity=self.activities[key], what=what)


def again(company: Company) -> Story:
    """The story as it stands, for whoever goes on telling it."""
    cycle = Cycle.objects.select_related("company").get(company=company)
    named = {one.name: one for one in cycle.activities.select_related("responsible__user", "responsible__company")}
    rows = (row for group in (*GROUPS, LATER) for row in group.rows)
    story = _story(company, cycle)
    story.activities.update({row.key: named[row.name] for row in rows if row.name in named})
    return story


def begin(company: Company) -> Story:
    people = _people(company)
    starts_on = company.local_now().date() - timedelta(days=TODAY)
    ends_on = starts_on + timedelta(days=LENGTH)
    said = [date_format(one, "F Y") for one in (starts_on, ends_on)]
    opened_at = datetime.combine(starts_on - OPENED_AHEAD, time(9), tzinfo=company.zoneinfo)
    with as_of(opened_at):
        cycle = cycles.start(by=people["maha"], name=" – ".join(said), starts_on=starts_on, ends_on=ends_on)
    cycle.opened_at = opened_at  # Django wrote the day of the installation
    cycle.save(update_fields=["opened_at"])
    return _story(company, cycle)


def _story(company: Company, cycle: Cycle) -> Story:
    return Story(company, cycle, _people(company), Party.objects.get(company=company, kind=Party.Kind.OUTSIDE))


def _people(company: Company) -> dict[str, Membership]:
    found = Membership.objects.filter(company=company).select_related("user", "company", "party")
    return {one.user.email.partition("@")[0]: one for one in found}
