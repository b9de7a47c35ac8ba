from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from minassa.channels.checking import check
from minassa.channels.models import Channel
from minassa.channels.signing_in import forget_old
from minassa.jobs.face import job


@job(title=_("Check every channel"))
def check_all() -> None:
    """One job a channel, spread over some minutes so that no platform gets them all at once."""
    forget_old()
    there = Channel.objects.exclude(state=Channel.State.REMOVED).values_list("pk", flat=True)
    for number, pk in enumerate(there.iterator()):
        check_one.after(timedelta(seconds=number % 600), once=str(pk))(str(pk))


@job
def check_one(channel_id: str) -> None:
    channel = Channel.objects.exclude(state=Channel.State.REMOVED).filter(pk=channel_id).first()
    if channel is not None:
        check(channel)
