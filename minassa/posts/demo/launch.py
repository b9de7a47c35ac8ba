"""Step 9 in the demo: two platforms are launched with a finished profile, the third without its proof."""

from __future__ import annotations

from collections.abc import Mapping

from minassa.channels.models import Channel
from minassa.people.models import Membership
from minassa.planning import launching
from minassa.planning.access import current_cycle
from minassa.planning.models import LaunchItem

TICKED = {
    "instagram": "https://www.instagram.com/noor.wholesale/",
    "linkedin": "https://www.linkedin.com/company/noor-gulf-foods/",
}


def launch(member: Membership, channels: Mapping[str, Channel]) -> None:
    cycle = current_cycle(member)
    if cycle is None:
        return
    for name, url in TICKED.items():
        launching.tick(
            cycle,
            by=member,
            channel=channels[name],
            code=LaunchItem.Code.PROFILE,
            proof_url=url,
            note="الشعار والوصف ورقم المبيعات ورابط صفحة الطلب",
        )
