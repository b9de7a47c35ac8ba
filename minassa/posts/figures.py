"""What a progress report says of the posts of its period: published against planned, platform by platform."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from minassa.planning.gates import REHEARSAL
from minassa.planning.models import Cycle
from minassa.planning.report_figures import FIGURES
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State

DAY = timedelta(days=1)


def published(cycle: Cycle, starts_on: date, ends_on: date) -> dict[str, Any]:
    """`planned` is what the mechanism's frequency wants of the days that have passed, None where none is set."""
    company = cycle.company
    until = min(ends_on, company.local_now().date())
    days = max((until - starts_on).days + 1, 0)
    begin = datetime.combine(starts_on, time(), tzinfo=company.zoneinfo)
    end = datetime.combine(ends_on + DAY, time(), tzinfo=company.zoneinfo)
    platform = Coalesce(
        KeyTextTransform("platform", "channel__limits"), Cast(F("channel__kind"), TextField()), output_field=TextField()
    )
    sent = Q(state=State.SENT, sent_at__gte=begin, sent_at__lt=end)
    failed = Q(state=State.FAILED, send_at__gte=begin, send_at__lt=end)
    found = (
        Delivery.objects.filter(sent | failed, company=company)
        .exclude(channel__kind=REHEARSAL)
        .annotate(platform=platform)
        .values("platform")
        .annotate(published=Count("pk", filter=sent), failed=Count("pk", filter=failed))
    )
    seen = {row["platform"]: (row["published"], row["failed"]) for row in found}
    wanted = dict(cycle.mechanisms.values_list("platform", "posts_per_week"))
    rows = []
    for name in [*wanted, *sorted(set(seen) - set(wanted))]:
        a_week, (out, not_out) = wanted.get(name), seen.get(name, (0, 0))
        planned = a_week * days // 7 if a_week else None
        rows.append({"platform": name, "planned": planned, "published": out, "failed": not_out})
    return {"platforms": rows}


FIGURES.append(published)
