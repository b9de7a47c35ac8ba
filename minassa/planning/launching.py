"""Step 9: what a person answers for on a channel's launch checklist."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.media.models import Asset
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.companies import NotValid
from minassa.people.models import Membership
from minassa.people.naming import one_line
from minassa.planning.holding import hold, keep, tell
from minassa.planning.models import Cycle, LaunchItem

BY_HAND = (LaunchItem.Code.PROFILE,)  # the rest is read from the records


@transaction.atomic
def tick(
    cycle: Cycle,
    *,
    by: Membership,
    channel: Channel,
    code: str,
    proof: Asset | None = None,
    proof_url: str = "",
    note: str = "",
) -> LaunchItem:
    """With its proof: a picture or a link."""
    demand(by, Ability.LAUNCH)
    cycle = hold(cycle, by)
    if code not in BY_HAND:
        raise NotValid(_("This line follows the records; nobody ticks it."))
    if proof is None and not proof_url.strip():
        raise NotValid(_("Add a proof: a picture of the finished profile, or its link."))
    found = LaunchItem.objects.filter(cycle=cycle, channel=channel, code=code).first()
    item = found or LaunchItem(company_id=cycle.company_id, cycle=cycle)
    item.ticked_by, item.ticked_at = by.user, now()
    given = {"channel": channel, "code": code, "proof": proof, "proof_url": proof_url.strip()}
    keep(item, {**given, "note": one_line(note)[:300]})
    item.save()
    tell("launch.ticked", item, by, channel=channel.name, item=code)
    return item


@transaction.atomic
def untick(item: LaunchItem, *, by: Membership) -> None:
    demand(by, Ability.LAUNCH)
    hold(item.cycle_id, by)
    tell("launch.unticked", item, by, channel=item.channel.name, item=item.code)
    item.delete()
