"""What this room does when something is recorded elsewhere."""

from __future__ import annotations

from django.dispatch import receiver

from minassa.events.models import Event
from minassa.events.recording import recorded
from minassa.people.models import Invitation, Membership
from minassa.planning import team


@receiver(recorded)
def listen(event: Event, **_: object) -> None:
    if event.verb == "invitation.accepted":
        invitation = Invitation.objects.get(pk=event.subject_id)
        member = Membership.objects.select_related("company", "user").get(company=event.company_id, user=event.by)
        team.take_up(invitation, member)
