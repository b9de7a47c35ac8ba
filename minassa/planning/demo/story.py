"""What every chapter of the demo's cycle needs: its people, and its days counted from the first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.formats import date_format

from minassa.people.models import Company, Membership, Party
from minassa.planning import cycles
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

    def pk(self, key: str) -> UUID:
        return self.activities[key].pk

    def line(self, key: str, what: str) -> CostLine:
        return CostLine.objects.get(activity=self.activities[key], what=what)


def begin(company: Company) -> Story:
    found = Membership.objects.filter(company=company).select_related("user", "company", "party")
    people = {one.user.email.partition("@")[0]: one for one in found}
    starts_on = company.local_now().date() - timedelta(days=TODAY)
    ends_on = starts_on + timedelta(days=LENGTH)
    said = [date_format(one, "F Y") for one in (starts_on, ends_on)]
    cycle = cycles.start(by=people["maha"], name=" – ".join(said), starts_on=starts_on, ends_on=ends_on)
    cycle.opened_at = datetime.combine(starts_on - OPENED_AHEAD, time(9), tzinfo=company.zoneinfo)
    cycle.save(update_fields=["opened_at"])
    return Story(company, cycle, people, Party.objects.get(company=company, kind=Party.Kind.OUTSIDE))
