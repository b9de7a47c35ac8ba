"""What an indicator shows, with its unit: {% measured objective.target objective.metric %}."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from minassa.planning.models import Metric
from minassa.web.ui.reading import Reading, reading_in

register = template.Library()


@register.simple_tag(takes_context=True)
def measured(context: Context, value: Decimal | None, metric: Metric | None) -> SafeString:
    if value is None:
        return SafeString('<span class="soft">—</span>')
    return format_html('<bdi class="figure">{}</bdi>', _said(value, metric, reading_in(context.get("request"))))


def _said(value: Decimal, metric: Metric | None, reading: Reading) -> str:
    number = reading.number(value)  # type: ignore[arg-type]  # Babel writes a Decimal as exactly as a float
    match metric.unit if metric is not None else "":
        case Metric.Unit.PERCENT:
            return f"{number}{reading.percent_sign}"
        case Metric.Unit.MINUTES:
            return ngettext("%(count)s minute", "%(count)s minutes", int(value)) % {"count": number}
        case Metric.Unit.MONEY:
            return reading.money(value)
        case _:
            return number
