from __future__ import annotations

from django import template

from minassa.web.devices import device

register = template.Library()
register.filter("device", device)
