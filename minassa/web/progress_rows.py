"""My activities as their page lists them: what is late, what goes on, what is to come, what is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from minassa.planning.access import activities_of
from minassa.planning.models import Activity
from minassa.planning.report_figures import is_late
from minassa.web.doors import MemberRequest


@dataclass(frozen=True)
class Group:
    title: str
    rows: list[Activity]
    is_late: bool = False
    is_folded: bool = False


def index_of(request: MemberRequest) -> dict[str, Any]:
    today = request.company.local_now().date()
    found = list(activities_of(request.member))
    late = [one for one in found if is_late(one, today)]
    rest = [one for one in found if one not in late]
    state = Activity.State
    groups = [
        Group(_("Late"), late, is_late=True),
        Group(_("Under way"), [one for one in rest if one.state == state.UNDER_WAY]),
        Group(_("Not begun yet"), [one for one in rest if one.state == state.PLANNED]),
        Group(_("Done"), [one for one in rest if one.state == state.DONE], is_folded=True),
    ]
    return {"groups": [one for one in groups if one.rows]}
