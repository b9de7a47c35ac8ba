"""Pages that stand side by side under one place of the navigation."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minassa.web.doors import MemberRequest


def people_tabs(request: MemberRequest, here: str) -> list[dict[str, Any]]:
    company = [request.company.slug]
    return [
        {"label": _("People"), "url": reverse("people:index", args=company), "current": here == "people"},
        {
            "label": _("Responsible parties"),
            "url": reverse("parties:index", args=company),
            "current": here == "parties",
        },
    ]
