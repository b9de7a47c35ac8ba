"""A delivery in words: {% load deliveries %}, then {% trouble delivery %} and {% reconnect_url channel slug %}."""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse

from minassa.channels.models import Channel
from minassa.channels.words import sentence
from minassa.posts.models import Delivery

register = template.Library()


@register.simple_tag
def trouble(delivery: Delivery | None) -> str:
    """Why the last try did not work, in the reader's language; empty when nothing is wrong."""
    if delivery is None or not delivery.trouble:
        return ""
    kept = delivery.trouble
    return sentence(kept.get("code", ""), kept.get("facts", {}), kept.get("said", ""), delivery.channel.connector.title)


@register.simple_tag
def reconnect_url(channel: Channel, slug: str) -> str:
    try:
        return reverse("channels:show", args=[slug, channel.pk])
    except NoReverseMatch:
        return ""
