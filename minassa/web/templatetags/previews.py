"""A post as its audience sees it: {% load previews %}, then

{% preview channel text=line.text pictures=pictures link=post.link at=when %}   as it is
{% preview channel source="own-…" link=… %}                  live, as the field with that id has it
{% picture_src asset %}  {% picture_src asset small=True %}  where its file is served
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.template.context import Context
from django.template.loader import select_template
from django.urls import reverse
from django.utils.safestring import SafeString

from minassa.channels.models import Channel
from minassa.core.text import by_count, first_strong
from minassa.media.models import Asset
from minassa.web.ui.reading import reading_in

register = template.Library()

# Platforms whose posts look alike share a frame.
LIKE = {
    "whatsapp": "telegram",
    "threads": "x",
    "linkedin": "facebook",
    "google_business": "facebook",
    "tiktok": "story",
    "snapchat": "story",
    "pinterest": "instagram",
}


@register.simple_tag(takes_context=True)
def preview(
    context: Context,
    channel: Channel,
    *,
    text: str = "",
    pictures: Iterable[Any] = (),
    link: str = "",
    source: str = "",
    at: datetime | None = None,
) -> SafeString:
    frame = select_template([f"previews/{LIKE.get(channel.platform, channel.platform)}.html", "previews/generic.html"])
    rule = channel.rules.direction
    given = {
        "request": context.get("request"),
        "channel": channel,
        "handle": channel.handle or channel.name,
        "text": text,
        "source": source,
        "rule": rule,
        "dir": ((by_count if rule == "count" else first_strong)(text) or "auto") if text else "auto",
        "pictures": list(pictures),
        "link": link,
        "link_host": (urlsplit(link).hostname or "").removeprefix("www."),
        "at": at,
        "reading": reading_in(context.flatten()),
    }
    return SafeString(frame.render(given))


@register.simple_tag(takes_context=True)
def picture_src(context: Context, asset: Asset, small: bool = False) -> str:
    company = context["request"].company
    return reverse("media:thumb" if small else "media:show", args=[company.slug, asset.pk])
