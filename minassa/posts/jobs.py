"""The jobs of this room; each is its verb and nothing more."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minassa.jobs.face import job
from minassa.posts import handing, lateness, opening
from minassa.posts.models import Delivery


@job
def remind_to_post(delivery_id: str) -> None:
    handing.remind(Delivery.objects.select_related("company", "channel__party", "post__author").get(pk=delivery_id))


@job(title=_("Watch for posts that are late"))
def watch_lateness() -> None:
    lateness.record_late()
    opening.give_up()
