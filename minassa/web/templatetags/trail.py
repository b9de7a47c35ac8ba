"""The activity trail's own words in a template."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from minassa.events.models import Event
from minassa.events.sentences import sentence_of

register = template.Library()


@register.simple_tag
def told(event: Event) -> SafeString:
    return sentence_of(event)


@register.filter
def local_day(at: datetime) -> date:
    return timezone.localtime(at).date()
